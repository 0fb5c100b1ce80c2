"""What the doors ask about who talks to them; nobody is anybody where nobody signs in."""

from dataclasses import replace

from starlette.requests import HTTPConnection

from channels.messages import Inbound
from channels.sign_in.person import Person
from channels.sign_in.store import Session

STATE = "sign_in_session"


def session_of(visitor: HTTPConnection) -> Session | None:
    """The session under which the guard let this request or socket in."""
    found: Session | None = getattr(visitor.state, STATE, None)
    return found


def person_behind(visitor: HTTPConnection) -> Person | None:
    """Who is signed in."""
    session = session_of(visitor)
    return session.person if session else None


def introduced(visitor: HTTPConnection, message: Inbound) -> Inbound:
    """The message with role and municipality as the claims give them, whatever the page said."""
    person = person_behind(visitor)
    if person is None:
        return message
    return replace(message, metadata={**message.metadata, **person.known})
