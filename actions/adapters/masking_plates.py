"""Recognisers of licence plates: every Dutch form, and those of other countries."""

import re

I = re.IGNORECASE  # noqa: E741 - the usual short name

_DUTCH = (
    "LL DD DD|DD DD LL|DD LL DD|LL DD LL|LL LL DD|DD LL LL|DD LLL D|D LLL DD|LL DDD L|L DDD LL|"
    "LLL DD L|L DD LLL|D LL DDD|DDD LL D"
)
_FOREIGN = (
    "LL DDDD LL|L DDDD LL|LL DD LLL|L DDD LLL|L DD LLL|DDDD LLL|D LLL DDD|LL DDD LL|LLL DDD|"
    "LLL DDDD|LLL DDDDD|LL DDDDD|LL DDDL|LLL LL DDD|LL LL DDD|L DDDDD L|LL DDDDD L|L DDDDD|"
    "LL LL DDDD|L LL DDDD|L L DDDD|LLL LL DDDD|LL L DDDD|LL LL DDD|L LL DDD|L L DDD|LL DDDD L|"
    "LLDD LLL|LLL L DDD|L DDD LL|LL DDD L|D L DD DDDD|LLL DLL|LLL DDL|L DDDL|LL DDDDL"
)
"""Countries whose plates are often seen here: Poland, Romania, Bulgaria, Hungary, the Baltics,
Germany, Belgium, France, Italy, Spain, Austria, Czechia, Ukraine and the United Kingdom."""


def _forms(forms: str, separator: str) -> str:
    longest_first = sorted(forms.split("|"), key=len, reverse=True)
    parts = "|".join(longest_first).replace(" ", separator)
    return parts.replace("L", "[A-Z]").replace("D", r"\d")


_UNITS = r"(?!\d{1,2} ?(?:uur|jr|mnd|min|dgn|cm|mm|km|kg|eur|usd)\b)"
_VEHICLE = (
    r"\b(?:kenteken(?:nummer|plaat|s)?|nummerplaat|platen|nummerbord|nrplaat|licen[sc]e|plates?|"
    r"registration|reg|busjes?|bus|bestelbus|bestelwagen|auto|wagen|motor|scooter|brommer|caravan|"
    r"camper|aanhanger|aanhangwagen|truck|vrachtwagen|trekker|taxi|car|van|lorry|bmw|mercedes|audi|"
    r"volkswagen|vw|opel|ford|renault|toyota|volvo|skoda|peugeot|fiat|seat|golf|polo|sprinter|vito|"
    r"transit|transporter|crafter|citro[eë]n|dacia|passat|kia|hyundai|nissan|mazda|tesla|kt)\b"
)
_BETWEEN = r"[^.!?\n\d]{0,40}?"
DASHED = re.compile(rf"(?<![\w-])(?:{_forms(_DUTCH, '-')})(?![\w-])", I)
FOREIGN_DASHED = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,3}-[A-Z]{1,2}[ -]?\d{2,4}[EH]?|[A-Z]{2}-\d{3}-[A-Z]{2}|\d-[A-Z]{3}-\d{3}"
    r"|[A-Z]{3}-\d{3,4}(?!-)|[A-Z]{2}-\d{2}-[A-Z]{3}|[A-Z]{1,2}-\d{2,3}-[A-Z]{3}"
    r"|[A-Z]{1,2}-\d{4,5} ?[A-Z]{1,2})(?![\w-])"
)
UPPER = re.compile(rf"\b{_UNITS}(?:{_forms(_DUTCH, '[ .]?')})\b")
_FOREIGN_LIKELY = "LL DDDD LL|LL DD LLL|L DDD LLL|D LLL DDD|LL DDD LL|LLDD LLL|LL LL DDD"
FOREIGN_UPPER = re.compile(rf"\b(?:{_forms(_FOREIGN_LIKELY, ' ?')})\b")
_NO_PLATE = (
    r"(?!(?:EUR|USD|GBP|PLN|RON|KVK|BSN|BTW|IND|COA|UWV|GGD|WMO|BRP|MBO|HBO|VWO|NR|TEL|PC|ID|NL|ISO|"
    r"RIEC|OM|PGB|AVG|APV|WVW|SR|AMV|AZC|ISK|MH|ZK|DSO|CRV)\b)"
)
_LONG = "LL DDDDD|LLL DDDDD|LL DDDDL|LL DDDL|LLL DLL|LLL DDL|DDDD LLL|LL DLDDD|LLL DLDD"
FOREIGN_LONG = re.compile(rf"\b{_NO_PLATE}(?:{_forms(_LONG, ' ')})\b")
JOINED = re.compile(rf"(?<![\w@.])(?:{_forms(_DUTCH, '')})(?![\w@])", I)
BY_CUE = re.compile(
    rf"{_VEHICLE}{_BETWEEN}(?P<it>\b{_UNITS}(?:{_forms(_DUTCH + '|' + _FOREIGN, '[.-]?')})\b)", I
)
BY_CUE_UPPER = re.compile(
    rf"(?i:{_VEHICLE}){_BETWEEN}"
    r"(?P<it>\b(?!BMW|VW|KIA|BSN|IBAN|ID\b|NL ?\d\d)"
    r"(?=[A-Z \d-]{5,11}\b)(?=[A-Z -]*\d)(?=[\d -]*[A-Z])"
    r"(?:[A-Z]{1,3}|\d{1,5})(?:[ -]?(?:[A-Z]{1,3}|\d{1,5})){1,3}\b)"
)
BY_OWN_CUE = re.compile(
    r"\b(?:kenteken(?:nummer|plaat)?|nummerplaat|licen[sc]e plate|number plate|plate)\b"
    r"[^.!?\n\d]{0,25}?"
    r"(?P<it>\b(?=[\w -]*\d)(?:[A-Z]{1,3}|\d{1,3})(?:[ .-]?(?:[A-Z]{1,3}|\d{1,5})){1,4}\b)",
    I,
)
PLATES_SURE = (DASHED, FOREIGN_DASHED, BY_OWN_CUE, BY_CUE, BY_CUE_UPPER)
PLATES_LIKELY = (UPPER, FOREIGN_UPPER, FOREIGN_LONG, JOINED)
