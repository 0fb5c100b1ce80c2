"""Notices by e-mail: over SMTP with STARTTLS, or into a folder where nothing may leave."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from actions.adapters.file_drop import write_once
from actions.config import SmtpSettings
from actions.domain.codes import Language, Urgency
from actions.domain.events import Notice, NoticeKind
from actions.service_layer.errors import DeliveryError
from actions.service_layer.ports import Clock

TIMEOUT_S = 20
FOLDER_SENDER = "niet-pluis@localhost.invalid"

LINES = policy.default.clone(max_line_length=300)
"""Longer lines than usual, so that a link is not broken over two of them."""

NoticeTexts = Callable[[NoticeKind, Urgency, Language], tuple[str, str]]
"""Subject and body of a kind of notice, with `{reference}` and `{link}` to be filled in."""


@dataclass(frozen=True, slots=True)
class MailFolder:
    """Writes each notice as an `.eml` file named by its key; the same notice once."""

    folder: Path
    texts: NoticeTexts
    clock: Clock

    def send(self, notice: Notice, address: str) -> None:
        """Write the message that would have been sent."""
        message = compose(notice, address, FOLDER_SENDER, self.texts, self.clock)
        write_once(self.folder / f"{notice.key}.eml", message.as_bytes())


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Sends through a mail server; without STARTTLS it refuses, unless told otherwise."""

    settings: SmtpSettings
    texts: NoticeTexts
    clock: Clock

    def send(self, notice: Notice, address: str) -> None:
        """Send; the message id is the notice's key, so that a second copy can be recognised."""
        message = compose(notice, address, self.settings.sender, self.texts, self.clock)
        try:
            with smtplib.SMTP(self.settings.host, self.settings.port, timeout=TIMEOUT_S) as server:
                self._sign_in(server)
                server.send_message(message)
        except smtplib.SMTPException as error:
            raise _delivery_error(error) from None
        except OSError as error:
            # A certificate that is not trusted, too: somebody can mend that, so try again.
            raise DeliveryError(f"smtp {type(error).__name__}") from None

    def _sign_in(self, server: smtplib.SMTP) -> None:
        if self.settings.starttls:
            ca_file = str(self.settings.ca_file) if self.settings.ca_file else None
            server.starttls(context=ssl.create_default_context(cafile=ca_file))
        if self.settings.user is not None:
            server.login(self.settings.user, self.settings.password or "")


def compose(
    notice: Notice, address: str, sender: str, texts: NoticeTexts, clock: Clock
) -> EmailMessage:
    """The message: reference, urgency and link, and no word that anybody typed."""
    if not address:
        raise DeliveryError("no_address", permanent=True)
    subject, body = texts(notice.kind, notice.urgency, notice.language)
    message = EmailMessage(LINES)
    message["From"] = sender
    message["To"] = address
    message["Subject"] = subject.format(reference=notice.reference, link=notice.link)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{notice.key}@{sender.rsplit('@', 1)[1]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.format(reference=notice.reference, link=notice.link))
    return message


def _delivery_error(error: smtplib.SMTPException) -> DeliveryError:
    """Permanent for 5xx answers about the message or address; all else may pass."""
    code = _answer_code(error)
    lasting = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPSenderRefused)
    lasting = lasting or isinstance(error, smtplib.SMTPDataError)
    return DeliveryError(
        f"smtp {code or type(error).__name__}", permanent=lasting and 500 <= code < 600
    )


def _answer_code(error: smtplib.SMTPException) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
