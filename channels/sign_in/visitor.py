"""What the doors ask about who talks to them; nobody is anybody where nobody signs in."""

from dataclasses import dataclass, replace

from starlette.requests import HTTPConnection

from actions.domain.codes import Language
from channels.crypto import keyed_hash
from channels.messages import Inbound
from channels.sign_in.person import Person
from channels.sign_in.store import Session
from channels.texts import Texts

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


@dataclass(frozen=True, slots=True)
class Corner:
    """What a page shows to who is signed in: the way out, and that the session is over."""

    form_key: str
    words: dict[str, str]


def corner(
    visitor: HTTPConnection, csrf_key: bytes, texts: Texts, language: Language
) -> Corner | None:
    """The corner of a page, None for nobody."""
    session = session_of(visitor)
    if session is None:
        return None
    return Corner(form_key_of(session, csrf_key), texts.section(language, "sign_in"))


def form_key_of(session: Session, csrf_key: bytes) -> str:
    """What a form of this person carries; a form that is open outlasts signing in again."""
    return keyed_hash(csrf_key, "form", session.chat)
