"""Who is signed in, and what the provider's claims say that this person does here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from actions.domain.codes import Role
from actions.domain.directory import Directory

T = TypeVar("T")


class RefusedError(Exception):
    """A sign-in that goes no further; `code` finds the sentences in texts/*/sign_in.yml.

    `reason` is for the log: the name of a check or a claim, never a value of it.
    """

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason or code


@dataclass(frozen=True, slots=True)
class Person:
    """`subject` is the provider's opaque key of the account; no name, no address."""

    subject: str
    role: Role | None = None
    municipality: str | None = None
    organisation: str | None = None
    desks: tuple[str, ...] = ()

    @property
    def known(self) -> dict[str, str]:
        """What the gateway takes as metadata (contract 2), so that it is not asked."""
        given = {
            "role": self.role.value if self.role else None,
            "municipality": self.municipality,
            "organisation": self.organisation,
        }
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Rule:
    """What somebody whose claims hold all of `when` may be and open here.

    `when` names claims, each with the values of which one is enough.
    """

    when: Mapping[str, frozenset[str]]
    role: Role | None = None
    municipality: str | None = None
    organisation: str | None = None
    desks: tuple[str, ...] = ()

    def holds(self, claims: Mapping[str, Any]) -> bool:
        """Whether these claims have for every name one of the values."""
        return all(values & _values(claims, name) for name, values in self.when.items())


def person_of(claims: Mapping[str, Any], rules: Sequence[Rule], subject: str) -> Person:
    """The person of these claims; `subject` names the claim that holds the account's key.

    Of role, municipality and organisation the first rule that gives one decides; desks add up.

    Raises:
        RefusedError: no rule holds, or the claims that the rules ask for are not there.
    """
    key = claims.get(subject)
    if not isinstance(key, str) or not key or "@" in key:
        # An address as key would put a name in every line of the audit.
        raise RefusedError("claims_missing", subject)
    holding = [rule for rule in rules if rule.holds(claims)]
    if not holding:
        raise _why_nobody(claims, rules)
    return Person(
        subject=f"person:{key}",
        role=_first(rule.role for rule in holding),
        municipality=_first(rule.municipality for rule in holding),
        organisation=_first(rule.organisation for rule in holding),
        desks=tuple(dict.fromkeys(desk for rule in holding for desk in rule.desks)),
    )


def unknown_names(rules: Sequence[Rule], directory: Directory) -> list[str]:
    """Municipalities and desks that the rules give and the directory does not have."""
    towns = [r.municipality for r in rules if r.municipality]
    desks = [desk for r in rules for desk in r.desks]
    return [
        *(town for town in towns if directory.municipality(town) is None),
        *(d for d in desks if directory.desk(d) is None and directory.deputised(d) is None),
    ]


def _why_nobody(claims: Mapping[str, Any], rules: Sequence[Rule]) -> RefusedError:
    names = {name for rule in rules for name in rule.when}
    # Entra ID leaves groups out of a token when there are too many, and says so here.
    left_out = claims.get("_claim_names")
    if isinstance(left_out, Mapping) and names & set(left_out):
        return RefusedError("too_many_groups")
    if not any(_values(claims, name) for name in names):
        return RefusedError("claims_missing", ",".join(sorted(names)))
    return RefusedError("no_access")


def _values(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    found = _at(claims, name)
    many = found if isinstance(found, list) else [found]
    return frozenset(str(one) for one in many if isinstance(one, str | int) and str(one))


def _at(claims: Mapping[str, Any], name: str) -> Any:
    """The claim of that name, else the one at that path (`realm_access.roles` of Keycloak)."""
    if name in claims:
        return claims[name]
    head, _, rest = name.partition(".")
    inner = claims.get(head)
    return _at(inner, rest) if rest and isinstance(inner, Mapping) else None


def _first(given: Iterable[T | None]) -> T | None:
    return next((one for one in given if one is not None), None)
