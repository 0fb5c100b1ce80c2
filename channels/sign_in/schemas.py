"""The form of the sign-in file; what is missing or otherwise spelled is refused by name."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from actions.domain.codes import Role
from channels.sign_in.id_token import Expected
from channels.sign_in.person import Rule
from channels.sign_in.settings import ProviderSettings, SessionTerms, SignInSettings

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Algorithm = Literal["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""With public keys only: by a shared secret the provider's key could be used to sign."""
SEVERAL_TENANTS = ("/organizations/v2.0", "/common/v2.0")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProviderPart(_Part):
    """Who signs people in. `subject` is the claim with the account's opaque key."""

    kind: Literal["entra", "keycloak", "other"]
    issuer: Text
    client_id: Text
    scopes: list[Text] = ["openid"]
    algorithms: Annotated[list[Algorithm], Field(min_length=1)] = ["RS256"]
    tenants: list[Text] = []
    subject: Text = "sub"
    ca_file: Path | None = None

    @model_validator(mode="after")
    def _names_tenants(self) -> "ProviderPart":
        if self.kind == "entra" and not self.tenants:
            raise ValueError("Entra ID needs `tenants`: the ids of the tenants that may sign in")
        if "openid" not in self.scopes:
            raise ValueError("`scopes` must have openid")
        return self

    def as_settings(self) -> ProviderSettings:
        """The same for the rest of sign-in."""
        address = self.issuer.rstrip("/")
        issuer = self.issuer
        if self.kind == "entra" and address.endswith(SEVERAL_TENANTS):
            # Its own description names the issuer of each tenant with a place to fill in.
            issuer = address.rsplit("/", 2)[0] + "/{tenantid}/v2.0"
        expected = Expected(issuer, self.client_id, tuple(self.algorithms), frozenset(self.tenants))
        return ProviderSettings(address, expected, tuple(self.scopes), self.subject, self.ca_file)


class SessionPart(_Part):
    """How long somebody stays signed in without doing anything, and at most."""

    idle_minutes: Annotated[int, Field(ge=5, le=480)] = 60
    hours: Annotated[int, Field(ge=1, le=12)] = 8


class RulePart(_Part):
    """Who has all these claims may be and open this."""

    when: Annotated[dict[Text, Text | bool | list[Text]], Field(min_length=1)]
    role: Role | None = None
    municipality: Text | None = None
    organisation: Text | None = None
    desks: list[Text] = []

    @model_validator(mode="after")
    def _gives_something(self) -> "RulePart":
        if self.role is None and not self.desks:
            raise ValueError("a rule gives at least a role or a desk")
        return self

    def as_rule(self) -> Rule:
        """The same for the domain of sign-in."""
        return Rule(
            when={name: _values(value) for name, value in self.when.items()},
            role=self.role,
            municipality=self.municipality,
            organisation=self.organisation,
            desks=tuple(self.desks),
        )


class SignInFile(_Part):
    """The whole file."""

    provider: ProviderPart
    session: SessionPart = SessionPart()
    access: Annotated[list[RulePart], Field(min_length=1)]

    def as_settings(self, secret: str) -> SignInSettings:
        """The settings of sign-in, with the secret that stands in no file of ours."""
        return SignInSettings(
            provider=self.provider.as_settings(),
            secret=secret,
            terms=SessionTerms(
                timedelta(minutes=self.session.idle_minutes), timedelta(hours=self.session.hours)
            ),
            rules=tuple(rule.as_rule() for rule in self.access),
        )


def _values(value: str | bool | list[str]) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset({str(value)})
