"""The summary that a person confirms, and the handoff after it."""

from dataclasses import replace
from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.conversation import Tools
from actions.domain.codes import Action, Disclosure, Outcome, Question, Route
from actions.domain.commands import SubmitSignal
from actions.domain.intake import UNKNOWN, Intake, known, relevant_questions, source_of
from actions.domain.signal import Facts, RoutingDecision
from actions.domain.voice import Voice
from actions.entrypoints.rasa.base import Event, NietPluisAction, Speaker, tell_112
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.guidance import from_data, give_guidance
from actions.entrypoints.rasa.intake import question_data, remember_asked
from actions.entrypoints.rasa.lines import line_value
from actions.entrypoints.rasa.picking import pick_data, ticked_line
from actions.entrypoints.rasa.practice import give_feedback

SUMMARY_ORDER = (
    Question.OBSERVATION,
    Question.DANGER_NOW,
    Question.AGE_GROUP,
    Question.EXPLOITATION_FORM,
    Question.SETTING,
    Question.SECTOR,
    Question.MUNICIPALITY,
    Question.SOURCE,
    Question.ONGOING,
    Question.ROLE,
    Question.DISCLOSURE,
    Question.CONTACT,
)


class AskSummary(NietPluisAction):
    """Shows what will be sent, to whom and why, before anything is sent."""

    action_name = "action_ask_signal_form_confirm_summary"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Utters the summary; each line carries the payload that changes it.

        Who was not content with the summary is asked what to change instead.
        """
        if _is_not_content(conversation):
            ask_what_to_change(self.tools, conversation, speaker)
            return []
        events: list[Event] = []
        if not conversation.slots.get("guidance_given"):
            events += give_guidance(self.tools, conversation, speaker)
        facts = self.tools.facts(conversation.intake)
        _, decision = self.tools.services.preview(facts)
        lines = self._lines(conversation, speaker)
        custom = question_data(conversation.intake, Question.CONFIRM_SUMMARY)
        pick = pick_data(self.tools, conversation, speaker.language)
        speaker.say(
            "utter_summary_again" if _is_still_shown(conversation) else "utter_summary",
            custom | {"summary": lines} | pick,
            lines="\n".join(f"- {line['label']}: {line['value']}" for line in lines),
            desk=self.tools.desk_name(decision.primary.desk, speaker.language),
            why=self.tools.reason(decision, speaker.language),
            sharing=self._sharing(conversation, speaker),
        )
        return [*events, remember_asked(conversation, Question.CONFIRM_SUMMARY)]

    def _lines(self, conversation: Conversation, speaker: Speaker) -> list[dict[str, str]]:
        intake, texts = conversation.intake, self.tools.texts
        relevant = set(relevant_questions(replace(intake, role=intake.role or UNKNOWN)))
        rows = []
        for question in SUMMARY_ORDER:
            if question not in relevant and question is not Question.SETTING:
                continue
            label = texts.get(speaker.language, f"lines.{question}")
            rows.append(
                {
                    "question": question.value,
                    "label": label,
                    "value": line_value(self.tools, question, intake, speaker.language),
                    "payload": change_payload(question),
                }
            )
        # What was ticked stands right after the person's own words.
        return [rows[0], *ticked_line(self.tools, intake, speaker.language), *rows[1:]]

    def _sharing(self, conversation: Conversation, speaker: Speaker) -> str:
        intake, get = conversation.intake, self.tools.texts.get
        chosen = intake.disclosure if known(intake.disclosure) else Disclosure.CONFIDENTIAL.value
        outside = conversation.reader in (Voice.RESIDENT, Voice.VICTIM)
        kind = "sharing_resident" if outside else "sharing"
        return f"{get(speaker.language, f'{kind}.{chosen}')} {get(speaker.language, f'{kind}.why')}"


class AskChange(NietPluisAction):
    """Asks, in the middle of the questions, which earlier answer must change."""

    action_name = "action_ask_change"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Offers a button for each line; at the summary its own question does."""
        if conversation.open_question is not Question.CONFIRM_SUMMARY:
            ask_what_to_change(self.tools, conversation, speaker)
        return []


class SubmitTheSignal(NietPluisAction):
    """Stores the signal, then tells the person that it is stored, where it goes and when."""

    action_name = "action_submit_signal"

    async def perform(self, conversation: Conversation, speaker: Speaker) -> list[Event]:
        """Hands over; in practice mode gives feedback and stores nothing."""
        facts = self.tools.facts(conversation.intake)
        if conversation.slots.get("practice_case"):
            give_feedback(self.tools, conversation, speaker, facts)
            return [SlotSet("case_closed", True)]
        receipt = self.tools.services.submit(self._command(conversation, facts))
        self._tell(conversation, speaker, receipt.reference, receipt.decision, receipt.urgency)
        return [SlotSet("case_closed", True)]

    def after_failure(self, conversation: Conversation) -> list[Event]:
        """Keeps the summary open, so that sending can be tried again."""
        return [
            SlotSet("confirm_summary", None),
            ActiveLoop("signal_form"),
            SlotSet("requested_slot", Question.CONFIRM_SUMMARY.value),
        ]

    def _command(self, conversation: Conversation, facts: Facts) -> SubmitSignal:
        intake = conversation.intake
        observation = intake.observation if known(intake.observation) else ""
        return SubmitSignal(
            submission_key=conversation.tracker.sender_id,
            facts=facts,
            channel=conversation.channel,
            language=conversation.language,
            observation=observation
            or self.tools.texts.get(conversation.language, "no_observation"),
            source=source_of(intake),
            sector=intake.sector if known(intake.sector) else None,
            contact=_contact_shown(intake),
            indicators=(
                *self.tools.indicators(observation),
                *self.tools.ticked_signs(conversation.intake, conversation.language),
            ),
            guidance=from_data(conversation.slots.get("guidance")),
        )

    def _tell(
        self,
        conversation: Conversation,
        speaker: Speaker,
        reference: str,
        decision: RoutingDecision,
        urgency: str,
    ) -> None:
        tools, language = self.tools, speaker.language
        called = decision.primary.route is Route.EMERGENCY_112
        if called:
            tell_112(tools, speaker)
        also = [d for d in decision.secondary if d.desk != decision.primary.desk]
        told = also[0] if called and also else decision.primary
        if also:
            names = "; ".join(tools.desk_line(d.desk, language) for d in also if d is not told)
            if names:
                speaker.say("utter_handoff_also", desks=names)
        if Action.ADDRESS_INVESTIGATION in decision.actions:
            speaker.say("utter_handoff_address")
        phone = tools.call_now(told.desk, urgency)
        if phone:
            name = tools.desk_name(told.desk, language)
            speaker.say("utter_handoff_call", desk=name, phone=phone)
        speaker.say(
            "utter_handoff",
            {
                "handoff": handoff_data(reference, urgency, conversation.intake, decision),
                "outcome": Outcome.HANDOFF.value,
            },
            desk=tools.desk_name(told.desk, language),
            why=tools.reason(decision, language),
            when=tools.when(told.desk, urgency, language),
            reference=reference,
        )


def _is_still_shown(conversation: Conversation) -> bool:
    """The same summary was shown just before: to read it all again helps nobody."""
    at_summary = conversation.open_question is Question.CONFIRM_SUMMARY
    return at_summary and not conversation.changed_answers()


def _contact_shown(intake: Intake) -> str | None:
    """The contact, where the person chose to be known and so saw it in the summary."""
    shown = Question.CONTACT in relevant_questions(intake)
    return intake.contact if shown and known(intake.contact) else None


def ask_what_to_change(tools: Tools, conversation: Conversation, speaker: Speaker) -> None:
    """A button for each line of the summary."""
    texts, language = tools.texts, speaker.language
    relevant = set(relevant_questions(conversation.intake)) | {Question.SETTING}
    buttons = [
        {
            "title": texts.get(
                language, "change", line=texts.get(language, f"lines.{question}").lower()
            ),
            "payload": change_payload(question),
        }
        for question in SUMMARY_ORDER
        if question in relevant
    ]
    at_summary = conversation.open_question is Question.CONFIRM_SUMMARY
    custom = question_data(conversation.intake, Question.CONFIRM_SUMMARY) if at_summary else None
    speaker.say_with_buttons("utter_ask_change", buttons, custom)


def _is_not_content(conversation: Conversation) -> bool:
    """The summary was shown, and the answer was no or a wish to change that names nothing."""
    unhappy = conversation.intent in ("deny", "change_answer")
    return unhappy and _is_still_shown(conversation)


def change_payload(question: Question) -> str:
    """The payload of the button that opens a line of the summary again."""
    return f'/change_answer{{"change_slot": "{question}"}}'


def handoff_data(
    reference: str, urgency: str, intake: Intake, decision: RoutingDecision
) -> dict[str, Any]:
    """`custom.handoff` of the contract."""
    return {
        "reference": reference,
        "urgency": str(urgency),
        "exploitation_form": intake.exploitation_form or UNKNOWN,
        "primary": {"route": decision.primary.route.value, "desk": decision.primary.desk},
        "secondary": [{"route": d.route.value, "desk": d.desk} for d in decision.secondary],
        "actions": [action.value for action in decision.actions],
        "reasons": list(decision.reasons),
    }
