"""Recognisers of numbers and accounts; checksums where the number has one."""

import re
from collections.abc import Callable, Iterator

import phonenumbers

from actions.adapters.masking_dates import BIRTH_DATES
from actions.adapters.masking_online import (
    EMAIL,
    EMAIL_SPELT,
    HANDLE,
    HANDLE_AFTER_COLON,
    HANDLE_BY_CUE,
    SITE,
    URL,
)
from actions.adapters.masking_places import (
    ADDRESS_BY_CUE,
    ADDRESS_BY_TOWN,
    ADDRESS_FOREIGN,
    ADDRESS_JOINED,
    ADDRESS_OF,
    BEFORE_POSTCODE,
    COMPANY,
    HOUSE_NUMBER,
    PO_BOX,
    POSTCODE_BY_CUE,
    POSTCODE_JOINED,
    POSTCODE_LOWER,
    POSTCODE_UPPER,
    addresses,
)
from actions.adapters.masking_plates import PLATES_LIKELY, PLATES_SURE
from actions.adapters.masking_spans import Span, matches

I = re.IGNORECASE  # noqa: E741 - the usual short name

_LENGTHS = (
    "NL18 BE16 DE22 FR27 LU20 GB22 IE22 ES24 PT25 IT27 AT20 CH21 PL28 RO24 BG22 HU28 CZ24 SK24 "
    "SI19 HR21 RS22 BA20 ME22 MK19 AL28 XK20 GR27 CY28 TR26 LT20 LV21 EE20 FI18 SE24 DK18 NO15 "
    "UA29 MD24 GE22 MT31 IS26 SM27 MC27 LI21 BY28"
)
IBAN_LENGTHS = {country: int(length) for country, length in re.findall(r"(\D\D)(\d+)", _LENGTHS)}
"""ISO 13616: how many letters and digits an account number of a country has."""

TYPING_ERROR = 1
IBAN = re.compile(r"\b[A-Z]{2} ?\d ?\d(?:[ ./-]{0,2}[A-Z0-9]){9,30}(?![A-Z0-9])", I)
ACCOUNT_BY_CUE = re.compile(
    r"\b(?:iban|rekening(?:nummer|nr)?|rek\.?(?:nr)?|bankrekening|bank ?account|account number)\b"
    r"[^\d\n]{0,20}(?P<it>\d[\d ./-]{6,}\d)",
    I,
)
_OTHER_NUMBER = (
    r"(?<!klantnummer )(?<!zaaknummer )(?<!ordernummer )(?<!meldnummer )(?<!dossiernummer )"
    r"(?<!factuurnummer )(?<!kvk )(?<!kvk-nummer )(?<!kvk nummer )(?<!pakketnummer )(?<!klantnr )"
    r"(?<!registratienummer )(?<!zaaknr )(?<!ordernr )(?<!bestelnummer )(?<!polisnummer )"
    r"(?<!meldingsnummer )(?<!lidnummer )(?<!case number )(?<!order number )(?<!kvk: )"
)
BSN = re.compile(rf"(?<![\d.,+-]){_OTHER_NUMBER}\d(?:[ ./-]{{0,2}}\d){{7,8}}(?![\d-]|[.,]\d)", I)
BSN_BY_CUE = re.compile(
    r"\b(?:bsn(?:nr|nummer)?|burger ?service ?(?:nummer|nr)?|sofi ?-?(?:nummer|nr)?|"
    r"(?:citizen|social) (?:service|security)(?: number)?)\b"
    r"[^\d\n]{0,25}(?P<it>\d(?:[ ./-]{0,3}\d){6,9})(?!\d)",
    I,
)
DOCUMENT = re.compile(
    r"\b(?:[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?<=\d\w\d)|[A-Z]{1,3}[ -]?\d{6,9}|[A-Z]{2}\d[A-Z0-9]{5}\d"
    r"|V ?-?\d{10}|[A-Z]\d{2}[A-Z]{2}\d{4,5}|[A-Z]{2,3}\d{2}[A-Z]\d{4,6})\b"
)
DOCUMENT_BY_CUE = re.compile(
    r"\b(?:paspoort|passport|pas|id|id-?kaart|id-?bewijs|id ?card|identity card|"
    r"identiteits(?:kaart|bewijs)|rijbewijs|verblijfs(?:document|pas|vergunning|kaart)|document|"
    r"vreemdelingen|w-document|permit|licen[cs]e|legitimatie|ind|kaart|card|dossier ind)"
    r"[ -]?(?:nummer|nr\.?|number|no\.?)?(?![\w.])"
    r"[^.!?\n\d]{0,25}?"
    r"(?P<it>\b(?:(?=(?:[A-Z.-]{0,9}\d){4})[A-Z0-9](?:[.-]?[A-Z0-9]){4,13}"
    r"|(?:[A-Z]{1,3} ?)?\d{2,5}(?:[ .-]\d{2,5}){1,4}|[A-Z]{1,3} \d{4,10}"
    r"|(?=[A-Z0-9]*\d[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{7,11})\b)",
    I,
)
V_NUMBER = re.compile(
    r"\b[vaw][ -]?(?:nummer|nr|number)?[.:]? ?(?:is |was |met )?(?P<it>\d(?:[ .-]?\d){8,9})(?!\d)",
    I,
)
PUBLIC = re.compile(r"^(?:(?:\+31|0031|0)?(?:800|900)\d{4,7}|112|113|116\d{3}|14050|14\d{3})$")
HELP_LINES = frozenset({"0334481186", "0880430430", "0343578844", "0207600809", "0885011112"})
"""CoMensha, IND, the police from abroad, FairWork and Nidos: numbers of everybody."""

_PART = r"[ ()./-]{0,3}"
PHONE_ABROAD = re.compile(rf"(?<![\d+])(?:\+|00){_PART}[1-9](?:{_PART}\d){{6,13}}(?!\d)")
PHONE_MOBILE = re.compile(rf"(?<![\w-])\(?[0oO]{_PART}6(?:{_PART}\d){{8}}(?!\d)")
PHONE_WITHOUT_PLUS = re.compile(rf"(?<![\d+,.-])31{_PART}6(?:{_PART}\d){{8}}(?!\d)")
PHONE_FIXED = re.compile(rf"(?<![\d-])\(?0\d{{1,3}}(?:{_PART}\d){{6,8}}(?!\d)")
DATE_LIKE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d")
PHONE_BY_CUE = re.compile(
    r"\b(?:tel|telefoon(?:nummer|nr)?|mobiel(?:tje|nummer)?|gsm|whatsapp|06-nummer|phone|mobile|"
    rf"bel(?:len|t|de)?|belnummer|app(?:t|en)?|sms|nummer|nr|contact|bereikbaar|bereiken|number|call|text|wa|sim)\b[^\d\n]{{0,20}}(?P<it>\d(?:{_PART}\d){{6,12}})(?!\d)",
    I,
)


def _phones(text: str) -> Iterator[Span]:
    yield from _private(text, PHONE_ABROAD, PHONE_WITHOUT_PLUS, PHONE_MOBILE, PHONE_FIXED)


def _phones_by_cue(text: str) -> Iterator[Span]:
    yield from _private(text, PHONE_BY_CUE)


def _private(text: str, *patterns: re.Pattern[str]) -> Iterator[Span]:
    for pattern in patterns:
        for span in matches(pattern, text, "phone"):
            if _is_private(text[span.start : span.end]):
                yield span


def _library_phones(text: str) -> Iterator[Span]:
    if sum(character.isdigit() for character in text) < 8:
        return
    lenient = phonenumbers.Leniency.POSSIBLE
    for found in phonenumbers.PhoneNumberMatcher(text, "NL", leniency=lenient):
        starts = found.raw_string.lstrip("(").startswith(("0", "+"))
        long = sum(character.isdigit() for character in found.raw_string) >= 8
        if starts and long and _is_private(found.raw_string):
            yield Span(found.start, found.end, "phone")


def _is_private(typed: str) -> bool:
    digits = "".join(c for c in typed if c.isdigit() or c == "+")
    national = re.sub(r"^(?:\+31|0031)0?", "0", digits)
    date = DATE_LIKE.match(typed) is not None
    return not (date or PUBLIC.match(digits) or national in HELP_LINES)


def _bsn(text: str) -> Iterator[Span]:
    for span in matches(BSN, text, "bsn"):
        if passes_eleven_test(text[span.start : span.end]):
            yield span


def _iban(text: str) -> Iterator[Span]:
    for span in matches(IBAN, text, "iban"):
        end = _iban_end(text, span)
        if end:
            yield Span(span.start, end, "iban")


def _iban_end(text: str, span: Span) -> int | None:
    # A greedy match may have swallowed the next words: try shorter ends at word borders.
    likely = None
    for end in range(span.end, span.start + 13, -1):
        at_border = end == len(text) or not text[end].isalnum()
        if not at_border or not text[end - 1].isalnum():
            continue
        typed = text[span.start : end]
        if passes_mod_97(typed) and _is_written_as_iban(typed):
            return end
        if _looks_like_iban(typed):
            likely = end
    return likely


def _is_written_as_iban(typed: str) -> bool:
    # One in 97 stretches of words and numbers passes by chance.
    digits = sum(c.isdigit() for c in typed)
    return 3 * digits > sum(c.isalnum() for c in typed)


def _looks_like_iban(typed: str) -> bool:
    # Mistyped, it is somebody's account all the same.
    symbols = [c for c in typed.upper() if c.isalnum()]
    length = IBAN_LENGTHS.get("".join(symbols[:2]))
    digits = sum(c.isdigit() for c in symbols)
    near = length is not None and abs(len(symbols) - length) <= TYPING_ERROR
    return near and 2 * digits > len(symbols)


def passes_eleven_test(typed: str) -> bool:
    """Whether digits are a possible citizen service number (BSN)."""
    digits = [int(c) for c in typed if c.isdigit()]
    digits = [0] * (9 - len(digits)) + digits
    if len(digits) != 9 or not any(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


def passes_mod_97(typed: str) -> bool:
    """Whether characters are a possible IBAN (ISO 13616, mod 97)."""
    symbols = "".join(c for c in typed.upper() if c.isalnum())
    if not 15 <= len(symbols) <= 34 or not symbols[:2].isalpha() or not symbols.isascii():
        return False
    return int("".join(str(int(c, 36)) for c in symbols[4:] + symbols[:4])) % 97 == 1


def _of(kind: str, *patterns: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    def recognise(text: str) -> Iterator[Span]:
        for pattern in patterns:
            yield from matches(pattern, text, kind)

    return recognise


RECOGNISERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    _of("email", EMAIL, EMAIL_SPELT),
    _of("url", URL, SITE),
    _iban,
    _of("iban", ACCOUNT_BY_CUE),
    _of("bsn", BSN_BY_CUE),
    _of("birth_date", *BIRTH_DATES),
    _of("document", DOCUMENT_BY_CUE, V_NUMBER),
    _phones,
    _bsn,
    _phones_by_cue,
    _library_phones,
    _of("plate", *PLATES_SURE),
    _of("address", BEFORE_POSTCODE),
    _of("postcode", POSTCODE_UPPER, POSTCODE_JOINED, POSTCODE_LOWER, POSTCODE_BY_CUE),
    _of("plate", *PLATES_LIKELY),
    _of("document", DOCUMENT),
    _of("handle", HANDLE, HANDLE_BY_CUE, HANDLE_AFTER_COLON),
    addresses,
    _of(
        "address",
        ADDRESS_OF,
        ADDRESS_JOINED,
        ADDRESS_FOREIGN,
        ADDRESS_BY_CUE,
        ADDRESS_BY_TOWN,
        PO_BOX,
        HOUSE_NUMBER,
    ),
    _of("company", COMPANY),
)
"""In this order: the surest first, since the first to claim a piece of text keeps it."""
