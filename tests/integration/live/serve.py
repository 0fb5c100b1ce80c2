"""The real gateway as a process of its own, with nothing behind it that is slow to load."""

import os
from typing import Any, cast

from actions.config import read_settings
from actions.domain.directory import Directory
from channels import log
from channels.app import create_app
from channels.ports import Retriever, Services
from channels.serve import serve


class NoPassages:
    """Passages play no part in a conversation's lines."""

    def search(self, question: str, k: int = 10) -> list[Any]:
        return []


class NoSignals:
    """Signals neither."""

    def directory(self) -> Directory:
        return Directory({}, {})


if __name__ == "__main__":
    settings = read_settings(os.environ)
    log.install()
    signals, passages = cast(Services, NoSignals()), cast(Retriever, NoPassages())
    serve(create_app(settings, signals, passages), settings)
