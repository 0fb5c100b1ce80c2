"""The app package that a tenant's administrator uploads: manifest, two icons, one translation."""

import io
import json
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from jsonschema import Draft202012Validator

from actions.domain.codes import Language
from actions.service_layer.errors import ServiceError
from channels.teams.icons import COLOUR_SIZE, OUTLINE_SIZE, colour_icon, outline_icon
from channels.texts import Texts

SCHEMA = Path(__file__).parent / "data" / "manifest.schema.json"
MICROSOFTS = "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json"
ICONS = {"color.png": COLOUR_SIZE, "outline.png": OUTLINE_SIZE}
FILES = frozenset({"manifest.json", "en.json", *ICONS})
COMMANDS = ("report", "question", "privacy")
# One installation has one app: its id follows from the id of its registration.
APP_NAMES = UUID("5c1c2c0e-5f0b-5b86-9c59-2b5d0ab1d6a1")


class PackageError(ServiceError):
    """An app package that Teams would not take, or that asks for more than it needs."""

    code = "teams_package_invalid"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who offers the app; addresses are https."""

    name: str
    website: str
    privacy: str
    terms: str


def manifest(
    app_id: str, public_url: str, publisher: Publisher, version: str, texts: Texts
) -> dict[str, Any]:
    """The manifest, in Dutch; `app_id` is that of the app registration."""
    section = texts.section(Language.NL, "teams_app")
    return {
        "$schema": MICROSOFTS,
        "manifestVersion": "1.19",
        "version": version,
        "id": str(uuid5(APP_NAMES, app_id)),
        "localizationInfo": {
            "defaultLanguageTag": "nl",
            "additionalLanguages": [{"languageTag": "en", "file": "en.json"}],
        },
        "developer": {
            "name": publisher.name,
            "websiteUrl": publisher.website,
            "privacyUrl": publisher.privacy,
            "termsOfUseUrl": publisher.terms,
        },
        "name": {"short": section["short_name"], "full": section["full_name"]},
        "description": {"short": section["short"], "full": section["full"]},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#14506E",
        "bots": [_bot(app_id, section)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(public_url).netloc],
        "defaultInstallScope": "personal",
    }


def package(content: Mapping[str, Any], texts: Texts) -> bytes:
    """The package as a zip file, checked; raises PackageError."""
    files = {
        "manifest.json": _json(content),
        "en.json": _json(_translation(texts)),
        "color.png": colour_icon(),
        "outline.png": outline_icon(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # A fixed moment: the same input gives the same file.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    check(packed.getvalue())
    return packed.getvalue()


def check(packed: bytes) -> None:
    """Raises PackageError unless Teams would take this file, and it asks for nothing more."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        content = json.loads(files["manifest.json"])
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise PackageError(f"not a package: {type(error).__name__}") from None
    if files.keys() != FILES:
        raise PackageError(f"expected the files {', '.join(sorted(FILES))}")
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    faults = sorted(validator.iter_errors(content), key=lambda fault: fault.json_path)
    if faults:
        raise PackageError("; ".join(f"{one.json_path}: {one.message}" for one in faults))
    for name, size in ICONS.items():
        if _size(files[name]) != (size, size):
            raise PackageError(f"{name}: expected {size} by {size}")


def _bot(app_id: str, section: Mapping[str, str]) -> dict[str, Any]:
    commands = [
        {"title": section[f"{name}_title"], "description": section[f"{name}_about"]}
        for name in COMMANDS
    ]
    return {
        "botId": app_id,
        "scopes": ["personal", "team", "groupChat"],
        "supportsFiles": False,
        "isNotificationOnly": False,
        "commandLists": [{"scopes": ["personal"], "commands": commands}],
    }


def _translation(texts: Texts) -> dict[str, str]:
    section = texts.section(Language.EN, "teams_app")
    where = "bots[0].commandLists[0].commands"
    translated = {
        "name.short": section["short_name"],
        "name.full": section["full_name"],
        "description.short": section["short"],
        "description.full": section["full"],
    }
    for number, name in enumerate(COMMANDS):
        translated[f"{where}[{number}].title"] = section[f"{name}_title"]
        translated[f"{where}[{number}].description"] = section[f"{name}_about"]
    return {
        "$schema": MICROSOFTS.replace("MicrosoftTeams.", "MicrosoftTeams.Localization."),
        **translated,
    }


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _size(png: bytes) -> tuple[int, int]:
    if not png.startswith(b"\x89PNG\r\n\x1a\n"):
        return (0, 0)
    width, height = struct.unpack(">II", png[16:24])
    return (width, height)
