"""Recognisers of numbers, addresses and accounts; checksums where the number has one."""

import re
from collections.abc import Callable, Iterator

import phonenumbers

from actions.adapters.masking_spans import Span, matches

I = re.IGNORECASE  # noqa: E741 - the usual short name

URL = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:nl|com|eu|net|org|be|de|ru|ro|pl|bg|hu|info|me|io)/\S+",
    I,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
HANDLE = re.compile(r"(?<![\w.@])@[\w.]{2,30}\b|\b(?=\w{0,30}[a-z])\w{1,30}_\w{1,30}\b", I)
HANDLE_BY_CUE = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tiktok|telegram|onlyfans|facebook|discord|account|"
    r"gebruikersnaam|username)\b[^.!?\n]{0,25}?\b(?P<it>(?=[\w.]*[a-z])(?=[\w.]*[\d_.])[\w.]{3,29}\w)",
    I,
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{2,4}){3,8}(?:[ .-]?[A-Z0-9]{1,3})?\b", I)
NL_IBAN = re.compile(r"\bNL[ .]?\d{2}[ .]?[A-Z]{4}[ .]?(?:\d[ .]?){9}\d\b", I)
ACCOUNT_BY_CUE = re.compile(
    r"\b(?:iban|rekening(?:nummer|nr)?|bankrekening)\b\D{0,12}(?P<it>\d[\d .-]{6,}\d)", I
)
BSN = re.compile(r"(?<![\d.,-])\d(?:[ .-]?\d){7,8}(?![\d-])")
BSN_BY_CUE = re.compile(
    r"\b(?:bsn|burger ?service ?nummer|sofi ?nummer|sofi)\b\D{0,15}(?P<it>\d[\d .-]{5,}\d)", I
)
DOCUMENT = re.compile(
    r"\b(?:[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?<=\d\w\d)|[A-Z]{1,3} ?\d{6,9}|V ?-?\d{10})\b"
)
DOCUMENT_BY_CUE = re.compile(
    r"\b(?:paspoort|passport|id|id-?kaart|identiteits(?:kaart|bewijs)|rijbewijs|verblijfs"
    r"(?:document|pas|vergunning)|document|vreemdelingen|v)"
    r"[ -]?(?:nummer|nr\.?|number|no)?(?!\w|\.)"
    r"[^.!?\n\d]{0,20}?(?P<it>\b(?=(?:[A-Z.-]{0,9}\d){4})[A-Z0-9](?:[ .-]?[A-Z0-9]){4,13}\b)",
    I,
)
_PLATE_FORMS = (
    "LL DD DD|DD DD LL|DD LL DD|LL DD LL|LL LL DD|DD LL LL|DD LLL D|D LLL DD|LL DDD L|L DDD LL|"
    "LLL DD L|L DD LLL|D LL DDD|DDD LL D"
)


def _plates(separator: str) -> str:
    parts = _PLATE_FORMS.replace(" ", separator)
    return parts.replace("L", "[A-Z]").replace("D", r"\d")


PLATE_DASHED = re.compile(rf"\b(?:{_plates('-')})\b", I)
PLATE_UPPER = re.compile(rf"\b(?:{_plates(' ?')})\b")
PLATE_BY_CUE = re.compile(
    r"\b(?:kenteken(?:nummer|plaat)?|nummerplaat|license plate|plate)\b[^.!?\n\d]{0,20}?"
    r"(?P<it>\b(?=[\w -]*\d)(?:[A-Z]{1,3}|\d{1,3})(?:[ -]?(?:[A-Z]{1,3}|\d{1,5})){1,3}\b)",
    I,
)
_MONTH = (
    "jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|march|mrt|apr(?:il)?|mei|may|juni?e?|july?i?|"
    "aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    rf"\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:e|ste|de|th|st|nd)? (?:{_MONTH})\.? (?:\d{{4}}|'?\d{{2}})"
)
BIRTH_BY_CUE = re.compile(
    rf"\b(?:geboren|geboortedatum|geb|gebdatum|verjaardag|dob|born|birth)\b[^\d\n]{{0,25}}"
    rf"(?P<it>{_DATE})(?!\d)",
    I,
)
# Observations are of these years; a full date before them is somebody's birth.
OLD_DATE = re.compile(
    rf"(?<![\d-])(?={_DATE})(?P<it>\S+(?: \S+){{0,2}}?(?:19\d\d|200\d|201[0-7]))\b", I
)
OLD_ISO_DATE = re.compile(r"(?<![\d-])(?:19\d\d|200\d|201[0-7])-\d{2}-\d{2}\b")
_NUMBER = r"\d{1,5}(?!\d)(?: ?-? ?[a-z]\b| ?bis\b)?"
POSTCODE_UPPER = re.compile(
    rf"\b[1-9]\d{{3}} ?(?!SA|SD|SS)[A-Z]{{2}}\b(?:[ ,]+(?:nr\.? ?)?{_NUMBER})?"
)
POSTCODE_JOINED = re.compile(rf"\b[1-9]\d{{3}}(?!sa|sd|ss)[a-z]{{2}}\b(?:[ ,]+{_NUMBER})?", I)
POSTCODE_BY_CUE = re.compile(r"\bpostcode\b[^.!?\n\d]{0,12}(?P<it>[1-9]\d{3}(?: ?[a-z]{2}\b)?)", I)
_STREET_ENDS = (
    "straat|laan|weg|plein|kade|gracht|singel|dijk|hof|steeg|pad|dreef|plantsoen|park|markt|baan|"
    "wal|haven|boulevard|brink|kamp|akker|veld|diep|gang|oord|burg|horst|meent|hoek|bos|straatje|"
    "str|ln|poort|stede|zijde|rak|es|wijk|tuin|donk|berg|land|erf|heem|borg|waard"
)
_COUNTED = "jaar|uur|euro|man|mensen|keer|dagen|weken|maanden|minuten|personen|kinderen|vrouwen"
ADDRESS = re.compile(
    rf"\b(?:[A-Z][\w'’-]* (?:(?:van|de|der|den|het|ter|ten) )*){{0,4}}"
    rf"(?i:(?!onderweg|maandag)[a-zà-ÿ'’-]{{3,30}}(?:{_STREET_ENDS})|Markt|Dam|Plein|Brink|Singel)"
    rf" (?:(?i:nr|nummer|no)\.? ?)?(?i:{_NUMBER})(?! (?:{_COUNTED})\b)"
)
HOUSE_NUMBER = re.compile(
    rf"\b(?:huisnummer|huisnr|op nummer|flatnummer|kamernummer)\.? ?(?P<it>{_NUMBER})", I
)
COMPANY = re.compile(
    r"\b(?:[A-Z][\w&'’.-]* ){1,4}"
    r"(?:B\.?V\.?|V\.?O\.?F\.?|N\.?V\.?|GmbH|S\.?R\.?L\.?|Ltd\.?|Sp\. z o\.o\.)(?!\w)"
)
EMERGENCY = re.compile(r"^(?:112|0900[ -]?8844|0800[ -]?2000|0800[ -]?7000|14 ?050)$")


def _phones(text: str) -> Iterator[Span]:
    if sum(character.isdigit() for character in text) < 7:
        return
    lenient = phonenumbers.Leniency.POSSIBLE
    for found in phonenumbers.PhoneNumberMatcher(text, "NL", leniency=lenient):
        digits = sum(character.isdigit() for character in found.raw_string)
        starts = found.raw_string.lstrip("(").startswith(("0", "+"))
        if digits >= 8 and starts and not EMERGENCY.match(found.raw_string):
            yield Span(found.start, found.end, "phone")


PHONE_PLAIN = re.compile(r"(?<![\d-])(?:\+31|0031|0)[ -]?6(?:[ -]?\d){8}(?!\d)")


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
    for end in range(span.end, span.start + 14, -1):
        at_border = end == len(text) or not text[end].isalnum()
        if at_border and passes_mod_97(text[span.start : end]):
            return end
    return None


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
    _of("url", URL),
    _of("email", EMAIL),
    _iban,
    _of("iban", NL_IBAN, ACCOUNT_BY_CUE),
    _of("bsn", BSN_BY_CUE),
    _of("birth_date", BIRTH_BY_CUE, OLD_ISO_DATE, OLD_DATE),
    _of("phone", PHONE_PLAIN),
    _of("document", DOCUMENT_BY_CUE),
    _bsn,
    _phones,
    _of("plate", PLATE_DASHED, PLATE_BY_CUE),
    _of("postcode", POSTCODE_UPPER, POSTCODE_JOINED, POSTCODE_BY_CUE),
    _of("plate", PLATE_UPPER),
    _of("document", DOCUMENT),
    _of("address", ADDRESS, HOUSE_NUMBER),
    _of("handle", HANDLE, HANDLE_BY_CUE),
    _of("company", COMPANY),
)
"""In this order: the surest first, since the first to claim a piece of text keeps it."""
