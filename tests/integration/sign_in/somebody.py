"""Somebody with a browser: goes where the answers lead, as far as the test wants."""

import html
import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from tests.integration.sign_in.provider import Provider

PAGE = {"accept": "text/html", "accept-language": "nl"}
HIDDEN = re.compile(r'name="([^"]+)" value="([^"]*)"')


@cache
def wire() -> httpx.Client:
    """The network to the provider; made once, since that costs more than a question."""
    return httpx.Client(trust_env=False)


@dataclass
class Somebody:
    """`client` is the browser at the gateway; the provider is reached over the network."""

    client: Any  # httpx.Client, or starlette's TestClient: the same calls
    provider: Provider
    database: Path

    def leave(self, next_page: str = "/") -> str:
        """Where the gateway sends the browser to sign in."""
        answer = self.client.get(f"/aanmelden?{urlencode({'next': next_page})}", headers=PAGE)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def grant(self, address: str, user: str) -> str:
        """Sign in at the provider: the path and query with which it sends the browser back."""
        page = wire().get(address)
        assert page.status_code == 200, page.text
        fields = {name: html.unescape(value) for name, value in HIDDEN.findall(page.text)}
        fields.pop("user", None)
        form = {**fields, "user": user}
        answer = wire().post(f"{self.provider.issuer}/authorize", data=form)
        assert answer.status_code == 303, answer.text
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"

    def come_back(self, back: str) -> httpx.Response:
        """Open what the provider sent the browser back to."""
        return self.client.get(back, headers=PAGE)

    def sign_in(self, user: str = "balie", next_page: str = "/") -> httpx.Response:
        """The whole way."""
        return self.come_back(self.grant(self.leave(next_page), user))

    def leave_afresh(self) -> str:
        """Where the gateway sends the browser to sign in as somebody else."""
        answer = self.client.get("/aanmelden?opnieuw=1", headers=PAGE)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def sign_in_as(self, user: str) -> httpx.Response:
        """The whole way, by somebody else in the same browser."""
        return self.come_back(self.grant(self.leave_afresh(), user))

    def onward(self, answer: httpx.Response) -> str:
        """Where the page that says that one is signed out leads by itself."""
        found = re.search(r'content="0;url=([^"]+)"', answer.text)
        assert found, answer.text
        return html.unescape(found.group(1))

    def say(self, text: str = "Ik maak me zorgen", **metadata: str) -> httpx.Response:
        """A message of the chat page."""
        body = {"id": f"m-{text}", "text": text, "metadata": metadata}
        return self.client.post("/chat", json=body)

    def form_key(self, path: str = "/inbox") -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.client.get(path).text)
        assert found
        return found.group(1)

    def rows(self, table: str) -> int:
        """How many rows the doors keep in a table."""
        with sqlite3.connect(self.database) as database:
            (found,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(found)

    def audit(self) -> list[tuple[str, str, str]]:
        """Event, who and detail of every line of the audit."""
        with sqlite3.connect(self.database) as database:
            return database.execute(
                "SELECT event, who, detail FROM sign_in_audit ORDER BY seq"
            ).fetchall()


def query_of(address: str) -> dict[str, str]:
    """The parameters of an address, each once."""
    found = parse_qs(urlsplit(address).query, strict_parsing=True)
    assert all(len(values) == 1 for values in found.values())
    return {name: values[0] for name, values in found.items()}
