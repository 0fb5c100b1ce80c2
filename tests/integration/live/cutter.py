"""A wire that breaks: passes bytes on to the gateway and cuts each connection somewhere."""

import asyncio
import random
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SHORTEST, LONGEST = 300, 2_500
"""Bytes that a connection lives: from within its handshake to a few messages; frames are torn."""


class Cutter:
    """Cuts `cuts` connections after a random number of bytes; passes the rest on whole."""

    def __init__(self, target: int, cuts: int, seed: int = 1) -> None:
        self.target = target
        self.port = 0
        self.done = 0
        self._cuts = cuts
        self._random = random.Random(seed)  # noqa: S311 - the same moments each time

    async def serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await server.serve_forever()

    async def _connected(
        self, near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter
    ) -> None:
        try:
            far_in, far_out = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            near_out.transport.abort()
            return
        budget = [self._random.randint(SHORTEST, LONGEST)]
        ways = [self._pass(near_in, far_out, budget), self._pass(far_in, near_out, budget)]
        tasks = [asyncio.ensure_future(way) for way in ways]
        with suppress(asyncio.CancelledError):  # the test is over
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        for out in (near_out, far_out):
            _reset(out)

    async def _pass(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, budget: list[int]
    ) -> None:
        with suppress(OSError):
            while chunk := await source.read(4_096):
                cuts = self.done < self._cuts
                if cuts and len(chunk) >= budget[0]:
                    self.done += 1
                    sink.write(chunk[: budget[0]])
                    await sink.drain()
                    return
                budget[0] -= len(chunk)
                sink.write(chunk)
                await sink.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    raw = writer.get_extra_info("socket")
    if raw is not None:
        # No goodbye: the other side finds out as it does when a cable is pulled.
        with suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()


@contextmanager
def cutting(target: int, cuts: int, seed: int = 1) -> Iterator[Cutter]:
    cutter = Cutter(target, cuts, seed)
    ready = threading.Event()
    loop = asyncio.new_event_loop()

    def run() -> None:
        asyncio.set_event_loop(loop)
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(cutter.serve(ready))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield cutter
    finally:
        loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
        thread.join(10)
        loop.close()
