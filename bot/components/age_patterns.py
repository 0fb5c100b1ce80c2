"""How an age stands in a text: numbers with what goes before them and after them."""

import re

from components.numbers import NUMBER

YEARS = (
    r"(?:-?\s?(?:jaar(?: oud)?|jarige?n?|jr|jaren|j)|[- ]?years?(?:[- ]olds?)?|"
    r"[- ]?y/?o|[- ]?yrs?)"
)
OR = r"\s?(?:/|of|à|a|tot|en|or|to|and|-)\s?"
ONE_OR_TWO = rf"(?!24/7)({NUMBER})(?:{OR}({NUMBER}))?"
ROUGHLY = (
    r"(?:(?:net|pas|nu|al|nog|maar|only|just|now|inmiddels|bijna|almost|nearly|denk ik|i think|"
    r"misschien|maybe|ongeveer|circa|about|around|rond de|rond|een jaar of|volgens mij|eigenlijk|"
    r"actually|like|dus|toch|zelf|echt|ze|hem|haar|hooguit|max|zo'n|in \w+|boven de|onder de|"
    r"(?:begin|midden|eind|in)(?: de)?|half de|me|mij|amper|nauwelijks|een jaartje of|"
    r"n jaar of|jaar of|krap|ruim|zowat|tussen de|"
    r"tussen|between|over|under|above|at least|minstens) ){0,3}"
)
END = r"(?!\w|[.,:]\d)"
"""Where a number ends: not within a word, an amount or a time."""
DURATION_BEFORE = re.compile(
    r"\b(?:al|sinds|na|over|per|binnen|afgelopen|laatste|elke|ieder|half|for|since|after|in|"
    r"last|every|voor|tot|komende|next|ruim|al zo'n)\s+(?:bijna |ruim |meer dan )?$"
)
DURATION_AFTER = re.compile(
    r"^\s*(?:gele\w+|lang|getrouwd|teru+g|her\b|ervaring|in dienst|samen|cel|gevangen|ago|married|"
    r"later|gewerkt|vast|huur|contract|garantie|onderweg|together|in nederland|in the|legaal|nu\b|"
    r"weg\b|voor \d|zonder|gratis|aan een stuk|achter elkaar|werk\w*|moet\w*|verder|"
    r"onbetaald|unpaid)"
)
GOES_ON_WORDS = (
    "die|dat|en|met|maar|uit|zegt|zei|is|was|heeft|had|wil|werkt|of|and|who|with|from|but|says|said|"
    "has|wants|works|denk|gok|lijkt|guess|volgens|hoor|ongeveer|schat|niet|not|ik|i|geworden|"
    "geweest|jaar|jr|years?|"
    "dacht|geloof|meen|bij|aan|op|in|kwam|komt|moet|door|ja|yes|maybe|misschien|max|hooguit|plus|wordt|zit|staat|"
    "staan|zitten|lopen|loopt|als|want|omdat|dus|nu|al|sinds|te|om|zo|according|probably|or|"
    "zie|see|geen|no|ipv|meer|ofzo|of zo|van|zijn|worden|er"
)
AGE_GOES_ON = re.compile(
    r"^(?!\s*(?:jaar|years?|jr) (?:gele\w+|teru+g|her|ago|lang|later))"
    rf"\s*(?:$|[+]|[,.;!?)'\"]|(?:{GOES_ON_WORDS})\b)"
)
NO_AGE_GOES_ON = re.compile(
    r"^\s?(?:[%/]|[.,:]\d|per\b|stuks|[a-z]?\d|jaar (?:gele|lang|terug)|"
    r"(?:uur|u|uren|dag\w*|week|weken|maand\w*|min\w*|"
    r"kwartier|keer|x|euro\w*|eur|duizend|mille|honderd|k|ruggen|thousand|hundred|grand|km|kilo\w*|meter|m2|man|mannen|mensen|personen|vrouwen|kinderen|"
    r"klanten|jongens|meisjes|meiden|bewoners|werknemers|arbeiders|procent|cent|jaren|nachten|"
    r"avonden|tellen|seconden|seconds|minutes|dollars?|pond|pounds|pence|euros|p/?[wmu]|kamers?|adressen|huizen|deuren|straten|dorpen|verdieping\w*|hoog|houses|doors|floors|telefoons?|paspoorten|bedden|matrassen|hours?|days?|weeks?|months?|"
    r"times|people|men|women|clients|rooms?|phones?|passports?|beds?|januari|februari|maart|april|"
    r"mei|juni|juli|augustus|september|oktober|november|december)\b)"
)
WITH_UNIT = re.compile(rf"(?<![\w,.]){ONE_OR_TWO}{YEARS}(?!\w)")
AFTER_NOUN = re.compile(rf"\b([a-z'-]+) (?:van|v|vd|of|aged?) {ROUGHLY}{ONE_OR_TWO}{END}")
# What is counted or measured by a number behind "van": no person, so no age.
MEASURED = (
    "bedrag|boete|boetes|schuld|schulden|huur|loon|salaris|prijs|waarde|lening|uitkering|fooi|groep|"
    "groepje|ploeg|team|rij|lijst|maat|afstand|straal|kamer|hut|pand|perceel|voorschot|tarief|begin|"
    "eind|einde|half|week|weken|periode|contract|dienst|diensten|dag|dagen|klas|groepen|gezin|"
    "familie|bus|busje|pak|pakket|doos|paar|stapel|bos|cijfer|percentage|korting|briefje|briefjes|"
    "biljet|biljetten|zak|zakje|helft|deel|derde|kwart|een|twee|drie|vier|vijf|maximum|minimum|"
    "totaal|gemiddelde|score|temperatuur|snelheid|voorraad|borg|aanbetaling|zaal|clubje|stuk of|"
    "tot|uit|is|was|zijn|en|of|niet|ook|wel|al|er|in|op|aan|om|nummer|huisnummer|lijn|buslijn|weg|"
    "debt|fine|group|rent|fee|team|house|flat|room|list|line|out|all|most|some|one|two|three|many|"
    "koorts|wortel|verblijf|hem|haar|hen|mij|me|hun|them|him|her|alleen|uur|om|"
    "part|each|none|any|minimum|maximum|kind of|sort|pair|stack|bunch|value|price|total"
)
AFTER_ANY_NOUN = re.compile(
    rf"\b(?!(?:{MEASURED})\b)([a-z'-]{{2,}}) (?:van|v|vd|of|aged?|tussen|between) "
    rf"{ROUGHLY}{ONE_OR_TWO}{END}"
)
BETWEEN_COMMAS = re.compile(rf"\b([a-z'-]+) ?, {ROUGHLY}(\d\d)(?: (?:and|en) (\d\d))?(?= ?,)")
BEFORE_IS = re.compile(
    rf"(?<!\bof )(?<!\bif )(?<!\btoen )(?<!\bwhen )\b(?:hij|zij|ze|ie|die|deze|dat|kind|meisje|"
    rf"jongen|he|she) {ROUGHLY}(\d\d) "
    r"(?:is|was|wordt|blijkt|zijn|waren)\b(?! (?:maar|but)\b)"
)
ALL_OF_THEM = re.compile(
    r"\b(?:all|both|allemaal|allebei|beide|beiden|alle (?:twee|drie|vier|\d)|elk|ieder) "
    rf"{ROUGHLY}{ONE_OR_TWO}{END}"
)
OLDER_THAN = re.compile(
    rf"\b(?:ouder dan|jonger dan|boven de|onder de|older than|younger than) {ROUGHLY}(\d\d){END}"
)
AFTER_THE_WORD_AGE = re.compile(
    rf"\b(?:leeftijd|age)\b\W+(?:(?!could|kan|of\b|or\b)\w+\W+){{0,3}}?(\d\d){END}"
)
AFTER_SUBJECT = re.compile(
    rf"\b(?:hij|zij|ze|ie|he|she) (?:is|was|lijkt|wordt|turned|looks) {ROUGHLY}{ONE_OR_TWO}{END}"
)
APART = re.compile(r"\b([a-z']+)\b[^.;!?]{0,30}, (?:i think |denk ik |volgens mij )?(\d\d)(?=,|$)")
AFTER_GUESS = re.compile(
    r"\b(?:leeftijd|age|schat|gok|aged|geschat\w*|estimate|een jaar of|maak er|moet|denk|rond de|"
    rf"zet op|i think|volgens mij|denk ik)(?: is| op|:)? {ROUGHLY}{ONE_OR_TWO}{END}"
)
AFTER_IS = re.compile(
    rf"\b(?:is|was|zijn|bent|ben|are|am|were|he's|she's|hes|shes|lijkt|looks|oogt|word(?:t|en)?|turns|"
    rf"turned|werd) {ROUGHLY}{ONE_OR_TWO}{END}"
)
IN_BRACKETS = re.compile(
    rf"\((?:m|v|f|j|all|allen|allemaal)?\s?/?{ROUGHLY}({NUMBER})(?:{OR}{NUMBER})?\s?(?:\+|jr|jaar|j|y|yo|m|v|f)?[,;)]"
)
AFTER_PERSON = re.compile(
    r"\b([a-z']+)(?: (?:lvb|gvt|isk|vmbo|mbo|met lvb))?(?: |, ?)"
    r"(?:(?:ca|circa|van|rond|rond de|about|around|ongeveer|net|pas|nu|amper) ){0,2}"
    r"(\d{1,2})(?![\w:]|[.,]\d)"
)
FIRST_OF_ALL = re.compile(rf"^\W*({NUMBER})(?: (?:jr|jaar|yo|y/o))? ?,(?! ?\d)")
"""A message that begins with a number and goes on behind a comma begins with an age."""
A_CLAUSE_OF_ITS_OWN = re.compile(r"([\w'-]+) ?[.,;!?] (\d\d)(?=\W*$|[.,;!?] )")
"""A number of two figures with nothing beside it: "hij is hier alleen, 15"."""
NUMBERED = re.compile(
    r"^(?:\d+|\w*(?:straat|weg|laan|plein|hof|kade|pad|dijk|singel|gracht|park|steeg|nr|nummer|kamer|"
    r"gang|lijn|bus|street|road|lane|avenue|room|number|line))$"
)
"""What stands before a house number or the like, and before no age."""
BARE = re.compile(rf"(?<![\w.:/-]){ONE_OR_TWO}(?![\w:/])")
PLACE_BEFORE = re.compile(
    r"\b(?:balie|loket|desk|nr|nummer|number|no|kamer|room|lokaal|huis|lijn|line|iq|groep|klas|"
    r"om|at|tot|voor|na|before|after|minstens|met|zijn|we|wij|of|van)\.? $"
)
OLD = re.compile(r"oud|old|jarig|y/?o$")
AGE_OF = re.compile(r"\b(?:is|van|of|en) (?:nog maar |pas |ongeveer |een jaar of )?$")
PAPERS = (
    r"(?:id(?:-?kaart|-?bewijs)?|pas(?:je|poort)?|rijbewijs|legitimatie|papieren|dossier|formulier|"
    r"passport|licence|license|card|papers|file)"
)
ON_PAPER = re.compile(
    rf"\b{PAPERS} (?:\w+ )?(?:staat|stond|zegt|zei|says|said|stated)(?: (?:dat|er|hij|ze|ie|als))? "
    rf"{ROUGHLY}(\d\d){END}|(?<![\w,.])(\d\d) (?:staat|stond|staan|stonden) (?:er )?(?:op|in) "
    rf"(?:\w+ )?{PAPERS}\b"
)
"""A number on somebody's papers: "op zijn pas stond 16", "20 stond er op de id"."""
BIRTH_ON_PAPER = re.compile(
    rf"\b{PAPERS} (?:\w+ )?(?:staat|stond|zegt|zei|says|said)(?: (?:dat|er|als))? "
    r"((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d) (?:als |is |was )?(?:het |zijn |haar )?"
    r"(?:geboortejaar|bouwjaar|geboren|birth year|year of birth)\b"
)
BIRTH = re.compile(
    r"\b(?:geboren(?: in| op)?|geb\w*\.?|bouwjaar|bj|uit|van|born(?: in| on)?|dob|paspoort zegt|"
    r"passport says|jaargang)"
    r"[ :]*(?:\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ])?((?:19|20)\d\d)(?!\d)"
)
