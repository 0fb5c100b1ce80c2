"""How long one message takes, through the gateway and straight at Rasa, in one run.

`python -m evaluation.latency` while the system runs. Times differ between machines, the
ratio less: report the ratio.
"""

import argparse
import json
import sys
import time
import uuid
from statistics import median, quantiles

import httpx

CONVERSATION = (
    "er staat een meisje van 16 aan de balie, een man houdt haar paspoort vast",
    "nee, nu geen gevaar",
    "zelf gezien",
    "ja gaat door",
    "liever anoniem",
)
METADATA = {"role": "counter", "municipality": "groningen"}


def time_conversations(url: str, conversations: int) -> list[float]:
    """Milliseconds of each message; a fresh sender for each conversation."""
    took = []
    with httpx.Client(timeout=30) as client:
        for _ in range(conversations):
            sender = uuid.uuid4().hex
            for text in CONVERSATION:
                body = {"sender": sender, "message": text, "metadata": METADATA}
                began = time.perf_counter()
                client.post(url, json=body).raise_for_status()
                took.append((time.perf_counter() - began) * 1000)
    return took


def summary(took: list[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    return {"p50_ms": round(median(took), 1), "p95_ms": round(quantiles(took, n=20)[-1], 1)}


def main() -> None:
    """Prints both and their ratio as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", default="http://127.0.0.1:8000")
    parser.add_argument("--rasa", default="http://127.0.0.1:5005")
    parser.add_argument("--conversations", type=int, default=20)
    arguments = parser.parse_args()
    through = f"{arguments.gateway}/webhooks/rest/webhook"
    straight = f"{arguments.rasa}/webhooks/nietpluis/webhook"
    time_conversations(through, 2)
    rasa = summary(time_conversations(straight, arguments.conversations))
    gateway = summary(time_conversations(through, arguments.conversations))
    ratio = round(gateway["p50_ms"] / rasa["p50_ms"], 2)
    report = {"gateway": gateway, "rasa_directly": rasa, "ratio_p50": ratio}
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
