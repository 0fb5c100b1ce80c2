"""Gathers names for the masker: `python -m actions.training.names ENGLISH_DIC SHARED`.

Needs Faker and mimesis (both MIT) installed beside, the `index.dic` of the npm package
dictionary-en (MIT and BSD) and the folder of openly licensed data. Words are read from the last
two to tell which names are ordinary words as well; no word of them is written, names alone are.
"""

import importlib
import importlib.resources
import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import simplemma
import yaml

from actions.adapters.masking_reading import folded

TARGET = Path(__file__).parent.parent / "data" / "masking_names_listed.yml"
BY_HAND = TARGET.with_name("masking_names.yml")
NO_NAMES = TARGET.with_name("masking.yml")
LOCALES = (
    "nl_NL nl_BE pl_PL cs_CZ sk_SK ru_RU uk_UA bg_BG hr_HR mk_MK sl_SI ro_RO hu_HU lt_LT lv_LV "
    "et_EE tr_TR az_AZ uz_UZ fr_DZ en_PK vi_VN en_TH yo_NG ig_NG ha_NG sw tw_GH zu_ZA en_KE en_NG "
    "id_ID en_IN es_ES es_CO es_CL pt_BR pt_PT it_IT de_DE fr_FR fr_BE en_GB en_US sv_SE"
)
DATASETS = (
    "nl nl-be pl cs sk ru uk hr hu et tr az kk es es-mx it pt pt-br de de-at fr en en-gb sv da no "
    "fi"
)
CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэіъ", "abvgdeziyklmnoprstufyeia", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "yu"},
    **{"я": "ya", "ї": "yi", "є": "ye", "ґ": "g"},
}
SHORTEST = 3
QUOTED = frozenset(
    {"my", "do", "than", "mine", "will", "may", "muse", "chance", "capital", "success", "heaven"}
    | {"star", "sky", "spring", "summer"}
)
"""English that stands in Dutch sentences."""

USED = 3
"""Times a word stands in lower case in the questions of parliament before it counts as one."""

NOTICE = """\
# Names from the Python packages Faker and mimesis, made into lists by actions/training/names.py.
# Accents are folded, Cyrillic is written in Latin letters. `surely`: known to the word list of the
# masker, and yet no Dutch or English word; `also_words`: an ordinary word as well;
# `english_words`: one in English alone; `towns`: places, with `_` where they have a space.
#
# Faker: Copyright (c) 2012 Daniele Faraglia. mimesis: Copyright (c) 2016-Present Isaak Uchakaev
# (Likid Geimfari). Both: MIT License. Permission is hereby granted, free of
# charge, to any person obtaining a copy of this software and associated documentation files (the
# "Software"), to deal in the Software without restriction, including without limitation the rights
# to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software,
# and to permit persons to whom the Software is furnished to do so, subject to the following
# conditions: The above copyright notice and this permission notice shall be included in all copies
# or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY
# KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
# FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS
# BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
# THE SOFTWARE.
"""


def names_of(locale: str) -> Iterator[tuple[str, str]]:
    """Each name of a locale of Faker with its part, `given` or `family`; folded, one word each."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute in dir(provider):
        part = "given" if "first_name" in attribute else "family"
        known = "first_name" in attribute or "last_name" in attribute
        values = getattr(provider, attribute)
        if (
            not known
            or not isinstance(values, list | tuple | dict)
            or re.search("format|prefix|suffix", attribute)
        ):
            continue
        yield from ((part, word) for typed in values for word in _latin(typed))


def names_in(dataset: str) -> Iterator[tuple[str, str]]:
    """Each name of a dataset of mimesis, as `names_of` gives them."""
    folder = importlib.resources.files("mimesis") / "datasets" / dataset
    content = json.loads((folder / "person.json").read_text("utf-8"))
    for key, part in (("names", "given"), ("surnames", "family")):
        yield from (
            (part, word) for typed in _leaves(content.get(key, [])) for word in _latin(typed)
        )


def _leaves(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    else:
        for each in content.values() if isinstance(content, dict) else content:
            yield from _leaves(each)


def _latin(typed: str) -> list[str]:
    latin = "".join(CYRILLIC.get(letter, letter) for letter in typed.lower())
    return re.findall(r"[a-z]+", folded(latin))


def dutch_words(shared: Path) -> frozenset[str]:
    """Words that a Dutch list has in lower case, or that parliament uses so."""
    listed = (shared.glob("opentaal_*.txt"), ["be_parliament_2020_nl.txt", "dekamer_qa.jsonl"])
    words = {word for file in listed[0] for word in file.read_text("utf-8").split()}
    used = Counter(
        word
        for name in listed[1]
        for word in re.findall(r"(?<!\w)[a-z]+(?!\w)", (shared / name).read_text("utf-8"))
    )
    lower = {folded(word) for word in words if word.islower()}
    return frozenset(lower | {word for word, times in used.items() if times >= USED})


def towns() -> frozenset[str]:
    """Towns of the Netherlands and countries by their Dutch names, in lower case."""
    provider = importlib.import_module("faker.providers.address.nl_NL").Provider
    return frozenset(place.lower() for place in (*provider.cities, *provider.countries))


def no_names() -> frozenset[str]:
    """Words of which a person decided that they are no names."""
    lists = yaml.safe_load(NO_NAMES.read_text("utf-8"))
    words = (*lists["not_a_name"].values(), lists["particles"])
    return frozenset(folded(word) for group in words for word in group)


class English:
    """Which words are English ones, and no names."""

    def __init__(self, dictionary: Path) -> None:
        stems = {line.split("/")[0] for line in dictionary.read_text("utf-8").splitlines()}
        self._lower = {word for word in stems if word.islower()}
        self._capital = {word.lower() for word in stems if word.istitle()} - self._lower

    def has(self, word: str) -> bool:
        """Whether a word, in lower case, is an ordinary one."""
        if word in self._lower:
            return True
        return simplemma.is_known(word, lang="en") and word not in self._capital


def by_hand(*parts: str) -> frozenset[str]:
    """Names of the lists by hand: which of them are words as well, a person decided."""
    lists = yaml.safe_load(BY_HAND.read_text("utf-8"))
    names = (name for part in parts for group in lists[part].values() for name in group.split())
    return frozenset(map(folded, names))


def unsure_by_hand() -> frozenset[str]:
    """Names of which a person decided that they are words as well, Dutch or English."""
    return frozenset(map(folded, yaml.safe_load(NO_NAMES.read_text("utf-8"))["also_words"]))


def written(lists: dict[str, dict[str, Iterable[str]]]) -> str:
    """The lists as YAML, in the order of the alphabet."""
    lines = [NOTICE.rstrip()]
    for section, parts in lists.items():
        lines.append(f"{section}:")
        for part, names in parts.items():
            wrapped = textwrap.wrap(" ".join(sorted(set(names))), 140)
            lines += [f"  {part}: >-", *(f"    {line}" for line in wrapped)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Reads the word lists, sorts the names by them, writes the file."""
    english, dutch = English(Path(sys.argv[1])), dutch_words(Path(sys.argv[2]))
    found = {each for locale in LOCALES.split() for each in names_of(locale)}
    found |= {each for dataset in DATASETS.split() for each in names_in(dataset)}
    names = {"given": set[str](), "family": set[str]()}
    places = towns()
    elsewhere = no_names() | {folded(place) for place in places}
    for part, word in found:
        if len(word) >= SHORTEST and word not in elsewhere:
            names[part].add(word)
    every = names["given"] | names["family"]
    words = {name for name in every if name in dutch or english.has(name)}
    surely = {name for name in every - words if simplemma.is_known(name, lang="nl")}
    lists: dict[str, dict[str, Iterable[str]]] = {
        "given": {"listed": names["given"]},
        "family": {"listed": names["family"]},
        "surely": {"listed": surely},
        "also_words": {"listed": words - by_hand("given")},
        "english_words": {"listed": unsure_by_hand() - dutch - elsewhere - QUOTED},
        "towns": {
            "listed": (place.replace(" ", "_") for place in places - by_hand("given", "family"))
        },
    }
    TARGET.write_text(written(lists), "utf-8")


if __name__ == "__main__":
    main()
