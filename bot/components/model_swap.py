"""The model that serves, and how another takes its place while people are talking.

The new one is loaded in a thread, beside the old; a turn under way ends on the model it began
with. Whatever goes wrong on the way, the old one goes on.
"""

import asyncio
import logging
import os
import tempfile
from pathlib import Path
from typing import Any, Dict, Mapping, Text, Tuple

from components.signed_model import ModelRefusedError, checked_copy

logger = logging.getLogger(__name__)

KEY, NAME, CODE = "NIETPLUIS_MODEL_KEY", "NIETPLUIS_MODEL_NAME", "NIETPLUIS_MODEL_CODE"
"""Set by run.py: the public key, the model it started with, the fingerprint of the code."""
Answer = Tuple[int, Dict[Text, Any]]


def serving(app: Any) -> Dict[Text, Any]:
    """Name of the model that answers now, and the fingerprint of the code around it."""
    name = getattr(app.ctx, "model_name", None) or os.environ.get(NAME, "")
    return {"model": name, "code": os.environ.get(CODE, "")}


async def swap(app: Any, asked: Mapping[Text, Any]) -> Answer:
    """Status and body: 200 and the new name, or why the old one goes on."""
    if not os.environ.get(KEY):
        return 403, {"error": "no_key"}
    if asked.get("code") != os.environ.get(CODE, ""):
        # The parts of the new model belong to other code than this process runs.
        return 409, {"error": "other_code"}
    name = str(asked.get("model"))
    try:
        # A thread with a loop of its own: people go on being answered meanwhile.
        agent = await asyncio.get_running_loop().run_in_executor(None, _load, dict(asked))
    except ModelRefusedError as error:
        logger.error("model.refused %s", error)
        return 422, {"error": "altered"}
    except Exception as error:
        logger.error("model.not_loaded type=%s", type(error).__name__)
        return 422, {"error": "not_loadable"}
    agent.lock_store = app.ctx.agent.lock_store
    app.ctx.agent, app.ctx.model_name = agent, name
    return 200, {"model": name}


def _load(asked: Dict[Text, Any]) -> Any:
    # A tracker store of its own on the same file: Rasa would take the old one's domain away.
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints

    file, name = Path(str(asked.get("file"))), str(asked.get("model"))
    with tempfile.TemporaryDirectory() as folder:
        signature = str(asked.get("signature"))
        copy = checked_copy(os.environ[KEY], name, file, signature, Path(folder))
        endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
        agent = asyncio.run(load_agent(str(copy), endpoints=endpoints))
    if not agent.is_ready():
        raise ValueError("no model in the archive")
    return agent
