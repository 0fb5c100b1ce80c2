"""Tells the person at the terminal what an edit of the directory did while everything runs."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from actions.domain.errors import Problem
from channels.supervisor import Say

LOOK_SECONDS = 2.0


def tell_edit(say: Say, problems: tuple[Problem, ...]) -> None:
    """That an edit is in use; or its faults, and that the old directory stays in use."""
    if not problems:
        say("directory_in_use")
        return
    say("directory_kept")
    for problem in problems:
        say("check_fault", problem=problem)


async def beside(look: Callable[[], None], running: "asyncio.Future[int]") -> int:
    """Look every two seconds until the other is done; gives what the other gives."""
    while not running.done():
        await asyncio.to_thread(look)
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(running), LOOK_SECONDS)
    return running.result()
