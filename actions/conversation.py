"""What the conversation needs from the rest: built once, handed to every action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from actions.adapters.attempts import Attempts
from actions.adapters.cipher import Cipher, load_keys
from actions.adapters.guidance import Guidance
from actions.adapters.language import LanguageDetector
from actions.adapters.phrases import Phrases
from actions.adapters.practice_file import PracticeCases
from actions.adapters.texts import Texts
from actions.adapters.uncertain_turns import UncertainTurn, UncertainTurns
from actions.bootstrap import Services, bootstrap
from actions.config import Settings
from actions.domain.codes import Language, Route, Setting, Urgency
from actions.domain.directory import Directory
from actions.domain.indicators import Effect, IndicatorEntry
from actions.domain.intake import UNKNOWN, Intake, facts_of, known
from actions.domain.signal import Citation, Facts, Indicator, RoutingDecision
from actions.domain.ticking import as_indicators, offered, ticked
from actions.domain.turn import NamedPlace
from actions.service_layer.records import AnswerQuotes, Unanswered

__all__ = ["Tools", "UncertainTurn", "UncertainTurns", "build_tools"]

DATA = Path(__file__).parent / "data"
TEXTS = Path(__file__).parent / "texts"
GUESSES = 5
GUESS_WINDOW = timedelta(hours=1)
# Whom to call when somebody wants a human, nearest first.
HUMAN_ROUTES = (Route.ATTENTION_OFFICER, Route.CARE_SAFETY_HOUSE, Route.POLICE)


@dataclass(frozen=True)
class Tools:
    """Services, texts and guidance, with the small questions that actions ask of them."""

    services: Services
    guidance: Guidance
    query_words: Mapping[str, str]
    languages: LanguageDetector
    texts: Texts
    reasons: Texts
    practice: PracticeCases
    guesses: Attempts
    other_languages: Mapping[str, str]
    phrases: Phrases
    uncertain: UncertainTurns | None = None

    @property
    def directory(self) -> Directory:
        """The municipality's desks as they are now."""
        return self.services.directory()

    def places(self, text: str) -> tuple[NamedPlace, ...]:
        """The municipalities that a text names, in order."""
        matches = sorted(self.directory.find_places(text), key=lambda match: match.start)
        return tuple(
            NamedPlace(
                match.municipality_key,
                match.start,
                self.phrases.precedes_own_place(text[: match.start]),
            )
            for match in matches
        )

    def indicators(self, observation: str) -> tuple[Indicator, ...]:
        """Catalogue signals in the observation, with the words that show them."""
        return tuple(self.services.find_indicators(observation)) if observation else ()

    def offered_signs(self, intake: Intake) -> tuple[IndicatorEntry, ...]:
        """Signals that may be ticked at the summary."""
        return offered(self.services.catalogue(), intake, self._recognised(intake))

    def ticked_signs(self, intake: Intake, language: Language) -> tuple[Indicator, ...]:
        """Signals that the person ticked and that the observation does not show."""
        evidence = self.texts.get(language, "pick.evidence")
        return as_indicators(self.services.catalogue(), intake, self._recognised(intake), evidence)

    def _recognised(self, intake: Intake) -> frozenset[str]:
        observation = intake.observation if known(intake.observation) else ""
        return frozenset(found.code for found in self.indicators(observation))

    def facts(self, intake: Intake) -> Facts:
        """Facts for routing: what was answered and ticked, and what the observation sets."""
        observation = intake.observation if known(intake.observation) else ""
        codes, catalogue = ticked(intake), self.services.catalogue()
        effects = self.services.effects_of(observation) | catalogue.effects(codes)
        hard_facts = self.services.hard_facts_of(observation) if observation else ()
        return facts_of(
            intake,
            violence_or_coercion=Effect.VIOLENCE_OR_COERCION in effects,
            about_to_disappear=Effect.ABOUT_TO_DISAPPEAR in effects,
            minor_seen=Effect.MINOR in effects,
            address_seen=Effect.ADDRESS_INVOLVED in effects,
            help_seen=Effect.HELP_ASKED in effects,
            coercion_denied=self.phrases.denies_coercion(observation),
            hard_facts=(*hard_facts, *catalogue.hard_facts(codes)),
        )

    def guidance_for(
        self,
        form: str,
        setting: Setting | None,
        indicators: tuple[Indicator, ...],
        municipality: str | None,
        language: Language,
    ) -> tuple[Citation, ...]:
        """Passages for this form, this place and these indicators."""
        label, words = self.texts.label, self.query_words
        form_known = form != UNKNOWN
        parts = [
            label(Language.NL, "exploitation_form", form) if form_known else words["unknown_form"],
            label(Language.NL, "setting", setting.value) if setting else "",
            *(indicator.label for indicator in indicators[:3]),
            words["always"],
        ]
        return self.guidance.find(" ".join(p for p in parts if p), municipality, language)

    def answer(
        self, question: str, municipality: str | None, language: Language
    ) -> AnswerQuotes | Unanswered:
        """Sentences that answer a question, or why there are none."""
        return self.guidance.answer(question, municipality, language)

    def desk_name(self, key: str, language: Language) -> str:
        """What people call a desk."""
        desk = self.directory.desk(key)
        return desk.name.in_language(language) if desk else key

    def desk_line(self, key: str, language: Language) -> str:
        """Name of a desk and, where it has one to show today, its number."""
        desk = self.directory.desk(key)
        phone = desk.phone_on(self.services.now().date()) if desk else None
        name = self.desk_name(key, language)
        return self.texts.get(language, "contact_line", name=name, phone=phone) if phone else name

    def contacts(self, municipality: str | None, language: Language) -> list[str]:
        """Desks that a person can call, nearest first; never empty."""
        lines = []
        for route in HUMAN_ROUTES:
            desk = self.directory.desk_for(route, municipality)
            if desk and desk.phone_on(self.services.now().date()):
                lines.append(self.desk_line(desk.key, language))
        if not lines:
            emergency = self.directory.desk_for(Route.EMERGENCY_112)
            return [self.desk_line(emergency.key, language)] if emergency else []
        return lines

    def call_now(self, desk_key: str, urgency: str) -> str | None:
        """The number to call at once when a signal cannot wait; None when it can."""
        desk = self.directory.desk(desk_key)
        if desk is None or urgency == Urgency.NORMAL:
            return None
        return self.directory.serving_now(desk, self.services.now()).phone_now

    def when(self, desk_key: str, urgency: str, language: Language) -> str:
        """When the reporter may expect an answer, or how to reach a desk that gets no notice."""
        desk = self.directory.desk(desk_key)
        if desk is None or desk.email is None:
            phone = desk.phone_on(self.services.now().date()) if desk else None
            key = "call_now" if phone else "due_none"
            return self.texts.get(language, key, phone=phone)
        due = self.directory.response_due(desk, Urgency(urgency), self.services.now())
        return moment_text(self.texts, language, due)

    def reason(self, decision: RoutingDecision, language: Language) -> str:
        """Why this desk: the sentence of the row that decided."""
        return str(self.reasons.find(language, decision.reasons[0], default=""))

    def municipality_name(self, key: str | None, language: Language) -> str:
        """What people call a municipality; an unknown key as it is."""
        town = self.directory.municipality(key)
        if town:
            return town.name
        return key if known(key) else self.texts.get(language, "labels.unknown")


def moment_text(texts: Texts, language: Language, moment: datetime | None) -> str:
    """A moment as people say it; empty when there is none."""
    if moment is None:
        return ""
    months: list[Any] = texts.find(language, "months")
    said = texts.get(
        language,
        "moment",
        day=moment.day,
        month=months[moment.month - 1],
        time=f"{moment:%H.%M}",
    )
    return texts.get(language, "due", moment=said)


def build_tools(settings: Settings) -> Tools:
    """Reads the data and texts and wires the services."""
    services = bootstrap(settings)
    return Tools(
        services=services,
        guidance=Guidance(settings.var_dir / "index", settings.public_url),
        query_words=_yaml(DATA / "guidance_query.yml"),
        languages=LanguageDetector.from_file(DATA / "languages.yml"),
        texts=Texts.load("conversation"),
        reasons=Texts.load("reasons"),
        practice=PracticeCases.from_file(DATA / "practice.yml"),
        guesses=Attempts(GUESSES, GUESS_WINDOW, services.now),
        other_languages=_yaml(TEXTS / "other_languages.yml"),
        phrases=Phrases.from_files(
            DATA / "phrases.yml", DATA / "answers.yml", DATA / "answers_anywhere.yml"
        ),
        uncertain=uncertain_turns(settings, services.now) if settings.collect_uncertain else None,
    )


def uncertain_turns(settings: Settings, now: Callable[[], datetime]) -> UncertainTurns:
    """What was hardly understood on this installation, for the term of its settings."""
    cipher = Cipher(load_keys(settings.key_file, create=not settings.is_production))
    term = timedelta(days=settings.collect_days)
    return UncertainTurns(settings.uncertain_file, cipher, term, now)


def _yaml(path: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
