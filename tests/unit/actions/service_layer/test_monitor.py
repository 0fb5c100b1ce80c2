"""Small numbers: nobody can be found back, not even by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from actions.service_layer.monitor import THRESHOLD, suppressed
from actions.service_layer.records import MonitorTable

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30), max_size=8)


def test_counts_of_five_and_more_are_shown() -> None:
    table = suppressed("form", {"labour": 7, "sexual": 5})
    assert table == MonitorTable("form", {"labour": 7, "sexual": 5}, None)


def test_one_small_count_takes_a_second_with_it() -> None:
    table = suppressed("form", {"labour": 20, "sexual": 9, "criminal": 2})
    assert table == MonitorTable("form", {"labour": 20}, 11)


def test_small_counts_that_add_up_to_little_take_a_larger_one_with_them() -> None:
    table = suppressed("form", {"labour": 20, "sexual": 1, "criminal": 2})
    assert table == MonitorTable("form", {}, 23)


@given(COUNTS)
def test_no_shown_number_is_small_and_the_total_leaves_no_single_one(
    counts: dict[str, int],
) -> None:
    table = suppressed("form", counts)
    assert all(count >= THRESHOLD for count in table.counts.values())
    assert table.rest is None or table.rest >= THRESHOLD
    hidden = {name: n for name, n in counts.items() if name not in table.counts}
    total = sum(counts.values())
    # The attack: subtract what is shown from the total, which is shown from the threshold on.
    if total >= THRESHOLD and hidden:
        assert total - sum(table.counts.values()) >= THRESHOLD
        assert len(hidden) >= 2
