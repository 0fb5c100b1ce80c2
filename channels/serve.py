"""The gateway as a process: `python -m channels.serve`."""

import os

import uvicorn

from actions.config import read_settings
from channels import log
from channels.app import create_app


def main() -> None:
    """Serve on the address of the settings until told to stop."""
    settings = read_settings(os.environ)
    log.install()
    uvicorn.run(
        create_app(settings),
        host=settings.gateway_host,
        port=settings.gateway_port,
        log_config=None,
        server_header=False,
        # Behind a proxy the visitor's address is in a header; without one that header is a lie.
        proxy_headers=settings.is_production,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    main()
