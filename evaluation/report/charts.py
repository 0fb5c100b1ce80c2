"""Small charts as inline SVG; each says in words what it shows, and a table stands beside it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from evaluation.intervals import Score

WIDTH, HEIGHT, EDGE = 160, 22, 6
SIDE = 200


def interval(score: Score, limit: float | None, label: str) -> str:
    """A figure between 0 and 1 with its interval; a line for the worst that is allowed."""
    value = score.get("value")
    if value is None or not 0 <= score["low"] <= score["high"] <= 1:
        return ""
    middle = HEIGHT / 2
    parts = [
        f'<line class="axis" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{middle}" y2="{middle}"/>',
        f'<line class="range" x1="{_x(score["low"])}" x2="{_x(score["high"])}" '
        f'y1="{middle}" y2="{middle}"/>',
        f'<circle class="dot" cx="{_x(value)}" cy="{middle}" r="4"/>',
    ]
    if limit is not None and 0 <= limit <= 1:
        parts.append(
            f'<line class="limit" x1="{_x(limit)}" x2="{_x(limit)}" y1="2" y2="{HEIGHT - 2}"/>'
        )
    return _svg(WIDTH, HEIGHT, label, parts)


def trend(values: Sequence[float | None], label: str) -> str:
    """A figure over the runs, oldest at the left; nothing where it was measured once."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(v for _, v in known), max(v for _, v in known)
    spread = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    points = [
        (EDGE + at * step, HEIGHT - 4 - (HEIGHT - 8) * (value - low) / spread)
        for at, value in known
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    dot = f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    return _svg(WIDTH, HEIGHT, label, [f'<polyline class="trend" points="{line}"/>', dot])


def calibration(bins: Sequence[Mapping[str, Any]], label: str) -> str:
    """What was promised against what came true; on the slanting line both are the same."""
    parts = [
        f'<rect class="frame" x="0" y="0" width="{SIDE}" height="{SIDE}"/>',
        f'<line class="axis" x1="0" y1="{SIDE}" x2="{SIDE}" y2="0"/>',
    ]
    points = [(SIDE * b["promised"], SIDE * (1 - b["came"])) for b in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts.append(f'<polyline class="trend" points="{line}"/>')
    parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points]
    return _svg(SIDE, SIDE, label, parts)


def _x(share: float) -> str:
    return f"{EDGE + share * (WIDTH - 2 * EDGE):.1f}"


def _svg(width: int, height: int, label: str, parts: Sequence[str]) -> str:
    said = escape(label)
    return (
        f'<svg role="img" aria-label="{said}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )
