"""One contract for every way to tell a desk: mail, file drop, webhook, Objects API, ZGW."""

import datetime as dt
import email
import hmac
import ipaddress
import json
import resource
import socket
import ssl
import threading
from collections.abc import Iterator
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from actions.adapters.file_drop import FileDrop
from actions.adapters.mail import MailFolder, SmtpMailer
from actions.adapters.webhook import SIGNATURE, TIMESTAMP, Webhook, sign
from actions.bootstrap import notice_texts
from actions.config import SmtpSettings
from actions.domain.codes import Urgency
from actions.domain.events import Notice, NoticeKind
from actions.service_layer.errors import DeliveryError
from actions.service_layer.ports import Notifier
from tests.contract.registers import ObjectsServer, ZakenServer

NOTICE = Notice(
    key="0123456789abcdef0123456789abcdef",
    kind=NoticeKind.NEW_SIGNAL,
    desk="groningen-officer",
    reference="E21-RA3-AKZ-82K-PWR-H1Q",
    urgency=Urgency.URGENT,
    link="https://nietpluis.example/inbox/b36db1d3-f506-44c5-a741-827bded39870",
)
DESK = "aandachtsfunctionaris@groningen.example"
SECRET = "a secret of the test"
REGISTERS = {"objects": ObjectsServer, "zgw": ZakenServer}


class FixedClock:
    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


class Way(Protocol):
    """A notifier with its receiving end."""

    notifier: Notifier

    def arrived(self) -> dict[str, str]:
        """What the receiver has, by idempotency key."""

    def name_of(self, key: str) -> str:
        """What the receiver calls the notice of a key."""

    def refuse(self, code: int) -> None:
        """From now on answer with this code (SMTP or HTTP); 0 makes the receiver go away."""


class MailServer:
    """A real SMTP server that demands STARTTLS and a password, with a certificate of its own."""

    def __init__(self, folder: Path) -> None:
        self.messages: list[bytes] = []
        self.sessions_with_tls: list[bool] = []
        self.code = 250
        certificate = _certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.controller = Controller(
            self,
            hostname="127.0.0.1",
            port=_free_port(),
            tls_context=context,
            require_starttls=True,
            authenticator=self._knows,
            auth_required=True,
        )
        self.controller.start()
        self.settings = SmtpSettings(
            "127.0.0.1",
            self.controller.port,
            "niet-pluis@gemeente.example",
            "relay",
            SECRET,
            certificate,
        )
        self.notifier: Notifier = SmtpMailer(self.settings, notice_texts(), FixedClock())

    def _knows(self, *given: Any) -> AuthResult:
        found = given[-1]
        right = isinstance(found, LoginPassword) and found.password == SECRET.encode()
        return AuthResult(success=right, handled=right)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _: Any):  # noqa: N802, ANN201
        if self.code != 250:
            return f"{self.code} not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.sessions_with_tls.append(session.ssl is not None)
        self.messages.append(envelope.content)
        return "250 OK"

    def arrived(self) -> dict[str, str]:
        found = [email.message_from_bytes(m, policy=policy.default) for m in self.messages]
        return {m["Message-ID"].strip("<>").split("@")[0]: m.as_string() for m in found}

    def name_of(self, key: str) -> str:
        return key

    def refuse(self, code: int) -> None:
        self.code = code
        if code == 0:
            self.controller.stop()


class Folder:
    """A mail folder or a file drop; it goes away by becoming a file."""

    def __init__(self, notifier: Notifier, folder: Path) -> None:
        self.notifier, self.folder = notifier, folder

    def arrived(self) -> dict[str, str]:
        return {path.stem: path.read_text() for path in self.folder.glob("*.*")}

    def name_of(self, key: str) -> str:
        return key

    def refuse(self, code: int) -> None:
        self.folder.rmdir() if self.folder.exists() else None
        self.folder.write_text("no folder any more")


class Hook:
    """An HTTP receiver that takes an idempotency key once and checks signatures."""

    def __init__(self) -> None:
        self.code = 204
        self.taken: dict[str, str] = {}
        self.requests: list[dict[str, str]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                expected = sign(SECRET, self.headers[TIMESTAMP], body)
                genuine = hmac.compare_digest(self.headers[SIGNATURE], expected)
                code = receiver.code if genuine else 401
                receiver.requests.append(dict(self.headers))
                if code == 204:
                    receiver.taken.setdefault(self.headers["Idempotency-Key"], body.decode())
                self.send_response(code)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Be silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{self.server.server_port}/notices"
        self.notifier: Notifier = Webhook(url, SECRET, FixedClock())

    def arrived(self) -> dict[str, str]:
        return self.taken

    def name_of(self, key: str) -> str:
        return key

    def refuse(self, code: int) -> None:
        self.code = code
        if code == 0:
            self.close()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(params=["smtp", "mail_folder", "file_drop", "webhook", "objects", "zgw"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    if request.param in REGISTERS:
        register = REGISTERS[request.param](FixedClock())
        yield register
        register.close() if register.code != 0 else None
        assert register.faults == []
    elif request.param == "smtp":
        server = MailServer(tmp_path)
        yield server
        server.controller.stop() if server.code else None
    elif request.param == "webhook":
        hook = Hook()
        yield hook
        hook.close() if hook.code else None
    else:
        folder = tmp_path / "out"
        texts = notice_texts()
        mail = request.param == "mail_folder"
        yield Folder(MailFolder(folder, texts, FixedClock()) if mail else FileDrop(folder), folder)


def test_a_notice_arrives_once_under_its_key_however_often_it_is_sent(way: Way) -> None:
    for _ in range(3):
        way.notifier.send(NOTICE, DESK)
    assert list(way.arrived()) == [way.name_of(NOTICE.key)]


def test_a_notice_holds_reference_and_link(way: Way) -> None:
    way.notifier.send(NOTICE, DESK)
    (text,) = way.arrived().values()
    assert NOTICE.reference in text
    assert NOTICE.link in text
    assert "spoed" in text or '"urgency": "urgent"' in text


def test_a_receiver_that_is_away_is_a_passing_failure(way: Way) -> None:
    way.refuse(0)
    with pytest.raises(DeliveryError) as caught:
        way.notifier.send(NOTICE, DESK)
    assert not caught.value.permanent
    assert way.arrived() == {} or isinstance(way, Folder)


@pytest.mark.parametrize(
    ("code", "permanent"), [(452, False), (421, False), (550, True), (554, True)]
)
def test_a_mail_server_decides_what_is_for_good(tmp_path: Path, code: int, permanent: bool) -> None:
    server = MailServer(tmp_path)
    server.refuse(code)
    with pytest.raises(DeliveryError) as caught:
        server.notifier.send(NOTICE, DESK)
    server.controller.stop()
    assert caught.value.permanent is permanent


def test_mail_goes_over_tls_and_holds_only_what_a_notice_may(tmp_path: Path) -> None:
    server = MailServer(tmp_path)
    server.notifier.send(NOTICE, DESK)
    server.controller.stop()
    message = email.message_from_bytes(server.messages[0], policy=policy.default)
    assert server.sessions_with_tls == [True]
    assert message["To"] == DESK
    assert message["Subject"] == "Nieuw signaal E21-RA3-AKZ-82K-PWR-H1Q (spoed)"
    assert message.get_content().replace("\r\n", "\n") == (
        "Er is een nieuw signaal voor jouw loket: E21-RA3-AKZ-82K-PWR-H1Q.\n"
        "Urgentie: spoed.\n\n"
        "De inhoud lees je in de inbox:\n"
        f"{NOTICE.link}\n\n"
        "Dit bericht is automatisch verstuurd. Antwoorden worden niet gelezen.\n"
    )


def test_a_mail_server_with_another_certificate_gets_nothing(tmp_path: Path) -> None:
    server = MailServer(tmp_path)
    (tmp_path / "other").mkdir()
    stranger = _certificate(tmp_path / "other")
    settings = SmtpSettings(
        "127.0.0.1", server.settings.port, "a@b.example", "relay", SECRET, stranger
    )
    with pytest.raises(DeliveryError, match="SSLCertVerificationError"):
        SmtpMailer(settings, notice_texts(), FixedClock()).send(NOTICE, DESK)
    server.controller.stop()
    assert server.messages == []


def test_a_wrong_password_is_no_reason_to_drop_a_notice(tmp_path: Path) -> None:
    server = MailServer(tmp_path)
    given = server.settings
    settings = SmtpSettings(given.host, given.port, given.sender, "relay", "wrong", given.ca_file)
    with pytest.raises(DeliveryError) as caught:
        SmtpMailer(settings, notice_texts(), FixedClock()).send(NOTICE, DESK)
    server.controller.stop()
    assert not caught.value.permanent


@pytest.mark.parametrize(
    ("code", "permanent"), [(500, False), (503, False), (429, False), (400, True), (410, True)]
)
def test_a_webhook_answer_decides_what_is_for_good(code: int, permanent: bool) -> None:
    hook = Hook()
    hook.refuse(code)
    with pytest.raises(DeliveryError) as caught:
        hook.notifier.send(NOTICE, DESK)
    hook.close()
    assert caught.value.permanent is permanent


def test_a_webhook_with_another_secret_is_refused() -> None:
    hook = Hook()
    url = f"http://127.0.0.1:{hook.server.server_port}/notices"
    with pytest.raises(DeliveryError, match="http 401"):
        Webhook(url, "another secret", FixedClock()).send(NOTICE, DESK)
    hook.close()
    assert hook.taken == {}


def test_a_disk_that_is_full_is_a_passing_failure_and_leaves_no_half_file(tmp_path: Path) -> None:
    drop, limits = FileDrop(tmp_path / "out"), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, limits[1]))
    try:
        with pytest.raises(DeliveryError, match="file OSError") as caught:
            drop.send(NOTICE, DESK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not caught.value.permanent
    assert list((tmp_path / "out").glob("*.json")) == []
    drop.send(NOTICE, DESK)
    assert [path.stem for path in (tmp_path / "out").glob("*.json")] == [NOTICE.key]


def test_a_desk_without_an_address_gets_no_mail_and_that_is_for_good(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="no_address") as caught:
        MailFolder(tmp_path, notice_texts(), FixedClock()).send(NOTICE, "")
    assert caught.value.permanent


def test_a_dropped_file_is_json_with_a_schema(tmp_path: Path) -> None:
    FileDrop(tmp_path).send(NOTICE, DESK)
    assert json.loads((tmp_path / f"{NOTICE.key}.json").read_text()) == {
        "schema": "nietpluis.notice/1",
        "key": NOTICE.key,
        "kind": "new_signal",
        "desk": "groningen-officer",
        "reference": NOTICE.reference,
        "urgency": "urgent",
        "link": NOTICE.link,
        "language": "nl",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "server.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return path
