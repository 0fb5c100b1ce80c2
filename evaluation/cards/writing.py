"""The cards as Markdown, from what people know and what the files hold."""

from pathlib import Path
from typing import Any

import yaml

from evaluation.cards.counting import batches, entries, files_of, labels

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MOST = 30


def read_sources() -> list[dict[str, Any]]:
    """What people know of each data set."""
    sources: list[dict[str, Any]] = yaml.safe_load((HERE / "sources.yml").read_text("utf-8"))
    return sources


def card(source: dict[str, Any], root: Path = ROOT) -> str:
    """The card of one data set."""
    files = files_of(root, source["paths"])
    size = sum(len(entries(file)) for file in files)
    lines = [
        f"# {source['name'].replace('-', ' ').capitalize()}",
        "",
        "Written by `python -m evaluation.cards`; change `sources.yml`, not this file.",
        "",
        f"- **Where**: {', '.join(source['paths'])}",
        f"- **For**: {source['use']}",
        f"- **Origin**: {source['origin']}",
        f"- **Author batches**: {source['batches']}",
        f"- **Licence**: {source['licence']}",
        f"- **Splits**: {source['splits']}",
        f"- **Checks**: {'; '.join(source['checks'])}",
        f"- **Size**: {size} entries in {len(files)} files",
        "",
        "| batch | files | entries |",
        "| --- | --- | --- |",
        *(
            f"| {name} | {number} | {count} |"
            for name, number, count in batches(files, source["batch_by"])
        ),
    ]
    for name, counts in labels(files).items():
        shown = ", ".join(f"{value} {n}" for value, n in counts.most_common(MOST))
        lines += ["", f"By `{name}`: {shown}."]
    return "\n".join(lines) + "\n"


def stale() -> list[str]:
    """The cards that no longer say what the files hold, or are missing."""
    return [s["name"] for s in read_sources() if _written(s["name"]) != card(s)]


def write_cards() -> list[Path]:
    """Writes every card; the files written."""
    paths = []
    for source in read_sources():
        paths.append(HERE / f"{source['name']}.md")
        paths[-1].write_text(card(source), encoding="utf-8")
    return paths


def _written(name: str) -> str:
    path = HERE / f"{name}.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""
