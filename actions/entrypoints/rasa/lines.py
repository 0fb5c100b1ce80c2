"""Answers in the words that people read: lines of the summary, and what was noticed."""

from collections.abc import Iterable

from actions.conversation import Tools
from actions.domain.codes import ExploitationForm, Language, Question
from actions.domain.intake import UNKNOWN, Intake, known, setting_of


def line_value(tools: Tools, question: Question, intake: Intake, language: Language) -> str:
    """What was answered to a question, as the summary shows it."""
    value = getattr(intake, question.value)
    label = tools.texts.label
    match question:
        case Question.OBSERVATION:
            return str(value) if known(value) else tools.texts.get(language, "no_observation")
        case Question.MUNICIPALITY:
            return tools.municipality_name(intake.place_municipality or value, language)
        case Question.SETTING:
            setting = setting_of(intake)
            return label(language, "setting", setting.value if setting else UNKNOWN)
        case Question.EXPLOITATION_FORM if value == ExploitationForm.NONE:
            return label(language, "adjacent_concern", intake.adjacent_concern or "other")
        case _:
            return label(language, question.value, value)


def noticed_text(
    tools: Tools, questions: Iterable[Question], intake: Intake, language: Language
) -> str:
    """Facts in a row: "leeftijd 18 of ouder, gemeente Westerwolde"."""
    return ", ".join(
        tools.texts.get(
            language,
            f"noticed.{question}",
            value=line_value(tools, question, intake, language),
        )
        for question in questions
    )
