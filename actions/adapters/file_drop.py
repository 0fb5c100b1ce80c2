"""Notices as JSON files in a folder that another system empties."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from actions.domain.events import Notice
from actions.service_layer.errors import DeliveryError


@dataclass(frozen=True, slots=True)
class FileDrop:
    """Writes each notice as `<key>.json`; a reader never sees half a file."""

    folder: Path

    def send(self, notice: Notice, address: str) -> None:
        """Drop the notice; one that is there already is left as it is."""
        write_once(self.folder / f"{notice.key}.json", notice_json(notice))


def notice_json(notice: Notice) -> bytes:
    """The notice for programs: a reference, an urgency, a link, the desk it is for, and the
    language of who reads it."""
    return json.dumps(
        {
            "schema": "nietpluis.notice/1",
            "key": notice.key,
            "kind": notice.kind,
            "desk": notice.desk,
            "reference": notice.reference,
            "urgency": notice.urgency,
            "link": notice.link,
            "language": notice.language,
        },
        sort_keys=True,
    ).encode()


def write_once(path: Path, content: bytes) -> None:
    """Write a file whole, on disk before this returns; keeps one that exists.

    Raises:
        DeliveryError: the folder cannot be written now.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise DeliveryError(f"file {type(error).__name__}") from None
