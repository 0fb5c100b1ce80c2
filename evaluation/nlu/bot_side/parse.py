"""Runs in bot/.venv: reads texts as JSON lines, writes what the trained model makes of each."""

import asyncio
import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Arguments: the model archive and the bot's folder."""
    model, bot = Path(sys.argv[1]), Path(sys.argv[2])
    sys.path.insert(0, str(bot))
    asyncio.run(_parse(model))


async def _parse(model: Path) -> None:
    from rasa.core.agent import load_agent
    from rasa.core.channels.channel import UserMessage

    agent = await load_agent(model_path=str(model))
    if agent.processor is None:
        raise SystemExit(f"no model could be loaded from {model}")
    for line in sys.stdin:
        text = json.loads(line)
        begun = time.perf_counter()
        parsed = await agent.processor.parse_message(UserMessage(text))
        parsed["milliseconds"] = (time.perf_counter() - begun) * 1000
        sys.stdout.write("PARSED " + json.dumps(parsed) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
