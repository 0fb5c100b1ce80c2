"""The real gateway as a process of its own, with nothing behind it that is slow to load."""

import os
from typing import Any, cast

from actions.config import read_settings
from actions.domain.directory import Directory
from channels import log
from channels.app import create_app
from channels.ports import Services
from channels.serve import serve


class NoSignals:
    """Signals play no part in a conversation's lines."""

    def directory(self) -> Directory:
        return Directory({}, {})


class EmptyIndex:
    """Passages neither."""

    def refresh(self) -> bool:
        return False

    def search(self, question: str, k: int = 10) -> list[Any]:
        return []

    def passage(self, passage_id: str) -> Any:
        raise NotImplementedError


if __name__ == "__main__":
    settings = read_settings(os.environ)
    log.install()
    serve(create_app(settings, cast(Services, NoSignals()), EmptyIndex()), settings)
