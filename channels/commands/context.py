"""What every command starts from: settings, a console, and a decent end when it cannot go on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, cast

import typer

from actions.config import Settings, SettingsError, read_settings
from actions.domain.decision_table import DecisionTable
from actions.domain.errors import DomainError
from actions.service_layer.errors import ServiceError
from actions.service_layer.services import Services
from channels.console import Console, terminal_language
from channels.models.errors import ModelError
from channels.setup_steps import SetupError
from channels.texts import load_texts
from knowledge.errors import IndexUnusableError, KnowledgeError


def settings() -> Settings:
    """The settings of this environment."""
    return read_settings(os.environ)


def console() -> Console:
    """The terminal, in its language."""
    return Console(load_texts(), terminal_language(os.environ), typer.echo)


def services() -> Services:
    """The use cases on this machine's own store."""
    from actions.bootstrap import bootstrap  # heavy; `nietpluis --help` needs none of it

    return bootstrap(settings())


class HoldsTable(Protocol):
    """A router that goes by the decision table, as bootstrap's does."""

    table: DecisionTable


def decision_table(wired: Services) -> DecisionTable:
    """The decision table in use, for showing it to people."""
    return cast(HoldsTable, wired.parts.router).table


@contextmanager
def one_clear_line(say: Console) -> Iterator[None]:
    """End with status 1 and one line for what people can mend; anything else is a fault."""
    try:
        yield
    except (SetupError, ModelError) as error:
        say.say(error.key, **error.values)
    except SettingsError as error:
        say.say("setting_wrong", detail=error)
    except IndexUnusableError as error:
        say.say("no_knowledge", detail=error)
    except (KnowledgeError, ServiceError, DomainError) as error:
        say.say("cannot", detail=error)
    else:
        return
    raise typer.Exit(1)
