"""Every notice has its sentences, in both languages."""

import pytest

from actions.adapters.texts import Texts
from actions.bootstrap import notice_texts
from actions.domain.codes import Language, Urgency
from actions.domain.events import TO_REPORTER, NoticeKind


@pytest.mark.parametrize("kind", list(NoticeKind))
@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("language", list(Language))
def test_every_notice_is_filled_with_reference_and_link_only(
    kind: NoticeKind, urgency: Urgency, language: Language
) -> None:
    subject, body = notice_texts()(kind, urgency, language)
    filled = subject.format(reference="REF", link="LINK") + body.format(
        reference="REF", link="LINK"
    )
    assert filled.count("LINK") == 1
    assert filled.count("REF") == 2
    assert "{" not in filled


@pytest.mark.parametrize("kind", sorted(TO_REPORTER))
def test_a_reporters_notice_names_no_urgency_and_no_subject(kind: NoticeKind) -> None:
    for language in Language:
        said = {notice_texts()(kind, urgency, language) for urgency in Urgency}
        assert len(said) == 1
        words = " ".join(said.pop()).lower()
        telling = ("mensenhandel", "traffick", "signa", "uitbuit")
        assert [one for one in telling if one in words] == []


def test_both_languages_have_the_same_notices() -> None:
    by_language = Texts.load("notices").by_language
    assert set(by_language[Language.NL]) == set(by_language[Language.EN])
