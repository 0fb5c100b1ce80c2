"""Starts the Rasa server with the model that the register says: `python -m channels.models.serve`.

Every start checks the signature anew. A deployed model of which the file was altered is refused,
and the one before it serves. The process then becomes the Rasa server, which holds no secret.
"""

import argparse
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from channels.models.errors import ModelError
from channels.models.shelf import Shelf, open_shelf
from channels.models.signing import Signed
from channels.models.training import Project

log = logging.getLogger("nietpluis.models")


def main() -> None:
    """Becomes the Rasa server; ends with status 1 where there is no model that may be loaded."""
    given = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    project = Project(given.bot, given.python)
    command = [str(project.python), str(project.folder / "run.py")]
    try:
        command += _by_hand(given.model) if given.model else _deployed(given.var, project)
    except ModelError as error:
        log.error("no model to serve: %s", error)
        raise SystemExit(1) from error
    command += ["--port", given.port, "--actions-port", given.actions_port]
    os.execv(command[0], [*command, "--database", given.database])  # noqa: S606  our own


def _by_hand(model: Path) -> list[str]:
    """A model for being measured: nobody signed it, and the server takes no other."""
    return ["--model", str(model)]


def _deployed(var: Path, project: Project) -> list[str]:
    shelf = open_shelf(var)
    return options(project, shelf, choose(shelf, project, datetime.now(UTC)))


def choose(shelf: Shelf, project: Project, now: datetime) -> Signed:
    """The model to load, checked; where there is no register yet, set-up's own enters it.

    Raises ModelAlteredError or NoneDeployedError where there is none.
    """
    if not shelf.register.models():
        adopt_newest(shelf, project, now)
    model, altered = shelf.servable()
    for name in altered:
        log.error("model %s is not as it was signed: refused; %s serves", name, model.model)
    return model


def adopt_newest(shelf: Shelf, project: Project, now: datetime) -> None:
    """Let what set-up trained last serve; nothing where it trained nothing."""
    trained = (project.folder / "models").glob("*.tar.gz")
    newest = max(trained, key=lambda path: path.stat().st_mtime, default=None)
    if newest is not None:
        shelf.adopt(newest, project.made_from(), "setup", "trained by set-up", now)


def options(project: Project, shelf: Shelf, model: Signed) -> list[str]:
    """What the bot's own launcher must know: what to load and how to check it."""
    return [
        *("--model", str(model.file), "--model-name", model.model),
        *("--signature", model.signature, "--model-key", shelf.signer.public_key),
        *("--code", project.code()),
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="serve", description="Rasa with the deployed model")
    for name in ("--var", "--bot", "--python"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--model", type=Path, help="for measuring: this one, unchecked")
    for name in ("--port", "--actions-port", "--database"):
        parser.add_argument(name, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
