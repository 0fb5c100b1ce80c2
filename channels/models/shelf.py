"""The models of this installation: files below the var folder, with their register and key."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from channels.crypto import KEY_FILE, Keys, load_or_create
from channels.models.errors import ModelAlteredError
from channels.models.lifecycle import State
from channels.models.register import Change, Model, Register
from channels.models.signing import Signed, Signer, file_hash

FOLDER = "models"
"""Below the var folder."""
SUFFIX = ".tar.gz"
REGISTER_PURPOSE = "model register"


class Shelf:
    """Takes models in, signed, and gives out only what is still as it was signed."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self.register = Register(folder, keys.derive(REGISTER_PURPOSE))
        self.signer = Signer(keys)

    def file(self, model: str) -> Path:
        """Where the model's archive stands, or will."""
        return self.folder / f"{model}{SUFFIX}"

    def signed(self, model: Model) -> Signed:
        """The model for loading; raises ModelAlteredError where its file is not as signed."""
        signed = Signed(model.id, self.file(model.id), str(model.facts.get("signature", "")))
        if not self.signer.vouches(signed):
            raise ModelAlteredError(model=model.id)
        return signed

    def servable(self) -> tuple[Signed, list[str]]:
        """The deployed model, or where it was altered the one before; and the altered names.

        Raises NoneDeployedError, or ModelAlteredError where none of them is as it was signed.
        """
        altered: list[str] = []
        for model in (self.register.deployed(), *self.register.earlier()):
            try:
                return self.signed(model), altered
            except ModelAlteredError:
                altered.append(model.id)
        raise ModelAlteredError(model=", ".join(altered))

    def facts(self, model: str, made_from: Mapping[str, Any]) -> dict[str, Any]:
        """Hash and signature of the file on the shelf, and what it was made from."""
        sha256 = file_hash(self.file(model))
        signature = self.signer.sign(model, sha256)
        return {"sha256": sha256, "signature": signature, "made_from": dict(made_from)}

    def adopt(
        self, archive: Path, made_from: Mapping[str, Any], who: str, why: str, now: datetime
    ) -> str:
        """Take in a model that serves at once, as set-up's own does; its name.

        One that the register knows already changes nothing.
        """
        name = archive.name.removesuffix(SUFFIX)
        if name in self.register.models():
            return name
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(archive, self.file(name))
        change = Change(name, State.DEPLOYED, self.facts(name, made_from))
        self.register.deploy(change, who, why, now)
        return name


def open_shelf(var_dir: Path) -> Shelf:
    """The shelf of an installation, with the doors' key."""
    return Shelf(var_dir / FOLDER, load_or_create(var_dir / KEY_FILE))
