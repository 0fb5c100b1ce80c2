"""How people sign in here, as the sign-in file says it."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from channels.sign_in.id_token import Expected
from channels.sign_in.person import Rule


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """`address` is where the provider describes itself, `ca_file` who signed its certificate."""

    address: str
    expected: Expected
    scopes: tuple[str, ...]
    subject: str
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class SessionTerms:
    """A session ends after `idle` without anything done, and after `whole` in any case."""

    idle: timedelta
    whole: timedelta


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """Everything about sign-in that differs between installations."""

    provider: ProviderSettings
    secret: str = field(repr=False)
    terms: SessionTerms
    rules: tuple[Rule, ...]
