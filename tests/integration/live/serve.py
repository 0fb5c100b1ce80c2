"""The real gateway as a process of its own, over an index in which nothing is found."""

import os
from typing import Any

from actions.config import read_settings
from channels import log
from channels.app import create_app
from channels.serve import serve


class EmptyIndex:
    """Loads nothing, so that the gateway is there within a second or two."""

    def refresh(self) -> bool:
        return False

    def search(self, question: str, k: int = 10) -> list[Any]:
        return []

    def passage(self, passage_id: str) -> Any:
        raise NotImplementedError


if __name__ == "__main__":
    settings = read_settings(os.environ)
    log.install()
    serve(create_app(settings, retriever=EmptyIndex()), settings)
