"""`retrain`, `models`, `rollback`: make a candidate, see what there is, go back in one command."""

import getpass
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from channels.commands.context import console, one_clear_line, settings
from channels.console import Console
from channels.models.lifecycle import State
from channels.models.register import Change, Model
from channels.models.shelf import Shelf, open_shelf
from channels.models.signing import Signed
from channels.models.swapping import serving, take_over
from channels.models.training import Project, train
from channels.setup_plan import MODEL_STEP
from channels.setup_steps import Stamps
from channels.system import BOT, BOT_PYTHON

By = Annotated[str, typer.Option("--by", help="Functional name for the register")]
Why = Annotated[str, typer.Option("--why", help="Reason, for the register")]


def retrain(
    why: Why = "",
    by: By = "",
    project: Annotated[Path, typer.Option(help="The Rasa project", hidden=True)] = BOT,
) -> None:
    """Train a candidate from the data as they are now; it serves nobody yet."""
    say = console()
    with one_clear_line(say):
        now = datetime.now(UTC)
        shelf = open_shelf(settings().var_dir)
        shelf.folder.mkdir(parents=True, exist_ok=True)
        name = f"candidate-{now:%Y%m%d-%H%M%S}"
        say.say("retraining", model=name)
        recipe = Project(project.absolute(), BOT_PYTHON)
        made_from = recipe.made_from()
        if not train(recipe, shelf.folder, name, os.environ):
            failed = Change(name, State.FAILED, {"made_from": made_from})
            shelf.register.record([failed], by or user(), why or "training failed", now)
            say.say("retrain_failed", model=name)
            raise typer.Exit(1)
        candidate = Change(name, State.CANDIDATE, shelf.facts(name, made_from))
        shelf.register.record([candidate], by or user(), why, datetime.now(UTC))
        say.say("retrained", model=name)


def models(
    as_json: Annotated[bool, typer.Option("--json", help="With all that is known of each")] = False,
) -> None:
    """List the models with their state, what was done to each, by whom and why."""
    say = console()
    with one_clear_line(say):
        chosen = settings()
        shelf = open_shelf(chosen.var_dir)
        answering = serving(chosen.rasa_port)
        found = shelf.register.models().values()
        if as_json:
            rows = [as_row(shelf, model, answering) for model in found]
            say.show(json.dumps({"models": rows}, ensure_ascii=False, indent=2))
            return
        if not found:
            say.say("models_none")
        for model in found:
            _show(say, shelf, model, answering)


def rollback(why: Why = "", by: By = "") -> None:
    """Let the model that served before serve again; a running system swaps at once."""
    say = console()
    with one_clear_line(say):
        shelf = open_shelf(settings().var_dir)
        switch(say, shelf, shelf.register.previous().id, by, why or "rollback")


def switch(say: Console, shelf: Shelf, name: str, by: str, why: str) -> None:
    """Let a model take over, remember what it was made from, and tell what happened."""
    chosen = settings()
    running = take_over(shelf, name, chosen.rasa_port, by or user(), why, datetime.now(UTC))
    inputs = shelf.register.model(name).facts.get("made_from", {}).get("inputs")
    if inputs:
        # Set-up need not train again what this model was made from.
        Stamps(chosen.var_dir / "setup").mark(MODEL_STEP, inputs)
    say.say("model_swapped" if running else "model_next_start", model=name)


def user() -> str:
    """Who is at this terminal, as the machine knows them."""
    return getpass.getuser()


def as_row(shelf: Shelf, model: Model, answering: str | None) -> dict[str, Any]:
    """All that is known of a model, for JSON."""
    return {
        "model": model.id,
        "state": model.state,
        "since": model.since.isoformat(),
        "serving": model.id == answering,
        "as_signed": is_as_signed(shelf, model),
        "facts": dict(model.facts),
        "life": [
            {"at": e.at.isoformat(), "who": e.who, "why": e.why, "state": e.after}
            for e in model.life
        ],
    }


def is_as_signed(shelf: Shelf, model: Model) -> bool:
    """Whether the archive on the shelf is still the one that was signed."""
    signature = str(model.facts.get("signature", ""))
    return shelf.signer.vouches(Signed(model.id, shelf.file(model.id), signature))


def _show(say: Console, shelf: Shelf, model: Model, answering: str | None) -> None:
    state = say.text(f"state_{model.state}").strip()
    mark = say.text("model_serving").strip() if model.id == answering else ""
    if model.state is not State.FAILED and not is_as_signed(shelf, model):
        mark = say.text("model_is_altered").strip()
    since = _minute(model.since)
    say.say("model_line", model=model.id, state=state, since=since, mark=mark)
    for entry in model.life:
        after = say.text(f"state_{entry.after}").strip()
        moment, why = _minute(entry.at), entry.why or "-"
        say.say("model_step", at=moment, state=after, who=entry.who, why=why)


def _minute(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
