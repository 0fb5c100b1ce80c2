"""The same gateway at a provider that others wrote: npm's oidc-provider, in a real Chromium.

Runs where `NIETPLUIS_TEST_OIDC_PROVIDER` names the folder of the package (9.x); see contributing.
"""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from actions.config import read_settings
from channels.app import create_app
from channels.browser import PROGRAMS, Page, new_page
from tests.integration.sign_in.conftest import write_file
from tests.integration.sign_in.provider import Provider, free_port, serving
from tests.integration.sign_in.somebody import Somebody
from tests.unit.channels.fakes import FakeRasa, FakeRetriever, FakeServices

PACKAGE = os.environ.get("NIETPLUIS_TEST_OIDC_PROVIDER", "")
pytestmark = [
    pytest.mark.skipif(not PACKAGE, reason="NIETPLUIS_TEST_OIDC_PROVIDER names no oidc-provider"),
    pytest.mark.skipif(not any(map(shutil.which, PROGRAMS)), reason="no Chromium is installed"),
]
HERE = Path(__file__).parent


@pytest.fixture
def strict(tmp_path: Path, environ: dict[str, str], rasa: FakeRasa) -> Iterator[Somebody]:
    port, other = free_port(), free_port()
    public, issuer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{other}"
    command = ["node", str(HERE / "strict_provider.mjs"), str(other), public]
    node = subprocess.Popen(
        command, env={**os.environ, "OIDC_PROVIDER": PACKAGE}, stdout=subprocess.PIPE, text=True
    )
    assert node.stdout is not None
    while (line := node.stdout.readline()) != "ready\n":
        assert line, "it does not start"
    provider = Provider(issuer, lambda: datetime.now(UTC), set(), {})
    write_file(tmp_path, provider)
    settings = read_settings({**environ, "NIETPLUIS_PUBLIC_URL": public})
    app = create_app(settings, FakeServices(), FakeRetriever(), rasa.client())
    try:
        with serving(app, port), httpx.Client(base_url=public, trust_env=False) as client:
            yield Somebody(client, provider, settings.var_dir / "gateway.sqlite3")
    finally:
        node.terminate()
        node.wait(10)


def test_an_officer_signs_in_reads_and_signs_out_everywhere(strict: Somebody) -> None:
    async def the_way() -> list[str]:
        public = str(strict.client.base_url).rstrip("/")
        async with new_page() as page:
            await page.open(f"{public}/inbox")
            await page.until("document.querySelector('input[name=login]')")
            await page.run("document.querySelector('input[name=login]').value = 'sub-officer-7'")
            await page.run("document.querySelector('input[name=password]').value = 'x'")
            await submit(page)
            await page.until("document.querySelector('input[name=prompt][value=consent]')")
            await submit(page)
            await page.until("location.pathname === '/inbox' && document.querySelector('.signals')")
            found = await page.run("document.querySelector('.signals a').getAttribute('href')")
            await page.run("document.querySelector('form[action=\"/afmelden\"] button').click()")
            await page.until("document.querySelector('button[name=logout]')")
            await page.run("document.querySelector('button[name=logout]').click()")
            await page.until("location.pathname === '/afgemeld'")
            return [found, await page.run("document.querySelector('h1').textContent")]

    assert asyncio.run(the_way()) == ["/inbox/s1", "Je bent afgemeld"]
    assert strict.rows("session") == 0
    assert [line[:2] for line in strict.audit()][:2] == [
        ("signed_in", "person:sub-officer-7"),
        ("signed_out", "person:sub-officer-7"),
    ]


async def submit(page: Page) -> None:
    await page.run("document.querySelector('form [type=submit]').click()")
