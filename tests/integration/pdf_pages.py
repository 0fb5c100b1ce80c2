"""A PDF made of lines at places, for tests of reading: nothing but text on pages."""

from collections.abc import Sequence
from pathlib import Path

WIDTH, HEIGHT = 595, 842  # points, A4
TOP, LINE = 760, 14
LEFT, RIGHT = 60, 320
Placed = tuple[int, int, str]


def columns(left: Sequence[str], right: Sequence[str]) -> list[Placed]:
    """Two columns drawn line by line across the page, as layout programs often do."""
    placed: list[Placed] = []
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        placed += [(LEFT, TOP - row * LINE, one), (RIGHT, TOP - row * LINE, other)]
    return placed


def write_pdf(file: Path, pages: Sequence[Sequence[Placed]]) -> None:
    """Write pages of lines, each with its place from the bottom left."""
    bodies = [_page(lines) for lines in pages]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(bodies)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(bodies)} /Kids [{kids}] "
        f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F 3 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, body in enumerate(bodies):
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * at} 0 R >>")
        objects.append(f"<< /Length {len(body.encode('cp1252'))} >>\nstream\n{body}endstream")
    file.write_bytes(_file(objects))


def _page(lines: Sequence[Placed]) -> str:
    return "".join(f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines)


def _file(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )
