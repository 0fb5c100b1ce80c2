"""HTTP to Dutch registers (Objects API, ZGW): CRS headers, problem+json, what may be retried."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from actions.service_layer.errors import DeliveryError

TIMEOUT_S = 15.0
CRS = "EPSG:4326"  # the one that both standards know; requests without it are refused
HERE = ZoneInfo("Europe/Amsterdam")  # the day that a register counts in
CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")

PASSING = frozenset({401, 403, 404, 408, 425, 429})
"""Refusals that somebody can mend without changing the notice: a key, a right, an address."""


@dataclass(frozen=True, slots=True)
class RegisterClient:
    """One register; `name` begins the reason of each failure, `authorisation` is made anew
    for every request.
    """

    name: str
    url: str
    authorisation: Callable[[], str] = field(repr=False)
    timeout_s: float = TIMEOUT_S

    def find(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        """What the register has at a path; None where it has nothing."""
        answer = self._ask("GET", path, params=query)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if not answer.is_success:
            raise refusal(self.name, answer)
        return _document(self.name, answer)

    def create(self, path: str, body: Mapping[str, object]) -> None:
        """Put something new there; any 2xx is arrival."""
        answer = self._ask("POST", path, json=dict(body), crs={"Content-Crs": CRS})
        if not answer.is_success:
            raise refusal(self.name, answer)

    def _ask(
        self, method: str, path: str, crs: Mapping[str, str] | None = None, **content: Any
    ) -> httpx.Response:
        headers = {
            "Accept": "application/json, application/problem+json",
            "Accept-Crs": CRS,
            "Authorization": self.authorisation(),
            **(crs or {}),
        }
        try:
            return httpx.request(
                method, f"{self.url}{path}", headers=headers, timeout=self.timeout_s, **content
            )
        except httpx.HTTPError as error:
            raise DeliveryError(f"{self.name} {type(error).__name__}") from None


def refusal(name: str, answer: httpx.Response) -> DeliveryError:
    """What a register said no with: status, its code, and the fields it names.

    Only codes and names of fields: the sentences of a problem may repeat what was sent.
    """
    status = answer.status_code
    lasting = 400 <= status < 500 and status not in PASSING
    words = [name, str(status), *_told(answer)]
    return DeliveryError(" ".join(words), permanent=lasting)


def _told(answer: httpx.Response) -> list[str]:
    try:
        problem = answer.json()
    except ValueError:
        return []
    if not isinstance(problem, dict):
        return []
    faults = problem.get("invalidParams")
    faults = [fault for fault in faults if isinstance(fault, dict)] if faults else []
    named = [f"{_code(fault.get('name'))}:{_code(fault.get('code'))}" for fault in faults[:5]]
    return [word for word in (_code(problem.get("code")), *named) if word]


def _code(given: object) -> str:
    found = CODE.fullmatch(given) if isinstance(given, str) else None
    return found.group() if found else ""


def _document(name: str, answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        raise DeliveryError(f"{name} no_json") from None
