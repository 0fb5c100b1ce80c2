"""The two icons of the app, drawn here: a speech bubble with an exclamation mark."""

import struct
import zlib
from collections.abc import Callable

COLOUR_SIZE = 192
OUTLINE_SIZE = 32
BRAND = (0x14, 0x50, 0x6E, 255)
WHITE = (255, 255, 255, 255)
CLEAR = (255, 255, 255, 0)
FINE = 4
"""Points looked at in a pixel, in each direction, so that edges are smooth."""

Pixel = tuple[int, int, int, int]
Shape = Callable[[float, float], bool]
"""Whether a point of the unit square is in it."""


def colour_icon() -> bytes:
    """192 by 192, on the brand's colour."""
    return _png(COLOUR_SIZE, BRAND, _bubble, WHITE, _mark, BRAND)


def outline_icon() -> bytes:
    """32 by 32, white on transparent."""
    return _png(OUTLINE_SIZE, CLEAR, _bubble, WHITE, _mark, CLEAR)


def _bubble(x: float, y: float) -> bool:
    tail = 0.6 <= y <= 0.86 and 0.28 <= x <= 0.28 + (0.86 - y) * 0.9
    return _rounded(x, y, 0.18, 0.18, 0.82, 0.68, 0.1) or tail


def _mark(x: float, y: float) -> bool:
    dot = (x - 0.5) ** 2 + (y - 0.57) ** 2 <= 0.045**2
    return dot or _rounded(x, y, 0.46, 0.27, 0.54, 0.48, 0.04)


def _rounded(
    x: float, y: float, left: float, top: float, right: float, bottom: float, radius: float
) -> bool:
    if not (left <= x <= right and top <= y <= bottom):
        return False
    near_x = min(max(x, left + radius), right - radius)
    near_y = min(max(y, top + radius), bottom - radius)
    return (x - near_x) ** 2 + (y - near_y) ** 2 <= radius**2


def _png(size: int, ground: Pixel, *layers: Shape | Pixel) -> bytes:
    rows = b"".join(
        b"\x00" + b"".join(bytes(_pixel(x, y, size, ground, layers)) for x in range(size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _pixel(
    x: int, y: int, size: int, ground: Pixel, layers: tuple[Shape | Pixel, ...]
) -> list[int]:
    points = [
        _colour((x + (i + 0.5) / FINE) / size, (y + (j + 0.5) / FINE) / size, ground, layers)
        for i in range(FINE)
        for j in range(FINE)
    ]
    return [round(sum(point[channel] for point in points) / len(points)) for channel in range(4)]


def _colour(x: float, y: float, ground: Pixel, layers: tuple[Shape | Pixel, ...]) -> Pixel:
    found = ground
    for shape, colour in zip(layers[::2], layers[1::2], strict=True):
        if callable(shape) and not callable(colour) and shape(x, y):
            found = colour
    return found


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
