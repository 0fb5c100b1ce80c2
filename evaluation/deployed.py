"""The model that serves on this installation, for being measured."""

from pathlib import Path

from channels.models.errors import NoneDeployedError
from channels.models.register import FILE
from channels.models.shelf import FOLDER, open_shelf


def deployed_model(var_dir: Path) -> Path | None:
    """Its archive; None where nothing was deployed yet. Raises ModelAlteredError."""
    if not (var_dir / FOLDER / FILE).exists():
        return None
    shelf = open_shelf(var_dir)
    try:
        return shelf.signed(shelf.register.deployed()).file
    except NoneDeployedError:
        return None
