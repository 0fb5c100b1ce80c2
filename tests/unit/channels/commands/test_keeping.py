"""Why a notice was given up, in words."""

import pytest

from actions.domain.codes import Language
from channels.commands.keeping import why
from channels.texts import load_texts


@pytest.mark.parametrize(
    ("reason", "key"),
    [
        ("zgw 400 invalid zaaktype:bad-url", "why_content"),
        ("zgw 403", "why_key"),
        ("objects 404", "why_address"),
        ("objects 503", "why_away"),
        ("objects ReadTimeout", "why_away"),
        ("http 429", "why_away"),
        ("smtp 535", "why_key"),
        ("smtp 550", "why_content"),
        ("smtp 452", "why_away"),
        ("smtp ConnectionRefusedError", "why_away"),
        ("file OSError", "why_disk"),
        ("no_address", "why_no_address"),
        ("signal_erased", "why_gone"),
        ("target_not_configured", "why_off"),
        ("", "why_other"),
    ],
)
def test_a_reason_has_its_words_in_both_languages(reason: str, key: str) -> None:
    assert why(reason) == key
    assert all(load_texts().say(language, f"cli.{key}") for language in Language)
