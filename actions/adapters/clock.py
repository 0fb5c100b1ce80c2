"""The system's clock."""

from datetime import UTC, datetime


class SystemClock:
    """Now, in UTC."""

    def now(self) -> datetime:
        """The present moment with its zone."""
        return datetime.now(UTC)
