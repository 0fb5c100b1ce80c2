"""Reads the sign-in file, with errors that name the place."""

from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError

from actions.config import Settings, SettingsError
from actions.domain.directory import Directory
from channels.sign_in.open_doors import is_loopback
from channels.sign_in.person import unknown_names
from channels.sign_in.schemas import SignInFile
from channels.sign_in.settings import SignInSettings


def read_sign_in(settings: Settings, directory: Directory) -> SignInSettings | None:
    """How people sign in, None where nobody does; raises SettingsError.

    What the rules give must be known to the directory: a misspelled desk opens nothing, and
    somebody would wait in vain.
    """
    if settings.sign_in_file is None:
        return None
    if settings.sign_in_secret is None:
        raise SettingsError("sign_in_secret", None, "the secret of this client at the provider")
    found = _read(settings).as_settings(settings.sign_in_secret)
    _check_address(settings, found)
    if found.provider.ca_file is not None and not found.provider.ca_file.is_file():
        raise _wrong(settings, "a file at provider.ca_file")
    unknown = unknown_names(found.rules, directory)
    if unknown:
        raise _wrong(settings, f"names that the directory has, unlike {', '.join(unknown)}")
    return found


def _read(settings: Settings) -> SignInFile:
    try:
        raw = yaml.safe_load(settings.sign_in_file.read_text(encoding="utf-8"))  # type: ignore[union-attr]
        return SignInFile.model_validate(raw)
    except OSError as error:
        raise _wrong(settings, f"a file that can be read ({error.strerror})") from None
    except yaml.YAMLError:
        raise _wrong(settings, "a file in YAML") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise _wrong(settings, f"another value at {place}: {first['msg']}") from None


def _check_address(settings: Settings, found: SignInSettings) -> None:
    address = urlsplit(found.provider.address)
    near = is_loopback(address.hostname or "") and not settings.is_production
    if address.scheme != "https" and not (address.scheme == "http" and near):
        raise _wrong(settings, "an https address at provider.issuer")


def _wrong(settings: Settings, expected: str) -> SettingsError:
    return SettingsError("sign_in_file", str(settings.sign_in_file), expected)
