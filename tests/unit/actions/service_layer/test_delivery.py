"""Waiting between attempts."""

from datetime import timedelta

from actions.domain.events import NoticeKind
from actions.service_layer.delivery import MAX_ATTEMPTS, retry_after
from actions.service_layer.notices import notice_key


def test_waits_double_from_half_a_minute_up_to_an_hour() -> None:
    waits = [retry_after(attempts).total_seconds() for attempts in range(1, 10)]
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_all_attempts_together_outlast_a_long_weekend() -> None:
    together = sum((retry_after(n) for n in range(1, MAX_ATTEMPTS)), timedelta())
    assert timedelta(days=3) <= together < timedelta(days=4)


def test_a_notice_has_one_key_and_another_notice_another() -> None:
    made = {
        notice_key(signal, desk, kind, target, occasion)
        for signal in ("s1", "s2")
        for desk in ("d1", "d2")
        for kind in NoticeKind
        for target in ("mail", "file")
        for occasion in ("", "1")
    }
    assert len(made) == 2 * 2 * len(NoticeKind) * 2 * 2
    assert notice_key("s", "d", NoticeKind.SHARED, "mail") == notice_key(
        "s", "d", NoticeKind.SHARED, "mail"
    )
