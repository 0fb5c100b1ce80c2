"""The bot's actions over a store and a directory of their own."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from actions.config import read_settings
from actions.conversation import Tools, build_tools
from tests.integration.actions.calls import executor_of


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    var = tmp_path_factory.mktemp("var")
    return build_tools(read_settings({"NIETPLUIS_VAR_DIR": str(var)}))


@pytest.fixture
def run(tools: Tools) -> Iterator[Any]:
    executor = executor_of(tools)
    yield lambda call: asyncio.run(executor.run(call)).model_dump()
