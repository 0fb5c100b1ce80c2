"""Recognisers of web addresses, e-mail and account names; those of public bodies stay."""

import re

I = re.IGNORECASE  # noqa: E741 - the usual short name

_ENDS = "nl|com|eu|net|org|be|de|ru|ro|pl|bg|hu|info|me|io|fr|uk|es|it|tr|ua|gg|app|link|xxx|tv"
_PUBLIC_SITE = (
    r"(?:www\.)?(?:comensha|nidos|veiligthuis|politie|meldmisdaadanoniem|nlarbeidsinspectie|ind|"
    r"rijksoverheid|overheid|coa|fairwork|kvk|fier|slachtofferhulp|wegwijzermensenhandel|"
    r"belastingdienst|vluchtelingenwerk|rodekruis|gemeente\w*|groningen|juridischloket|uwv|svb)\.nl"
)
URL = re.compile(
    rf"(?!(?:https?://)?{_PUBLIC_SITE}\b)(?:https?://|\bwww\.)[^\s<>\"“”)]*[^\s<>\"“”).,;:!?']"
    rf"|(?<![\w@.-])(?!{_PUBLIC_SITE}\b)[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}"
    rf"\.[a-z]{{2,10}}/[^\s<>\"“”)]*[^\s<>\"“”).,;:!?'/]",
    I,
)
SITE = re.compile(
    rf"(?<![\w@.-])(?!{_PUBLIC_SITE}\b)[a-z\d][\w-]{{2,62}}\.(?:{_ENDS})(?![\w@.])", I
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
EMAIL_SPELT = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64} ?(?:\(at\)|\[at\]|\{at\}|<at>| at | apenstaartje | apestaartje )"
    rf" ?[\w-]{{2,63}} ?(?:\.|\(dot\)|\[dot\]| dot | punt ) ?(?:{_ENDS})\b",
    I,
)
HANDLE = re.compile(r"(?<![\w.@])@[\w.-]{1,30}\w\b|\b(?=\w{0,30}[a-z])\w{1,30}_\w{0,30}\b", I)
_NETWORK = (
    r"\b(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|telegram|onlyfans|facebook|fb|discord|account|"
    r"gebruikersnaam|username|user|accountnaam|gamertag|nickname|profiel(?:naam)?|profile|kik|"
    r"signal|twitter|vk|viber|skype|badoo|tinder|twitch|roblox|fortnite|psn|steam|handle)\b"
)
HANDLE_BY_CUE = re.compile(
    rf"{_NETWORK}[^.!?\n]{{0,30}}?\b(?P<it>(?=[\w.-]*[a-z])(?=[\w-]*[\d_]|[\w-]*\.\w)"
    r"(?!\d+-?(?:jarige?n?|jr|uur|x|e|de|k|euro|u)\b)[\w.-]{2,29}\w)",
    I,
)
HANDLE_AFTER_COLON = re.compile(
    rf"{_NETWORK}(?: ?(?:naam|name|account|is|als|heet|onder))? ?(?:[:=]|[\"“'‘])"
    r" ?@?(?P<it>[\w.-]{2,29}\w)",
    I,
)
