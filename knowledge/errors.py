"""Everything that can go wrong in the knowledge base, each naming the file it is about."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Parent of all errors of this package."""


class ReadError(KnowledgeError):
    """A file that cannot be taken in; `code` is stable and has a text in every language."""

    code = "unreadable"

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(f"{name}: {self.code}" + (f" ({detail})" if detail else ""))
        self.name = name
        self.detail = detail


class EncryptedFileError(ReadError):
    """The file needs a password."""

    code = "encrypted"


class ScannedFileError(ReadError):
    """The pages are pictures: there is no text to read."""

    code = "scanned"


class EmptyFileError(ReadError):
    """Nothing is left after layout debris is removed."""

    code = "empty"


class SidecarError(ReadError):
    """The file with facts beside the document cannot be read, or its year is no year."""

    code = "sidecar"


class UnknownFormatError(ReadError):
    """No reader for this kind of file."""

    code = "unknown_format"


class DuplicateNameError(ReadError):
    """Another file in the same run has the same name without extension."""

    code = "duplicate_name"


class IndexUnusableError(KnowledgeError):
    """There is no index to search; `nietpluis setup` or `nietpluis ingest` makes one."""


class IndexMissingError(IndexUnusableError):
    """There is no index at the given folder; run an ingestion first."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"no knowledge index in {folder}")
        self.folder = folder


class IndexOfOtherModelError(IndexUnusableError):
    """The index was made with other weights than are opened with it: its vectors mean nothing."""

    def __init__(self, made_by: str, opened_with: str) -> None:
        super().__init__(f"index made by {made_by}, opened with {opened_with}")


class IndexOutdatedError(IndexUnusableError):
    """The index was written by another version of this program, in another format."""

    def __init__(self, written: int, expected: int) -> None:
        super().__init__(f"index has format {written}, this program reads {expected}")


class IndexBrokenError(IndexUnusableError):
    """A file of the index is not there or cannot be read."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(f"index cannot be read: {type(cause).__name__}")


class PassageUnknownError(KnowledgeError):
    """No passage has this id in the present index version."""

    def __init__(self, passage_id: str) -> None:
        super().__init__(f"unknown passage {passage_id}")
        self.passage_id = passage_id
