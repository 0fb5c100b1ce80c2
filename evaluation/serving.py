"""Runs the whole system with one trained model: `python -m evaluation.serving MODEL.tar.gz`.

As `nietpluis run` does, but the model is the one that is named, deployed or not.
"""

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from actions.config import read_settings
from channels.supervisor import Child, Supervisor
from channels.system import children

# What says which model is deployed, and proves it; here the model is chosen by hand.
OF_THE_DEPLOYED = ("--model", "--model-name", "--signature", "--model-key", "--code")


def with_model(child: Child, model: Path) -> Child:
    """Rasa's server with another model; every other server as it is."""
    if child.name != "rasa":
        return child
    return replace(child, command=(*_without(child.command), "--model", str(model)))


def _without(command: Sequence[str]) -> list[str]:
    """The command without the options of the deployed model and their values."""
    before = ("", *command)
    named = zip(before, command, strict=False)
    return [w for last, w in named if not {last, w} & set(OF_THE_DEPLOYED)]


def main() -> None:
    """Runs until it is told to stop."""
    model = Path(sys.argv[1]).resolve()
    settings = read_settings(os.environ)
    parts = [with_model(child, model) for child in children(settings, os.environ, time.time())]
    supervisor = Supervisor(parts, settings.var_dir / "log", _say)
    raise SystemExit(asyncio.run(supervisor.run()))


def _say(key: str, **values: object) -> None:
    sys.stdout.write(f"{key} {values}\n")


if __name__ == "__main__":
    main()
