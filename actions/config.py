"""Settings: read once from `NIETPLUIS_*`, checked, and then passed on as one frozen value."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from actions.service_layer.errors import ServiceError

PREFIX = "NIETPLUIS_"
ENVIRONMENTS = ("development", "production")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SERVICE_HOSTS = frozenset({"smba.trafficmanager.net"})
OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LOGIN_URL = "https://login.microsoftonline.com"
SHIPPED_DIRECTORY = Path(__file__).parent / "data" / "directory"

T = TypeVar("T")


class SettingsError(ServiceError):
    """A setting is missing or cannot be read; names the key, the value and the kind expected."""

    code = "settings_invalid"

    def __init__(self, key: str, value: str | None, expected: str) -> None:
        self.key = PREFIX + key.upper()
        shown = "is not set" if value is None else f"is {value!r}"
        super().__init__(f"{self.key} {shown}; expected {expected}")


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """A mail server; `starttls` is off only for a server of one's own machine in development."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    starttls: bool = True


@dataclass(frozen=True, slots=True)
class ObjectsSettings:
    """An Objects API: `url` up to and with `/api/v2`, `object_type` the address of the type."""

    url: str
    token: str = field(repr=False)
    object_type: str
    type_version: int = 1
    full_record: bool = False


@dataclass(frozen=True, slots=True)
class ZgwSettings:
    """A ZGW Zaken API: `url` up to and with `/api/v1`, `case_type` the address of the zaaktype,
    `organisation` the RSIN (nine digits) in whose name cases are opened.
    """

    url: str
    client_id: str
    secret: str = field(repr=False)
    case_type: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """A single-tenant app registration for Microsoft Teams.

    `tenants` may talk to us; `service_hosts` may be answered, since an answer carries our token.
    `unauthenticated` lets a local test client in without a token, on loopback only.
    """

    app_id: str
    tenant: str
    secret: str = field(repr=False)
    tenants: frozenset[str]
    service_hosts: frozenset[str]
    openid_url: str
    login_url: str
    people_file: Path | None = None
    unauthenticated: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between places where the product runs.

    `smtp` is None in development: notices are then written to `mail_dir` and nothing
    leaves the machine. `retention_days` counts from the day a signal is closed, or
    from its receipt where it never is. `register_desks` names the desks whose signals go to the
    registers (`objects`, `zgw`); None means all.
    """

    var_dir: Path
    database_url: str
    key_file: Path
    directory_dir: Path
    environment: str = "development"
    gateway_host: str = "127.0.0.1"
    gateway_port: int = 8000
    rasa_port: int = 5005
    actions_port: int = 5055
    public_url: str = "http://127.0.0.1:8000"
    retention_days: int = 1825
    smtp: SmtpSettings | None = None
    file_drop_dir: Path | None = None
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    objects: ObjectsSettings | None = None
    zgw: ZgwSettings | None = None
    register_desks: frozenset[str] | None = None
    sign_in_file: Path | None = None
    sign_in_secret: str | None = field(default=None, repr=False)
    teams: TeamsSettings | None = None
    lock_wait_ms: int = 5000
    tokens_file: Path | None = None
    embed_origins: frozenset[str] = frozenset()
    collect_uncertain: bool = False
    collect_days: int = 30

    @property
    def is_production(self) -> bool:
        """Strict rules hold: keys are given, mail is encrypted in transit."""
        return self.environment == "production"

    @property
    def mail_dir(self) -> Path:
        """Where development puts its e-mail, one `.eml` a notice."""
        return self.var_dir / "mail"

    @property
    def uncertain_file(self) -> Path:
        """Masked messages that were hardly understood, where `collect_uncertain` is on."""
        return self.var_dir / "uncertain.sqlite3"

    @property
    def heartbeat_file(self) -> Path:
        """Touched by the relay at every round; readiness looks at its age."""
        return self.var_dir / "relay.heartbeat"


@dataclass(frozen=True, slots=True)
class _Source:
    values: Mapping[str, str]

    def text(self, key: str) -> str | None:
        return self.values.get(PREFIX + key.upper(), "").strip() or None

    def read(self, key: str, kind: Callable[[str], T], default: T, expected: str) -> T:
        raw = self.text(key)
        if raw is None:
            return default
        try:
            return kind(raw)
        except ValueError as error:
            raise SettingsError(key, raw, expected) from error

    def needed(self, key: str, expected: str) -> str:
        raw = self.text(key)
        if raw is None:
            raise SettingsError(key, None, expected)
        return raw

    def path(self, key: str) -> Path | None:
        raw = self.text(key)
        return None if raw is None else Path(raw).expanduser().absolute()


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from an environment mapping.

    Raises:
        SettingsError: a value is of the wrong kind, or production lacks what it must have.
    """
    source = _Source(environ)
    environment = source.read("environment", _one_of(*ENVIRONMENTS), "development", _ENV_KIND)
    var_dir = source.path("var_dir") or Path("var").absolute()
    settings = Settings(
        environment=environment,
        var_dir=var_dir,
        database_url=source.text("database_url") or f"sqlite:///{var_dir / 'nietpluis.sqlite3'}",
        key_file=source.path("key_file") or var_dir / "keys.json",
        directory_dir=source.path("directory_dir") or SHIPPED_DIRECTORY,
        gateway_host=source.text("gateway_host") or "127.0.0.1",
        gateway_port=source.read("gateway_port", _port, 8000, _PORT_KIND),
        rasa_port=source.read("rasa_port", _port, 5005, _PORT_KIND),
        actions_port=source.read("actions_port", _port, 5055, _PORT_KIND),
        public_url=source.read("public_url", _url, "http://127.0.0.1:8000", _URL_KIND),
        retention_days=source.read("retention_days", _positive, 1825, "a whole number of days"),
        smtp=_smtp(source, environment),
        file_drop_dir=source.path("file_drop_dir"),
        webhook_url=source.read("webhook_url", _url, None, _URL_KIND),
        webhook_secret=source.text("webhook_secret"),
        objects=_objects(source),
        zgw=_zgw(source),
        register_desks=source.read("register_desks", _keys, None, "keys of desks, by commas"),
        teams=_teams(source, environment, environ),
        sign_in_file=source.path("sign_in_file"),
        sign_in_secret=source.text("sign_in_secret"),
        lock_wait_ms=source.read("lock_wait_ms", _positive, 5000, "milliseconds, 1 or more"),
        tokens_file=source.path("tokens_file"),
        embed_origins=source.read("embed_origins", _origins, frozenset(), _ORIGINS_KIND),
        collect_uncertain=source.read("collect_uncertain", _yes_no, False, "yes or no"),
        collect_days=source.read("collect_days", _positive, 30, "a whole number of days"),
    )
    _check(settings, source)
    return settings


def _smtp(source: _Source, environment: str) -> SmtpSettings | None:
    host = source.text("smtp_host")
    if host is None:
        return None
    sender = source.text("smtp_from")
    if sender is None or "@" not in sender:
        raise SettingsError("smtp_from", sender, "the address that notices come from")
    starttls = source.read("smtp_starttls", _yes_no, True, "yes or no")
    if environment == "production" and not starttls:
        raise SettingsError("smtp_starttls", "no", "yes in production")
    return SmtpSettings(
        host=host,
        port=source.read("smtp_port", _port, 587, _PORT_KIND),
        sender=sender,
        user=source.text("smtp_user"),
        password=source.text("smtp_password"),
        ca_file=source.path("smtp_ca_file"),
        starttls=starttls,
    )


def _objects(source: _Source) -> ObjectsSettings | None:
    url = source.read("objects_url", _url, "", _URL_KIND)
    if not url:
        return None
    return ObjectsSettings(
        url=url,
        token=source.needed("objects_token", "the token of the Objects API"),
        object_type=source.read("objects_type", _url, "", _URL_KIND)
        or source.needed("objects_type", "the address of the object type"),
        type_version=source.read("objects_type_version", _positive, 1, "a version number"),
        full_record=source.read("objects_full_record", _yes_no, False, "yes or no"),
    )


def _zgw(source: _Source) -> ZgwSettings | None:
    url = source.read("zgw_url", _url, "", _URL_KIND)
    if not url:
        return None
    return ZgwSettings(
        url=url,
        client_id=source.needed("zgw_client_id", "the client id at the Zaken API"),
        secret=source.needed("zgw_secret", "the secret of that client id"),
        case_type=source.read("zgw_case_type", _url, "", _URL_KIND)
        or source.needed("zgw_case_type", "the address of the zaaktype"),
        organisation=source.read("zgw_organisation", _rsin, "", _RSIN_KIND)
        or source.needed("zgw_organisation", _RSIN_KIND),
    )


def _teams(source: _Source, environment: str, environ: Mapping[str, str]) -> TeamsSettings | None:
    app_id = source.text("teams_app_id")
    if app_id is None:
        return None
    tenant = source.needed("teams_tenant", "the id of the tenant of the app registration")
    teams = TeamsSettings(
        app_id=app_id,
        tenant=tenant,
        secret=source.needed("teams_secret", "the client secret of the app registration"),
        tenants=source.read("teams_tenants", _keys, frozenset({tenant}), "ids, by commas"),
        service_hosts=source.read("teams_service_hosts", _keys, SERVICE_HOSTS, "hosts, by commas"),
        openid_url=source.read("teams_openid_url", _url, OPENID_URL, _URL_KIND),
        login_url=source.read("teams_login_url", _url, LOGIN_URL, _URL_KIND),
        people_file=source.path("teams_people_file"),
        unauthenticated=source.read("teams_unauthenticated", _yes_no, False, "yes or no"),
    )
    _check_open_door(source, environment, environ, teams)
    return teams


def _check_open_door(
    source: _Source, environment: str, environ: Mapping[str, str], teams: TeamsSettings
) -> None:
    # The second name is Microsoft's own: who sets it expects a door that lets everybody in.
    asked = environ.get("DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS", "").strip().lower()
    if not teams.unauthenticated and asked in {"", "0", "no", "false", "off"}:
        return
    on_loopback = (source.text("gateway_host") or "127.0.0.1") in LOOPBACK
    if environment == "production" or not on_loopback:
        raise SettingsError("teams_unauthenticated", "yes", "no, but in development on loopback")


def _check(settings: Settings, source: _Source) -> None:
    if settings.webhook_url and not settings.webhook_secret:
        raise SettingsError("webhook_secret", None, "the secret that signs the webhook")
    if not settings.is_production:
        return
    if source.path("key_file") is None:
        raise SettingsError("key_file", None, "the path of a key file in production")
    if settings.smtp is None and not (settings.webhook_url or settings.file_drop_dir):
        raise SettingsError("smtp_host", None, "a way to deliver notices in production")
    for key, address in _addresses(settings):
        if not address.startswith("https://"):
            raise SettingsError(key, address, "an https address in production")


def _addresses(settings: Settings) -> Iterator[tuple[str, str]]:
    """Where data or secrets go: encrypted in production."""
    if settings.objects is not None:
        yield "objects_url", settings.objects.url
    if settings.zgw is not None:
        yield "zgw_url", settings.zgw.url
    if settings.teams is not None:
        yield "teams_openid_url", settings.teams.openid_url
        yield "teams_login_url", settings.teams.login_url
    yield "public_url", settings.public_url


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(raw: str) -> str:
        if raw not in allowed:
            raise ValueError(raw)
        return raw

    return check


def _positive(raw: str) -> int:
    number = int(raw)
    if number < 1:
        raise ValueError(raw)
    return number


def _port(raw: str) -> int:
    number = int(raw)
    if not 1 <= number <= 65535:
        raise ValueError(raw)
    return number


def _url(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(raw)
    return raw.rstrip("/")


def _origins(raw: str) -> frozenset[str]:
    origins = frozenset(_url(origin.strip()) for origin in raw.split(","))
    if any(urlsplit(origin).path or "*" in origin for origin in origins):
        raise ValueError(raw)
    return origins


def _keys(raw: str) -> frozenset[str]:
    keys = frozenset(key.strip() for key in raw.split(","))
    if "" in keys:
        raise ValueError(raw)
    return keys


def _rsin(raw: str) -> str:
    # The eleven test of the RSIN, which is that of the BSN: the last digit counts as minus one.
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    if len(raw) != len(weights) or not raw.isdecimal():
        raise ValueError(raw)
    if sum(int(digit) * weight for digit, weight in zip(raw, weights, strict=True)) % 11:
        raise ValueError(raw)
    return raw


def _yes_no(raw: str) -> bool:
    if raw.lower() not in {"yes", "no", "true", "false", "1", "0"}:
        raise ValueError(raw)
    return raw.lower() in {"yes", "true", "1"}


_ENV_KIND = "development or production"
_PORT_KIND = "a port number between 1 and 65535"
_URL_KIND = "an http or https address"
_ORIGINS_KIND = "origins of pages such as https://intranet.example, by commas"
_RSIN_KIND = "an RSIN of nine digits that passes the eleven test"
