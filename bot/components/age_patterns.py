"""How an age stands in a text: numbers with what goes before them and after them."""

import re

from components.numbers import NUMBER

YEARS = (
    r"(?:-?\s?(?:(?:jaar|jaor|joar|jier)(?: oud)?|jarige?n?|jr|jaren|j)|[- ]?years?(?:[- ]olds?)?|"
    r"[- ]?y/?o|[- ]?yrs?)"
)
OR = r"\s?(?:/|of|à|a|tot|en|or|to|and|-)\s?"
ONE_OR_TWO = rf"(?!24/7)({NUMBER})(?:{OR}({NUMBER}))?"
ROUGHLY = (
    r"(?:(?:net|pas|nu|al|nog|maar|only|just|now|inmiddels|bijna|almost|nearly|denk ik|i think|"
    r"misschien|maybe|ongeveer|circa|about|around|rond de|rond|een jaar of|volgens mij|eigenlijk|"
    r"actually|like|dus|toch|zelf|echt|ze|hem|haar|hooguit|max|zo'n|trouwens|overigens|"
    r"by the way|gewoon|"
    r"in (?!room|kamer|huis|house|flat|unit)\w+|boven de|onder de|"
    r"(?:begin|midden|eind|in)(?: de)?|half de|me|mij|amper|nauwelijks|een jaartje of|"
    r"n jaar of|jaar of|(?:een |n )?(?:jaor|joar|jier) of|krap|ruim|zowat|tussen de|nog geen|"
    r"dik(?! in)|tegen de|richting de|"
    r"ca\.?|ong\.?|plm\.?|\+/-|±|~|geschat|naar schatting|leeftijd|"
    r"tussen|between|over|under|above|at least|minstens) ){0,3}"
    r"(?:(?:[~±]|[+]/-|(?:ca|ong|plm)[.])\s?)?"
)
END = r"(?!\w|[.,:]\d)"
"""Where a number ends: not within a word, an amount or a time."""
DURATION_BEFORE = re.compile(
    r"\b(?:al|sinds|na|over|per|binnen|afgelopen|laatste|elke|ieder|half|for|since|after|in|"
    r"last|every|voor|tot|komende|next|ruim|al zo'n|(?:werk|woon|zit|sta|loop)\w* (?:hier|daar|er))"
    r"\s+(?:nu |al |bijna |ruim |meer dan )*$"
)
DURATION_AFTER = re.compile(
    r"^\s*(?:gele\w+|(?:\w+ )?(?:ervaring|experience)|bezig|gaande|aan de gang|"
    r"zo(?! te)\b|lang|getrouwd|teru+g|her\b|in dienst|samen|cel|gevangen|ago|married|"
    r"later|gewerkt|vast|huur|contract|garantie|onderweg|together|in nederland|in the|legaal|nu\b|"
    r"weg\b|voor \d|heb (?:ik|je)\b|hebben (?:we|wij|ze)\b|zonder|uit elkaar|opgesloten|"
    r"opgejaagd|gratis|aan een stuk|achter elkaar|"
    r"werk\w*|moet\w*|verder|onbetaald|unpaid)"
)
GOES_ON_WORDS = (
    "die|dat|en|met|maar|uit|zegt|zei|is|was|heeft|had|wil|werkt|of|and|who|with|from|but|says|said|"
    "has|wants|works|denk|gok|lijkt|guess|volgens|hoor|ongeveer|schat|niet|not|ik|i|geworden|"
    "geweest|jaar|jr|years?|"
    "dacht|geloof|meen|bij|aan|op|in|kwam|komt|moet|door|ja|yes|maybe|misschien|max|hooguit|plus|"
    "wordt|zit|staat|"
    "staan|zitten|lopen|loopt|als|want|omdat|dus|nu|al|sinds|te|om|zo|according|probably|or|"
    "net|zoals|zonder|nog(?! (?:te|over|steeds|niet))|pas|"
    "zie|see|geen|no|ipv|meer|ofzo|of zo|van|zijn|worden|er"
)
AGE_GOES_ON = re.compile(
    r"^(?!\s*(?:jaar|years?|jr) (?:gele\w+|teru+g|her|ago|lang|later|heb (?:ik|je)|zo(?! te)\b|"
    r"bij|weg|samen|bezig|gaande|aan de gang|(?:\w+ )?(?:ervaring|experience)))"
    rf"\s*(?:$|[+]|[,.;!?)'\"]|(?:{GOES_ON_WORDS})\b)"
)
_MANY = (
    r"(?:[a-z]*(?:medewerkers|werkers|arbeiders|krachten|plukkers|stekers|bouwers|bewoners)|blokes|"
    r"guys|lads|chaps|girls|boys|ladies|workers|pickers|tenants|others|anderen|kids|pupils|"
    r"volwassenen|adults|poetsers|chauffeurs|dames|heren|kerels|knullen|leerlingen|personen|mannen|"
    r"vrouwen|mensen|jongens|meisjes|meiden|men|women|people)"
)
"""People who are counted rather than aged by the number before them."""
_WHAT_THEY_ARE = (
    r"(?:volw\.? |volwassen |grown |young |adult |poolse |roemeense |bulgaarse |jonge |oudere |"
    r"vietnamese |oekrainse |hongaarse |buitenlandse )"
)
NO_AGE_GOES_ON = re.compile(
    rf"^ (?:{_WHAT_THEY_ARE}{{0,2}}{_MANY}|van \d\d|of (?:them|us|those)|van (?:hen|hun))\b|"
    r"^\s?(?:[%/]|[.,:]\d|per\b|stuks|[a-z]?\d|"
    r"jaar (?:gele|lang|terug|bij|weg|samen|hier|daar|vrij)|"
    r"(?:uur|u|uren|am|pm|o'clock|dag\w*|week|weken|maand\w*|mnd\w*|dgn|wkn?|min\w*|"
    r"kwartier|keer|x|euro\w*|eur|duizend|mille|honderd|k|ruggen|thousand|hundred|grand|km|kilo\w*|meter|m2|man|mannen|mensen|personen|vrouwen|kinderen|"
    r"klanten|jongens|meisjes|meiden|bewoners|werknemers|arbeiders|procent|cent|jaren|nachten|"
    r"avonden|tellen|seconden|seconds|minutes|dollars?|pond|pounds|pence|euros|p/?[wmu]|kamers?|adressen|huizen|deuren|straten|dorpen|verdieping\w*|hoog|houses|doors|floors|telefoons?|paspoorten|bedden|matrassen|hours?|days?|weeks?|months?|"
    r"polen|roemenen|bulgaren|oekrainers|syriers|thai|vietnamezen|filipijnen|hongaren|turken|"
    r"indiers|nepalezen|chinezen|slowaken|moldaviers|studenten|migranten|vluchtelingen|gasten|lui|"
    r"collega's|times|people|men|women|clients|rooms?|phones?|passports?|beds?|januari|februari|maart|april|"
    r"mei|juni|juli|augustus|september|oktober|november|december)\b)"
)
WITH_UNIT = re.compile(rf"(?<![\w,.]){ONE_OR_TWO}(?:[.,]5)?{YEARS}(?!\w)")
_YEAR = r"(?:jaar|jaartje|jaor|joar|jier|jr)"
NO_ROUGH_COUNT = rf"(?!(?<=\been )(?!{_YEAR} )[a-z'-]+ of )(?!(?<=\bn )(?!{_YEAR} )[a-z'-]+ of )"
""" "Een man of tien" and "een kleur of twaalf" are about as many."""
AFTER_NOUN = re.compile(
    rf"\b{NO_ROUGH_COUNT}([a-z'-]+) (?:van|fan|v|vd|of|aged?) {ROUGHLY}{ONE_OR_TWO}{END}"
)
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
    "koorts|wortel|verblijf|adres|woonadres|huis|woning|inschrijving|inschrijvingen|hem|haar|hen|mij|me|hun|them|him|her|alleen|uur|om|"
    "part|each|none|any|minimum|maximum|kind of|sort|pair|stack|bunch|value|price|total"
)
AFTER_ANY_NOUN = re.compile(
    rf"\b{NO_ROUGH_COUNT}(?!(?:{MEASURED})\b)([a-z'-]{{2,}}) (?:van|v|vd|of|aged?|tussen|between) "
    rf"{ROUGHLY}{ONE_OR_TWO}{END}"
)
BETWEEN_COMMAS = re.compile(
    rf"\b([a-z'-]+) ?, {ROUGHLY}({NUMBER})(?: (?:and|en) ({NUMBER}))?(?= ?,)"
)
ABBREVIATED = re.compile(
    r"(?<![\w.])(?:vr|vrl|mnl|mw|mevr|dhr|hr)\. ?,? ?(\d\d)(?= ?(?:$|[,.;)]| (?:jr|jaar|j)\b))"
)
""" "Poolse vr., 31, wil op een adres"."""
NUMBER_IS = re.compile(
    r"(?<![\w.,:/-])(\d\d) (?:is|was) (?:ze|zij|ie|hij|he|she)\b(?! \w+ (?:en|jaar|keer))"
)
""" "17 is ze, en ze wordt doorgegeven"."""
BEFORE_IS = re.compile(
    rf"(?<!\bof )(?<!\bif )(?<!\btoen )(?<!\bwhen )\b(?:hij|zij|ze|ie|die|deze|dat|kind|meisje|"
    rf"jongen|he|she) {ROUGHLY}(\d\d) "
    r"(?:is|was|wordt|blijkt|zijn|waren)\b(?! (?:maar|but)\b)"
)
ALL_OF_THEM = re.compile(
    r"\b(?:all|both|allemaal|allen|allebei|beide|beiden|alle (?:twee|drie|vier|\d)|elk|ieder) "
    rf"{ROUGHLY}{ONE_OR_TWO}{END}"
)
OLDER_THAN = re.compile(
    rf"\b(?:ouder dan|jonger dan|boven de|onder de|older than|younger than) {ROUGHLY}(\d\d){END}"
)
AFTER_THE_WORD_AGE = re.compile(
    rf"\b(?:leeftijd|age)\b\W+(?:(?!could|kan|of\b|or\b)\w+\W+){{0,3}}?(\d\d){END}"
)
AFTER_SUBJECT = re.compile(
    rf"\b(?:(?:hij|zij|ze|ie|he|she|they|zai|hai|hie|hy|sy) "
    rf"(?:is|was|lijkt|wordt|waren|zijn|are|were|turned|looks|wurdt)|"
    rf"(?:ik|i) (?:ben|am)|i'?m|(?:s?he)'s|(?:^|[.,;!?] )ben) {ROUGHLY}{ONE_OR_TWO}{END}"
)
APART = re.compile(
    r"\b([a-z']+)\b[^.;!?]{0,30}, (?:i think |denk ik |volgens mij )?(\d\d)"
    r"(?=,|$| (?:en|die|and|who|met|with|uit|from) (?!\d))"
)
AFTER_GUESS = re.compile(
    r"\b(?:leeftijd|age|schat|gok|aged|geschat\w*|estimate|een jaar of|maak er|moet|denk|rond de|"
    rf"zet op|i think|volgens mij|denk ik)(?: is| op|:)? {ROUGHLY}{ONE_OR_TWO}{END}"
)
AFTER_IS = re.compile(
    rf"\b(?:is|was|zijn|bent|ben|are|am|were|he's|she's|hes|shes|lijkt|looks|oogt|word(?:t|en)?|turns|"
    rf"turned|werd) {ROUGHLY}{ONE_OR_TWO}{END}"
)
IN_BRACKETS = re.compile(
    r"\((?:(?:lvb|gvb|verstandelijk beperkt|alleenstaand|weduwe|gescheiden|getrouwd), )?"
    rf"(?:m|v|f|j|all|allen|allemaal)?\s?/?{ROUGHLY}({NUMBER})(?:{OR}{NUMBER})?\s?"
    r"(?:\+|jr|jaar|j|y|yo|m|v|f)?(?:\s?(?:[?!]+|(?:ong|ongeveer|circa|ca|plm|geschat|schat ik|"
    r"denk ik|gok ik|volgens mij|ofzo|of zo|plus|roughly|or so|i think|i guess)\.?)){0,2}[,;)]"
)
AFTER_PERSON = re.compile(
    r"\b([a-z']+)(?: (?:lvb|gvt|isk|vmbo|mbo|met lvb|(?:uit|from) (?!(?:raam|kamer|"
    r"huis|flat|klas|groep|pand|blok|nr|nummer|lijn|bus|team|unit|room)\b)[a-z]+))?(?: |, ?)"
    r"(?:(?:ca|circa|van|rond|rond de|about|around|ongeveer|net|pas|nu|amper|zelf|nog|maar|al|only|"
    r"just|inmiddels) ){0,3}"
    rf"(?!24/7)(\d{{1,2}})(?![\w:]|[.,]\d)(?:{OR}(\d{{1,2}})(?![\w:]|[.,]\d))?"
)
FIRST_OF_ALL = re.compile(
    rf"^\W*(?:({NUMBER})(?: (?:jr|jaar|yo|y/o))? ?,(?! ?\d)(?! ?{NUMBER} )|"
    r"(?:ja|nee|yes|no|jawel|klopt)(?: hoor)?\W+(\d\d)"
    r"(?=,|$| (?:en|and|met|with|maar|but|die|who) (?!\d)))"
)
"""A message begins with an age: a number and a comma, or yes or no and two figures."""
OF_ONESELF = re.compile(
    r"(?:^|[.,;!?:(] ?)(?:ik|i|me|zelf)(?: zelf| nu| pas| m| f| v)? (\d\d)"
    r"(?=\s*(?:$|[.,;!?)])| (?:en|and) )"
)
""" "Ik werk in de kas, ik 26. baas houdt mijn id": a clause of oneself and two figures."""
A_CLAUSE_OF_ITS_OWN = re.compile(r"\b([\w'-]{1,40}) ?[.,;!?] (\d\d)(?=\W*$|[.,;!?] )")
"""A number of two figures with nothing beside it: "hij is hier alleen, 15"."""
NUMBERED = re.compile(
    r"^(?:\d+|tst|\w*(?:straat|weg|laan|plein|hof|kade|pad|dijk|singel|gracht|park|steeg|nr|nummer|kamer|"
    r"gang|lijn|bus|flat|chalet|kmr|unit|blok|toestel|street|road|lane|avenue|room|number|line))$"
)
"""What stands before a house number or the like, and before no age."""
BARE = re.compile(rf"(?<![\w.:/-])(?<!\d,){ONE_OR_TWO}(?![\w:/]|[.,](?!5\b)\d)")
REACHED = re.compile(
    r"\b(?:bel(?:len|t)?|terugbel\w*|app(?:en|t)?|mail\w*|bereik\w*|werktelefoon|call|reach\w*|ring|"
    r"phone)\b[^.;!?]{0,30}\b(?:tussen|between|na|vanaf|tot|after|before|until) "
    r"(?:\d\d? ?(?:u|uur)? ?(?:en|and|tot|to|-) ?)?$"
)
""" "Bel of app, tussen 14 en 22": hours at which somebody may be called."""
PLACE_BEFORE = re.compile(
    r"\b(?:tst|toestel|tel|telefoon|windkracht|doorkies\w*|ext|extension|flat|chalet|kmr|unit|box|hal|loods|"
    r"spoor|perron|etage|blok|stand|steiger|ligplaats|gate|deur|poort|team|wijk|app|appartement|"
    r"apartment|caravan|container|bungalow|bed|floor|building|block|bus|tram|balie|loket|desk|nr|nummer|number|no|kamer|"
    r"room|lokaal|huis|lijn|line|iq|groep|klas|"
    r"half|(?:kwart|vijf|tien|quarter|five|ten|\d\d?) (?:over|voor|past|to)|"
    r"(?:zijn|waren) er|there (?:are|were)|"
    r"om|at|tot|voor|na|before|after|minstens|met|zijn|we|wij|of|van)\.? $"
)
YEARS_GO_ON = re.compile(r"^\s?(?:jaar|jr|jaren|years?)\b")
OLD = re.compile(r"oud|old|jarig|y/?o$")
AGE_OF = re.compile(r"\b(?:is|van|of|en) (?:nog maar |pas |ongeveer |een jaar of )?$")
PAPERS = (
    r"(?:id(?:-?kaart|-?bewijs)?|pas(?:je|poort)?|rijbewijs|legitimatie|papieren|dossier|formulier|"
    r"passport|licence|license|card|papers|file)"
)
ON_PAPER = re.compile(
    rf"\b{PAPERS} (?:\w+ )?(?:staat|stond|zegt|zei|says|said|stated)(?: (?:dat|er|hij|ze|ie|als))? "
    rf"{ROUGHLY}(\d\d){END}|(?<![\w,.])(\d\d) (?:staat|stond|staan|stonden) (?:er )?(?:op|in) "
    rf"(?:\w+ )?{PAPERS}\b|(?<![\w,.])(\d\d) (?:volgens|according to) (?:\w+ )?{PAPERS}\b|"
    rf"\b(?:volgens|according to) (?:\w+ )?{PAPERS} (?:is (?:\w+ )?)?(\d\d){END}"
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
    r"[ :]*(?:(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2}|[a-z]{3,9})[-/. ])?"
    r"(?P<year>(?:19|20)\d\d)(?!\d)"
)
TAKEN_BACK = re.compile(
    r"\b(?<!nog )(?<!nog lang )(?<!\ber )(?:niet|geen|not|ipv|in plaats van|instead of|rather than|"
    r"schrap|vergeet|scrap|forget|scratch|strike)(?: (?:een|van|a|aged?|meer|pas|al|the|die|de))?"
    r"(?: [a-z'-]+ (?:van|of|aged))? "
    rf"({NUMBER})(?: (?:jaar|jr|years?)(?: (?:oud|old))?)?(?![\w:]|[.,]\d)"
)
"""An age that somebody takes back: "niet 12 maar 21", "geen 17, 19 is ie", "she is 20, not 15"."""
TAKEN_BACK_OF_ANOTHER = re.compile(
    r"\b(?:niet|geen|not) (?:[a-z'-]+ ){0,4}(?:van|of|aged) "
    rf"({NUMBER})(?: (?:jaar|jr|years?))?,? (?:maar|but)\b|"
    rf"\b(?:die|the one) (?:van|of) ({NUMBER}) (?:is|was|zijn|waren) (?:\w+ )?"
    r"(?:een |de |het |haar |zijn |a |the |her |his )?(?:ander\w*|other|another|zus\w*|broer\w*|"
    r"vriend\w*|nicht\w*|neef\w*|collega|sister|brother|friend|cousin)\b|"
    rf"(?<![\w,.])({NUMBER}) (?:is|was) (?:fout|verkeerd|onjuist|niet goed|wrong|a typo|"
    r"een typefout)\b"
)
"""Whom it is not about: "niet dat meisje van 16 maar haar zus van 19", "die van 15 is haar zus"."""
SAID_BEFORE = re.compile(
    rf"\b(?:ik|i) (?:zei|typte|schreef|said|typed|wrote) (?:eerder |net |eerst )?"
    rf"({NUMBER})(?![\w:]|[.,]\d)"
)
""" "Blijkt 17 te zijn, ik zei 19": taken back by the other age beside it."""
LOOKS_BUT = re.compile(
    rf"\b(?:lijkt|oogt|looks|seems) (?:net |like |wel )?({NUMBER})"
    r"(?: (?:jaar|jr))?,? (?:maar|but)\b"
    rf"(?= [^.;!?]{{0,20}}\b(?:is|{PAPERS})\b)"
)
""" "Hij lijkt 15 maar zijn pas zegt 21"."""
BY_ANOTHER = re.compile(
    r"\b(?:van|door|voor|bij|met|aan|by|with|for|to|from) "
    r"(?:een |n |a |an |die |de |the |\d |twee |drie |two )(?:\w+ )?"
    r"(?:jongens?|gasten|gastjes|mannen|vrienden|vriendjes|kerels|leerling|guys|lads|men|man|guy)?"
    r" ?(?:(?:van|of|rond de|aged) )?(?:begin |eind )?$"
)
"""Those for whom somebody works or to whom they are handed: "loopt voor een jongen van 20"."""
A_YOUNG_ONE = re.compile(
    r"\b(?:leerling\w*|lln|meid|meiden|meisjes?|jongens?|scholier\w*|boys?|lads?|girls?|pupils?)\b"
)
GROWN_UP_BESIDE = re.compile(
    r"(?:\b(?:bij|door|met|van|aan|voor|to|by|with|for|an?|een|n|one|only|different|andere|had|"
    r"schrijft|clicked|twee|two|komen er) |(?:^|[,:] )(?=volwassene \w+t\b))"
    r"(volwassene?n?|adults?|grown (?:man|men|wom[ae]n))\b"
    r"(?! (?:jongens?|meiden|meid|meisje|vrouw\w*|boys?|girls?|lads?))"
)
""" "A pupil, three different adults signed for her": others than whom it is about."""
PREDICATE_OF_ADULTS = re.compile(
    r"\b(?:all(?:e|emaal|en)?|beide\w*|both|zijn|is|ze|are|she's|he's|they're)(?: (?:\w+|\d+))? "
    r"(?:volwassen|meerderjarig|(?:an |a )?adults?|grown[ -](?:ups?|men|women|man|woman))"
    r"(?= ?(?:$|[.,;!?)]))"
)
""" "Alle vijf volwassen": told of those of whom a word such as "meisjes" tells nothing."""
PUT_RIGHT = 40
"""How far, in characters, the right age stands from the one that is taken back."""
_CHILDREN = (
    r"(?:(?:klein)?kind(?:je|eren)?|kleintjes?|baby|kids?|child(?:ren)?|zoon(?:tje)?|zoontjes|"
    r"dochters?|dochtertjes?|broer(?:tje)?s?|zus(?:je)?s?|brothers?|sisters?|sons?|daughters?)"
)
_WHOSE = (
    r"(?:(?:haar|zijn|zn|z'n|dr|d'r|hun|her|his|their|een|twee|drie|a|two|three|\d|kleine|little) )"
)
MINDED = re.compile(
    r"\b(?:past|passen|pas|oppas\w*|zorgt?|zorgen|verzorgt?|looks? after|"
    r"looking after|minds|minding|babysits?|cares? for|caring for)\b"
    rf"[^.;!?]{{0,40}}\b{_CHILDREN}\b[^.;!?a-z]{{0,3}}"
    r"(?:van|of|aged)?(?:[\d ,/]|en|and)*$"
)
""" "Zorgt voor kinderen van 2 en 4": who has children to mind is not as old as they are."""
MINDED_LATER = re.compile(
    r"^(?:[ ,/]|\d|en\b|and\b|jaar\b)*(?:op|voor)?\s?(?:te )?(?:passen|zorgen|letten|oppassen)\b"
)
BESIDE = re.compile(
    r"\b(?:van|voor|pakken ze|(?:be)?dreig\w*(?: ze)?|heeft|heb|hebben|of|for|threaten\w*|has|have|"
    rf"hurt) {_WHOSE}{{1,2}}{_CHILDREN}(?: (?:van|of|aged|is)|,|[ ]?\()(?:[\d ,/]|en|and)*$"
)
"""Children of whom the worry is about: "de schuld van haar broertje van 8", "has a son of 4"."""
OLDEST_BESIDE = 12
"""In years; an older child may well be the one whom the worry is about."""
HAD_A_BIRTHDAY = re.compile(
    r"\b(?:jarig (?:geweest|was)|(?:was|net) (?:\w+ ){0,3}jarig|verjaard|"
    r"had (?:a|his|her|their) birthday|birthday was)\b"
)
"""An age told behind these has taken the place of one told before."""
AGE_AFTER_A_BIRTHDAY = re.compile(
    rf"(?:{HAD_A_BIRTHDAY.pattern})[^.;!?\d]{{0,25}}?\b({NUMBER})(?![\w:]|[.,]\d)"
)
BIRTHDAY_TO_COME = re.compile(
    r"\b(?:wordt|worden|bijna|turns|almost|nog geen|nearly)\b(?:\s\w+){0,3}\s$|"
    r"\b(?:over|volgende?|straks|komende?|next)(?:\s\w+){0,2}\s$"
)
IS_GONE_BY = re.compile(r"^\W*(?:geworden|geweest)\b")
SPOKEN_TO = re.compile(
    r"\b(?:(?:ja+|jo|joh|nee|neuj?|ach|och|oh|nou|echt|tuurlijk|dank je|dankje|thanks|yes|yeah|no|"
    r"hey|he|hoi|moi) (?:man|kind|meid|meisje|jongen|girl|boy)|op man)(?!\w)"
)
""" "Ja man, gister nog" and "nee kind": a word for whoever reads it, for nobody in the story."""
HEAD_OF_A_SENTENCE = re.compile(
    r"(?:^|[.;:!?] )(?:een |n |a |de |jonge? |oude(?:re)? |[a-z]+se )*(?:man|meneer|heer|kerel) "
    r"(?:van |of |aged |ca |rond de |\()?$"
)
""" "Klant is weg. Man van 43 aan mijn loket": a sentence that begins with him is about him."""
HER_BOYFRIEND = re.compile(
    r"\b(?:(?:ze|zij|she) (?:heeft|had|has)|(?:heeft|had|has) (?:ze|zij|she))\b[^.;!?]{0,30}"
    r"\b(?:vriend(?:je)?|boyfriend|bf|manager|sugar ?daddy|verkering)\b[^.;!?]{0,12}$"
)
""" "Ze heeft ineens een vriend van 27": not her age, also where nobody else is named."""
A_WITNESS = re.compile(
    r"\b(?:zie|zag|zagen|hoor|hoorde|merk|merkte|see|saw|hear|heard|notice\w*|buur\w*|neighbou?rs?|"
    r"collega\w*|colleagues?|woon hier|werk (?:hier|als|bij de|voor de)|work as|(?:ze|hij) werkt)\b"
)
"""Who says so and tells an age of their own tells of others."""
YOUNG = re.compile(
    r"\b(?:kind\w*|jong\w*|meis\w*|meid\w*|joch\w*|leerling\w*|lln|pubers?|tieners?|zus\w*|broer\w*|"
    r"kids?|child\w*|boys?|girls?|pupils?|teens?)\b"
)
LAST_HOUR_OF_A_CHILD = 12
"""Behind grown people "van 8 tot 10" are hours; so are they up to this number."""
BIRTH_YEAR_IN_SHORT = re.compile(
    r"\b(?:(?:bouwjaar|bj|jaargang|geboren(?: in| op)?|geb\.?|born(?: in| on)?)[ :]*|"
    r"(?:uit|van|in) (?='))"
    r"(?:(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.])?'?(?P<year>\d\d)(?![\d-]|[/.:]\d)"
)
""" "Bouwjaar 09", "geb. 12-3-09", "van '91"."""
