"""Recognisers of addresses and postcodes, Dutch and foreign."""

import re
from collections.abc import Iterator

from actions.adapters.masking_spans import Span

I = re.IGNORECASE  # noqa: E741 - the usual short name

_ADDITION = (
    r"(?: ?-? ?[a-z]\b(?:[-/ ]?\d{1,3}\b)?|-\d{1,4}\b| ?bis\b|/\d{1,4}\b| (?:rood|zwart|hs|huis)\b"
    r"| ?(?:i{1,3}|iv|\d ?hoog)\b)?"
    r"(?:,? (?:chalet|kamer|unit|appartement|app\.|apt\.?|flat|room|plek|plaats|verdieping|bus)"
    r" ?(?:nr\.? ?)?\d{1,4}[a-z]?\b)?"
)
NUMBER = rf"\d{{1,5}}(?!\d|[.,:]\d|e\b| ?%){_ADDITION}"
# Two small letters after four digits are a postcode only when they are no word of their own.
_NO_WORD = (
    r"(?!(?:aan|aa|af|al|am|an|as|at|be|bv|by|cm|dd|de|do|en|er|eu|go|ha|he|hr|ik|il|in|is|it|"
    r"ja|je|jr|kg|km|me|ml|mm|my|na|nl|no|nr|nu|nv|of|ok|om|on|op|or|pk|pm|so|st|te|to|tv|ui|up|"
    r"us|uu|uw|we|wo|xl|ze|zo|zn)\b)"
)
_HOUSE = rf"(?:(?:[ ,/]+|-)(?:(?:en )?(?:nr|nummer|no|huisnummer|huisnr)\.? ?)?{NUMBER})?"
POSTCODE_UPPER = re.compile(rf"\b[1-9]\d{{3}}[ -]{{0,2}}(?!SA|SD|SS)[A-Z]{{2}}\b(?i:{_HOUSE})")
POSTCODE_JOINED = re.compile(rf"\b[1-9]\d{{3}}(?!sa|sd|ss){_NO_WORD}[a-z]{{2}}\b{_HOUSE}", I)
# A year and a short word, as in "in 2025 pu", is no postcode.
POSTCODE_LOWER = re.compile(
    rf"\b(?!20[12]\d )[1-9]\d{{3}} {{1,2}}(?!sa|sd|ss){_NO_WORD}[a-z]{{2}}\b{_HOUSE}", I
)
POSTCODE_BY_CUE = re.compile(
    rf"\b(?:postcode|pc|zip)\b[^.!?\n\d]{{0,20}}(?P<it>[1-9]\d{{3}}(?: ?[a-z]{{2}}\b{_HOUSE})?)", I
)
BEFORE_POSTCODE = re.compile(
    rf"\b(?P<it>(?:nr|nummer|no|huisnummer)\.? ?{NUMBER})"
    r"(?=[ ,]+(?:op |in )?[1-9]\d{3} ?[a-z]{2}\b)",
    I,
)
_STREET_ENDS = (
    "straat|laan|weg|plein|kade|gracht|singel|dijk|hof|steeg|pad|dreef|plantsoen|park|markt|baan|"
    "wal|haven|boulevard|brink|kamp|akker|veld|diep|gang|oord|burg|horst|meent|hoek|bos|straatje|"
    "str|ln|poort|stede|zijde|rak|es|wijk|tuin|donk|berg|land|erf|heem|borg|waard|streek|wyk|heerd|horn|wold|rand|eind|einde|oever|tocht|kluft|"
    "borch|maat|hoeve|kolk|schans|rijge|reed|wei|laar|lust|zicht|stee|hage|ham|"
    "weide|kanaal|vaart|dam|kwartier|allee|passage|hage|esch|ring|drift|tange|mond|zoom|laantje|"
    "strasse|straße|str\\.|platz|allee|gasse|ulica|sokak|caddesi"
)
_LONG_ENDS = "straat|laan|plein|kade|gracht|singel|dijk|dreef|steeg"
_NOT_A_STREET = (
    "onderweg|maandag|nederland|duitsland|supermarkt|buitenland|thailand|rusland|engeland|schotland|"
    "ierland|griekenland|zwitserland|weg|vanwege|halverwege|vakantiepark|bedrijf|eigenlijk|"
    "bungalowpark|recreatiepark|vuurwerk"
)
_COUNTED = (
    "jaar|uur|euro|man|mensen|keer|dagen|weken|maanden|minuten|personen|kinderen|vrouwen|mannen|"
    "meisjes|jongens|auto|auto's|busjes|bedden|matrassen|people|men|women|girls|years|hours|"
    "roemenen|bulgaren|polen|vietnamezen|euros|meter|kilo|km|graden|procent|per|tot|of|a"
)
_LETTER = "A-ZÀ-ÖØ-ÞĀĂČĆĐĘĞİŁŃŌŚŠŞȘŢȚŹŻŽ"
_PREFIX = (
    rf"(?:(?:[{_LETTER}][\w'’-]{{0,24}} |(?:Burg|Prof|Ds|Dr|Mr|Ir|St|Pres|Gen|[{_LETTER}])\. ?)"
    r"(?:(?:van|de|der|den|het|ter|ten|'t|van't) ){0,2}){0,4}"
)
_LOWER_PREFIX = (
    r"(?i:(?:oude|nieuwe|lange|korte|grote|kleine|hoge|lage|prins|prinses|koningin|koning|burgemeester|"
    r"dokter|professor|pastoor|dominee|sint|eerste|tweede|derde|verlengde|achter|noorder|zuider|ooster|"
    r"wester) )?"
)
_NR = r"(?:(?:op )?(?:nr|nummer|no|huisnummer|huisnr)\.? ?)?"
_WIND = r"(?: (?:oost|west|noord|zuid|[nozw]z)\b)?"
ADDRESS = re.compile(
    rf"\b(?:\d(?:e|ste|de) )?{_PREFIX}{_LOWER_PREFIX}"
    rf"(?i:(?!(?:{_NOT_A_STREET})\b)(?:[a-zà-ÿ'’-]{{3,30}}(?:{_STREET_ENDS})|[a-z]{{2}}(?:{_LONG_ENDS}))"
    r"|Markt|Dam|Plein|Brink|Singel|Kade|Haven)"
    rf"(?i:{_WIND}),? (?i:{_NR})(?i:{NUMBER})(?! (?:{_COUNTED})\b)"
    rf"(?:(?:,| en| and| &) \d{{1,4}}[a-z]?\b(?!,? (?:[a-z]{{3,}}|{_COUNTED})\b|[.,:]?\d))?"
)
ADDRESS_OF = re.compile(
    rf"\b(?i:laan|weg|plein|straat|kade|hof|allee|park|singel) (?:(?:van|aan|der|den|de|het|tot) )+"
    rf"(?:[{_LETTER}][\w'’-]+ ){{1,3}}(?i:{_NR})(?i:{NUMBER})"
    rf"|\b(?:Laan|Weg|Plein|Straat|Kade|Hof|Allee|Park|Singel) (?:[{_LETTER}][\w'’-]+ )"
    rf"(?:(?:van|aan|der|den|de|het) |[{_LETTER}][\w'’-]+ ){{0,3}}(?i:{_NR})(?i:{NUMBER})"
    rf"|\b(?:Aan|Achter|Op|Onder|Bij|Tussen) (?:de|het|den|'t) [{_LETTER}][\w'’-]+ {NUMBER}"
)
ADDRESS_JOINED = re.compile(
    r"\b[a-zà-ÿ'’-]{2,30}(?:straat|laan|weg|plein|kade|gracht|singel|dijk|str\.)\d{1,4}[a-z]?\b", I
)
# A street that ends in no street word, with a town behind it.
ADDRESS_BY_TOWN = re.compile(
    rf"\b[{_LETTER}](?!aart |pril |ei |uni |uli )[\w'’-]*"
    rf"(?: (?:(?:van|de|der|den|het|ten|ter) )*[{_LETTER}][\w'’-]+){{0,3}}"
    rf" {NUMBER}(?=,? (?:te|in) [{_LETTER}]|, [{_LETTER}])"
)
SURE_END = re.compile(
    r"(?:straat|laan|weg|plein|kade|gracht|singel|steeg|dreef|plantsoen|straatje|laantje|dijk|pad|"
    r"hof|str\.?|markt|dam|brink|haven|park)$"
)
# A capital after this, or after nothing, is that of a sentence.
ENDED = re.compile(r"(?:^|[.!?:\n])\s*$")
STREET_WORD = re.compile(rf"(?P<street>[^\W\d_][\w'’.-]*){_WIND},? {_NR}\d", I)
COUNTED_AFTER = re.compile(r" (?!in |te )[a-z]")
ADDRESS_FOREIGN = re.compile(
    r"\b(?:(?:ul|ulica|str|strada|calea|bulevardul|bd|bul|bl|rue|calle|via|rua|avenida|av|utca|"
    rf"sokak|mah|cad|ulitsa|aleja|al)\.? "
    rf"(?:[{_LETTER}][\w.'-]*,? ){{1,4}}(?:nr\.? ?)?\d{{1,4}}\w?\b"
    rf"(?:[/-]\d{{1,4}}\b)?"
    rf"|\d{{1,5}}[a-z]? (?:[{_LETTER}][\w'-]* ){{1,3}}"
    r"(?:Street|Road|Lane|Avenue|Drive|Square|Close|Way|Court|St|Rd|Ave)\b"
    rf"|(?:[{_LETTER}][\w'-]* ){{1,3}}(?:Street|Road|Lane|Avenue|Drive|Square|utca|út|Caddesi|"
    r"Sokak),? (?:(?i:no|nr)\.? ?)?\d{1,5}[a-z]?\b)"
)
# A street that ends in no street word: where somebody lives, a capital and a number.
ADDRESS_BY_CUE = re.compile(
    r"\b(?i:woon\w*|wonen|verblij\w+|slaapt|slapen|adres|ingeschreven|pand|woning|huis|perceel|"
    r"locatie|boerderij|gevestigd|lives?|stays?|living|address|hoek|bij|op|aan|at|naar|van|vanuit|"
    r"tegenover|achter|naast|nabij|from|to|on|near|opposite)\b"
    rf"(?i:(?: (?:op|aan|in|is|de|het|'t|at|the|nu|daar|:))*:?) "
    rf"(?P<it>[{_LETTER}](?!aart |pril |ei |uni |uli )[\w'’-]+"
    rf"(?: (?:(?:van|de|der|den|het|ten|ter) )*[{_LETTER}][\w'’-]+){{0,3}}"
    rf" (?:(?i:nr|nummer|no)\.? ?)?(?i:{NUMBER}))(?! (?:{_COUNTED})\b)"
)
PO_BOX = re.compile(
    r"\b(?:postbus|po ?box|p\.o\. ?box|antwoordnummer)\.? ?(?:nr\.? ?)?\d{1,6}\b", I
)
HOUSE_NUMBER = re.compile(
    rf"\b(?:huisnummer|huisnr|op nummer|flatnummer|kamernummer)\.?:? ?(?P<it>{NUMBER})", I
)
COMPANY = re.compile(
    rf"\b(?:[{_LETTER}][\w&'’.-]* (?:(?:&|en) )?){{1,4}}"
    r"(?:B\.?V\.?|V\.?O\.?F\.?|N\.?V\.?|GmbH|S\.?R\.?L\.?|Ltd\.?|Sp\. z o\.o\.|EOOD|OOD|Kft\.?)"
    r"(?!\w)"
)


def addresses(text: str) -> Iterator[Span]:
    """Streets with a number: a word that only ends like a street ("boetes 40") is none."""
    for found in ADDRESS.finditer(text):
        street = STREET_WORD.search(found.group())
        listed = "," in found.group() and COUNTED_AFTER.match(text, found.end())
        if street is None or listed:
            continue
        low = street.group("street").lower()
        begins = ENDED.search(text, 0, found.start()) is not None
        proper = street.group("street")[0].isupper() and not begins
        if proper or SURE_END.search(low) or not _is_word(low):
            yield Span(found.start(), found.end(), "address")


def _is_word(word: str) -> bool:
    # Here, and not above: a process that masks nothing is spared the dictionaries.
    import simplemma

    return simplemma.is_known(word, lang=("nl", "en"))
