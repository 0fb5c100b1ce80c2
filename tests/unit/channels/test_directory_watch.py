"""What the terminal says of an edit of the directory, beside the running system."""

import asyncio
from functools import partial

from actions.domain.codes import Language
from actions.domain.errors import Problem
from channels.console import Console
from channels.directory_watch import beside, tell_edit
from channels.texts import load_texts

FAULT = Problem("choice", "oldambt.yml", 5, "Dit kan niet.", "Kies iets anders.")


def test_the_terminal_names_what_is_wrong_and_what_stays_in_use() -> None:
    lines: list[str] = []
    tell = partial(tell_edit, Console(load_texts(), Language.NL, lines.append).say)
    tell((FAULT,))
    tell(())
    assert lines == [
        "De veranderde adreslijst klopt niet. De oude blijft gelden tot dit is hersteld:",
        "  FOUT oldambt.yml:5: Dit kan niet. Kies iets anders.",
        "De adreslijst is veranderd. De nieuwe geldt nu.",
    ]


def test_looking_goes_on_until_the_system_has_ended_and_gives_its_status() -> None:
    looked: list[bool] = []

    async def run() -> int:
        running: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.05, running.set_result, 3)
        return await beside(lambda: looked.append(running.done()), running)

    assert asyncio.run(run()) == 3
    assert looked == [False]
