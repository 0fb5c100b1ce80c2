"""Builds the product's heart from settings: the one place where ports meet adapters."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from actions.adapters.cipher import Cipher, load_keys
from actions.adapters.clock import SystemClock
from actions.adapters.database import Database, make_engine, migrate
from actions.adapters.decision_table_file import load_decision_table
from actions.adapters.directory_file import ReloadingDirectory
from actions.adapters.file_drop import FileDrop
from actions.adapters.indicators import Matcher, SharedIndicators
from actions.adapters.mail import MailFolder, NoticeTexts, SmtpMailer
from actions.adapters.masking import TextMasker
from actions.adapters.objects_register import ObjectsRecordRegister, ObjectsRegister
from actions.adapters.place_marks import place_marks
from actions.adapters.references import CrockfordReferences
from actions.adapters.router import TableRouter
from actions.adapters.texts import Texts
from actions.adapters.webhook import Webhook
from actions.adapters.zgw_register import ZgwRegister
from actions.config import Settings
from actions.domain.codes import Language, Urgency
from actions.domain.directory import Directory
from actions.domain.events import TO_REPORTER, NoticeKind
from actions.service_layer.notices import TEAMS
from actions.service_layer.parts import Parts
from actions.service_layer.ports import Clock, IndicatorFinder, Notifier
from actions.service_layer.services import Services
from actions.teams import notice_secret, notice_url

__all__ = ["Services", "bootstrap"]


def bootstrap(
    settings: Settings,
    *,
    clock: Clock | None = None,
    notifiers: Mapping[str, Notifier] | None = None,
) -> Services:
    """The services over the store of these settings, whose tables are brought up to date.

    Raises:
        KeyFileError: the keys are missing or open to others.
        DataFileError: the directory or the decision table has faults; names each.
        StoreBusyError: the store cannot be reached.
    """
    clock = clock or SystemClock()
    cipher = Cipher(load_keys(settings.key_file, create=not settings.is_production))
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database_url, lock_wait_ms=settings.lock_wait_ms)
    migrate(engine, settings.var_dir / "migrate.lock")
    ways = notifiers if notifiers is not None else _notifiers(settings, clock)
    directory = ReloadingDirectory(settings.directory_dir)
    parts = Parts(
        transactions=Database(engine, cipher).transaction,
        clock=clock,
        masker=TextMasker.from_file(place_names=_place_names(directory.current, clock)),
        references=CrockfordReferences(),
        router=TableRouter(load_decision_table()),
        indicators=_indicators(),
        directory=directory.current,
        new_id=lambda: str(uuid4()),
        targets=tuple(ways),
        retention=timedelta(days=settings.retention_days),
        places=place_marks,
        register_desks=settings.register_desks,
    )
    return Services(parts, ways, settings.public_url)


def _notifiers(settings: Settings, clock: Clock) -> dict[str, Notifier]:
    texts = notice_texts()
    ways: dict[str, Notifier] = {}
    if settings.smtp is not None:
        ways["mail"] = SmtpMailer(settings.smtp, texts, clock)
    elif not settings.is_production:
        ways["mail"] = MailFolder(settings.mail_dir, texts, clock)
    if settings.file_drop_dir is not None:
        ways["file"] = FileDrop(settings.file_drop_dir)
    if settings.webhook_url is not None and settings.webhook_secret is not None:
        ways["webhook"] = Webhook(settings.webhook_url, settings.webhook_secret, clock)
    if settings.teams is not None:
        ways[TEAMS] = Webhook(notice_url(settings), notice_secret(settings.teams), clock)
    if settings.objects is not None:
        kind = ObjectsRecordRegister if settings.objects.full_record else ObjectsRegister
        ways["objects"] = kind(settings.objects, clock)
    if settings.zgw is not None:
        ways["zgw"] = ZgwRegister(settings.zgw, texts, clock)
    return ways


def notice_texts() -> NoticeTexts:
    """The sentences of notices: Dutch for desks, the reporter's own language for reporters."""
    texts = Texts.load("notices")

    def sentences(
        kind: NoticeKind, urgency: Urgency, language: Language = Language.NL
    ) -> tuple[str, str]:
        word = str(texts.find(language, f"urgency.{urgency}"))
        footer = "reporter_footer" if kind in TO_REPORTER else "footer"
        subject = str(texts.find(language, f"{kind}.subject"))
        body = str(texts.find(language, f"{kind}.body")) + str(texts.find(language, footer))
        return subject.replace("{urgency}", word), body.replace("{urgency}", word)

    return sentences


def _place_names(
    directory: Callable[[datetime], Directory], clock: Clock
) -> Callable[[], Iterable[str]]:
    def names() -> Iterable[str]:
        for town in directory(clock.now()).municipalities.values():
            yield from (town.name, *town.towns, *town.neighbourhoods)

    return names


def _indicators() -> IndicatorFinder:
    def matcher() -> Matcher:
        # Here, and not above: this brings in a language library that the relay does without.
        from actions.adapters.indicator_file import load_indicators
        from actions.adapters.indicator_matcher import IndicatorMatcher
        from actions.adapters.indicator_model import load_model
        from actions.adapters.indicator_recogniser import IndicatorRecogniser

        return IndicatorRecogniser(IndicatorMatcher(load_indicators()), load_model())

    return SharedIndicators(matcher)
