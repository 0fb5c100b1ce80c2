"""Which messages go into which fold."""

from evaluation.nlu.folds import fold_numbers, near_copies

WORDS = ("aap", "noot", "mies", "wim", "zus", "jet", "teun", "vuur", "gijs", "lam", "kees", "bok")


def test_a_near_copy_is_the_first_one_and_signs_alone_are_no_words() -> None:
    texts = [
        "hij werkt al maanden zonder loon in de keuken",
        "goedemorgen allemaal samen",
        "Hij werkt al maanden zonder loon in de keuken!!",
        "👍",
        "❤",
        "nee",
        "nee",
    ]
    assert near_copies(texts) == [texts[0], texts[1], texts[0], "👍", "❤", "nee", "nee"]


def test_near_copies_lie_in_one_fold_and_every_intent_lies_in_each() -> None:
    told = [
        {"text": f"{word} {sign}", "intent": "thanks" if at % 2 else "greet"}
        for at, word in enumerate(WORDS)
        for sign in ("groet", "groet!", "Groet.")
    ]
    numbers = fold_numbers(told, 3, seed=1)
    of_text: dict[int, set[str]] = {number: set() for number in numbers}
    for example, number in zip(told, numbers, strict=True):
        of_text[number].add(example["text"].split()[0])
    assert sorted(len(words) for words in of_text.values()) == [4, 4, 4]
    assert set().union(*of_text.values()) == set(WORDS)
    intents = {(number, e["intent"]) for e, number in zip(told, numbers, strict=True)}
    assert len(intents) == 6
