"""The gateway as a process: `python -m channels.serve`."""

import logging
import os
from socket import socket

import uvicorn
from fastapi import FastAPI

from actions.config import Settings, SettingsError, read_settings
from channels import log
from channels.app import create_app

MAX_FRAME_BYTES = 131_072
"""Room for the longest text that the page sends, in JSON's longest spelling."""
PING_SECONDS = 20.0
"""A socket whose other end is gone is found out and closed within twice this time."""


class Server(uvicorn.Server):
    """Lets pages that wait for news go first, so that stopping waits for answers only."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop in order."""
        self._app.state.wiring.live.release()
        await super().shutdown(sockets)


def serve(app: FastAPI, settings: Settings) -> None:
    """Serve the app on the address of the settings until told to stop."""
    config = uvicorn.Config(
        app,
        host=settings.gateway_host,
        port=settings.gateway_port,
        log_config=None,
        server_header=False,
        # Behind a proxy the visitor's address is in a header; without one that header is a lie.
        proxy_headers=settings.is_production,
        timeout_graceful_shutdown=5,
        ws_max_size=MAX_FRAME_BYTES,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        # Compression would cost memory per page, and tell an onlooker lengths of repeated words.
        ws_per_message_deflate=False,
    )
    Server(config, app).run()


def main() -> None:
    """Serve until told to stop."""
    log.install()
    try:
        settings = read_settings(os.environ)
        app = create_app(settings)
    except SettingsError as error:
        logging.getLogger("nietpluis.gateway").error("gateway.setting_wrong %s", error)
        raise SystemExit(1) from None
    serve(app, settings)


if __name__ == "__main__":
    main()
