"""All actions of the bot, built with their tools."""

from actions.conversation import Tools
from actions.domain.codes import Question
from actions.entrypoints.rasa.base import NietPluisAction
from actions.entrypoints.rasa.follow_up import FollowUp
from actions.entrypoints.rasa.intake import (
    AlreadySaid,
    AskQuestion,
    DefaultFallback,
    GoBack,
    NotUnderstood,
    OffTopic,
    ValidateSignalForm,
)
from actions.entrypoints.rasa.navigation import (
    Cancel,
    Contacts,
    ExplainQuestion,
    Silence,
    StartOver,
)
from actions.entrypoints.rasa.practice import StartPractice
from actions.entrypoints.rasa.question import AnswerQuestion
from actions.entrypoints.rasa.summary import AskChange, AskSummary, SubmitTheSignal
from actions.entrypoints.rasa.turn import UnderstandTurn

KINDS: tuple[type[NietPluisAction], ...] = (
    UnderstandTurn,
    ValidateSignalForm,
    AlreadySaid,
    GoBack,
    NotUnderstood,
    OffTopic,
    DefaultFallback,
    AnswerQuestion,
    AskSummary,
    AskChange,
    SubmitTheSignal,
    ExplainQuestion,
    Contacts,
    Cancel,
    StartOver,
    Silence,
    StartPractice,
    FollowUp,
)


def build_actions(tools: Tools) -> list[NietPluisAction]:
    """One instance of every action, and one for every question of the form."""
    questions = [
        AskQuestion(tools, question)
        for question in Question
        if question is not Question.CONFIRM_SUMMARY
    ]
    return [*(kind(tools) for kind in KINDS), *questions]
