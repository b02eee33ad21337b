"""What an article says of a speaker beside the name: title (role and affiliation) and description (why this one).

Both are words of the article, as it states them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.grammar import KIN, NO_NAMES, POSSESSORS, PREPOSITIONS
from onrecord.speakers.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.speakers.cast import Referent
    from onrecord.speakers.lexicon import Noun
    from onrecord.speakers.page import Page, Range
    from onrecord.speakers.phrase import Phrase

_WORDS = (
    r"(?:[^,.;:?!“”\"—()\n]|“[A-Z][^”\n]{1,80}(?<!,)”|(?<=\d)[,.:](?=\d)|\.(?=[\w-])|(?<=\.[A-Z])\.(?=\s[a-z])"
    r"|(?<=\b[A-Z])\.(?=\s[A-Z])|(?<=\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr))\.(?=\s)|(?<=\b(?:Mrs|Gen|Gov|Sen|Rep|Col|Sgt))\.(?=\s))"
)
"""One letter of a clause or a whole title in quotation marks, with the points and commas that end nothing."""
_TAG = r"(?:\s\([^()\n]{1,20}\)|,\s[DRI]-[A-Z][\w.]{0,12})?"
"""The party and the place of a lawmaker: "(D-Ohio)", ", R-Wichita"."""
_BETWEEN = (
    rf"{_TAG}(?:\s(?:of|at|from)\s{_WORDS}{{2,60}}?)?(?:,\s\d{{1,3}})?"
    rf"(?P<apposed>,\s(?:(?:now|then|once|formerly|previously)\s)?(?:an?|the|his|her|their)\s{_WORDS}{{2,100}}?)?"
    rf"(?:,\s(?!(?:who|whose|like|unlike|such|including|among|and|or|but|with|as|in|on|at|for|from|to|by)\b)"
    rf"(?=[a-z]){_WORDS}{{2,100}}?(?=,\swho))?"
)
"""What may stand between a name and the clause about it: a body, an age, an apposition."""
_WHO = r"(?:who(?:[’'](?:d|s|ve|ll|re))?|whose)"
_CLAUSE_IN_TEXT = re.compile(
    rf"{_BETWEEN}(?:(?:,\s|\s?[—–]\s?)(?P<clause>{_WHO}\s{_WORDS}{{4,160}}"
    rf"(?:“[A-Z][^”\n]{{1,80}},”(?=\s)|(?=,\s|\s?[—–]|[.;](?:\s|\Z|[”\"])|\n|\Z)))"
    rf"|(?(apposed)\s(?P<closing>{_WHO}\s{_WORDS}{{4,160}})(?=,\s|[.;](?:\s|\Z)|\n|\Z)|(?!)))"
)
_APPOSED = re.compile(
    rf"(?:,\s\d{{1,3}})?,\san?\s(?P<trade>(?:[\w’-]+\s){{0,4}}?(?!(?:other|number|matter|member|order|figure)\b)[a-z]{{2,}}"
    rf"(?:er|or|smith|wright)(?:\s(?:on|in|at|of|for|from|with|to)\s{_WORDS}{{2,60}})?)(?=[,.](?:\s|\Z))"
)
"""A trade by its ending, where it is put beside the name of a person: "Shaw, a crofter on Hesta"."""
_SERVED_AS = re.compile(
    r"\b(?:resigned|retired|quit|served|worked|works|stepped down|started|elected|appointed|hired|fired)\sas\s"
    r"(?:(?:the|an?|his|her|its|their)\s)?(?P<office>[a-z-]+(?:\s(?!(?:on|in|at|when|after|before|last|this|and|from|until|for)\b)"
    r"[\w-]+){0,3})"
)
_CLAUSE = re.compile(rf"(?:,\s\d{{1,3}})?,?\s(?={_WHO}\s)")
_ONE_OF = re.compile(
    rf"{_TAG}(?:,\s\d{{1,3}},?)?"
    rf"(?:,\s(?P<clause>(?:one of|the (?:only|first|last|oldest|youngest|sole))\s{_WORDS}{{5,120}})(?=,\s|\.(?:\s|\Z))"
    rf"|\s(?:(?:is|was)\s(?P<being>(?:one of|among|the only)\s{_WORDS}{{5,120}})"
    rf"|(?P<having>(?:has|had)\s(?:spent|worked|lived|taught|studied|served)\s"
    rf"(?=[^,.\n]{{0,40}}\b(?:years?|decades?|since)\b){_WORDS}{{5,120}}))(?=[.,;]))"
)
"""Who somebody is, put beside the name or told in a sentence: "one of two people still employed", "has spent years"."""
_HIDES = re.compile(
    r"anonym|identif|authori[sz]ed|call sign|\b(?:be|being) (?:named|quoted)|\bnamed only|"
    r"\b(?:first|last|his|her|their|full|real|own) names?\b",
    re.IGNORECASE,
)
_HIDING_CLAUSE = re.compile(
    r",?\s(?:(?:and|but)\s)?who\b|,?\s(?:and|but)\s(?=(?:asked|requested|declined|spoke|wanted|did)\b)"
)
_REPORTS = re.compile(
    r"who\s(?:is|was|turned|turns|has turned)\s(?:about\s|now\s)?(?:\d+|in\s(?:his|her)\s\w+)(?=\s*(?:\Z|years? old))|"
    r"who\s(?:\w+\s){0,2}?(?:sa(?:id|ys?)|t(?:old|ells?)|add(?:ed|s)|asked|asks|call(?:ed|s)|insist(?:ed|s)|warn(?:ed|s)|claim(?:ed|s)|"
    r"order(?:ed|s)|urg(?:ed|es)|demand(?:ed|s)|announc(?:ed|es)|promis(?:ed|es)|vow(?:ed|s)|"
    r"declin(?:ed|es)|refus(?:ed|es)|den(?:ied|ies)|spoke|believes?|thinks?|fears?|hopes?|request(?:ed|s)|"
    r"suggest(?:ed|s)|conced(?:ed|es)|acknowledg(?:ed|es)|not(?:ed|es)|argu(?:ed|es)|explain(?:ed|s)|recall(?:ed|s)|"
    r"lament(?:ed|s)|testif(?:ied|ies)|predict(?:ed|s)|complain(?:ed|s)|repl(?:ied|ies)|respond(?:ed|s)|agre(?:ed|es)|"
    r"stress(?:ed|es)|maintain(?:ed|s)|contend(?:ed|s)|alleg(?:ed|es)|confirm(?:ed|s)|admit(?:ted|s)|"
    r"liken(?:ed|s)|remark(?:ed|s)|tweeted|tweets|joked|jokes|(?:observed|observes|wrote|writes)\sthat)\b"
)
"""A clause that reports, and does not say who somebody is."""
_OF_SEVERAL = re.compile(r"who\s(?:are|were|have|do)\b")
"""The begin of a clause about more than one."""
_AFTER_HEAD = re.compile(
    r"\s(?P<clause>(?:who|whose|with (?:direct |first-?hand )?knowledge|familiar|briefed|close to|involved|present|"
    r"stranded|trapped|displaced|affected|evacuated|injured|wounded|hurt|rescued|evicted|sacked|fired|hired|employed|"
    r"detained|arrested|charged|left (?:homeless|behind)|laid off)\b)"
)
_DOING = re.compile(
    r"\s(?!(?:speaking|saying|talking|citing|according|representing|including|being|during|asking|declining|quoting|"
    r"writing|responding|answering)\b)(?P<clause>[a-z]{3,14}ing\s(?=\w))"
)
"""What those named right before do: "officials probing the leak"."""
_OF_SOMEBODY = re.compile(r"\sof\s(?:an?|the|two|three|four|five|six|\d+)\s")
"""Begin of whose relatives some are: the clause behind it tells of those: "the family of a man who died"."""
_RELATIVES = KIN | {"family", "relative", "friend", "lawyer", "attorney", "neighbor", "neighbour"}
_LEAST_CLAUSE = 3
_CUT_OFF = PREPOSITIONS - {"by", "in", "on", "about", "inside", "outside", "before", "behind"} | {
    *"the a an and not who whose that has is was did had would could".split()
}
"""Last words of a clause whose rest stands elsewhere; adverbs may end one: "whose boat he was in"."""
_PHRASE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)\.|[,;:?!“”\"—()\n]")
_AFFILIATION = re.compile(r"\s(?:of|at|from|with)\s(?=(?:the\s)?[A-Z])")
_ATTACHED = re.compile(r"\s(?:of|for|at|in|with|to)\s")
_AT_A_BODY = re.compile(r"\s(?:at|for|of)\s(?:the\s)?[A-Z]")
_AT = re.compile(
    r"\s(?:at|for|of|in|with)\s(?:the|an?|his|her|its|their)\s(?:[\w-]+\s){0,3}?(?P<last>[a-z-]+)(?=,|\.|\Z|\swho\b)"
)
_OWNED = re.compile(r"[’']s\s|\sand\s")
_ACTING_FOR = re.compile(r"\s(?:of|for|to)\s")
_NO_TITLE = re.compile(r"\A\d{1,3}-year-old\s|\s(?:him|her|it)self\Z")
_POSSESSOR = re.compile(r"[’']s?\s")
_RANK = re.compile(r"\b(?:Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Cpl|Det|Insp|Supt|Adm|Cmdr|Amb)\.?\Z")
_BEFORE_NAME = re.compile(
    r"(?P<body>(?<![\w’'])[A-Z][\w&]+(?: [A-Z][\w&]+){0,2}[’']s?)\s\Z"
    r"|(?<![\w’'.])(?P<rank>(?:(?:former|then|retired|state|ex)[ -])?(?:[A-Z][\w-]+ |(?:[A-Z]\.){2} ){0,3}"
    r"(?:(?:Lt|Maj|Brig|Det|Vice|Staff|Chief|Asst|Dep)\.? )?"
    r"[A-Z][a-z]{1,4}\.?)\s\Z"
)
_ROLE = re.compile(
    rf"(?:,\s\d{{1,3}})?,\s(?:an?|the)\s(?P<role>(?!(?:\d|[\w-]+-year-old|{'|'.join(sorted(KIN))}|only|first|last|sole|oldest|youngest|Republican|Democrat|man|woman)\b)"
    rf"{_WORDS}{{4,100}}?)(?=,|\.?\Z|\swho\b|\swith\s(?:an?|his|her|no)\b)"
)
"""What is put beside the name of a source: "Lee, a prominent surrogate for the mayor"."""
_RELATIONS = frozenset("rival opponent friend ally colleague foe critic confidant confidante".split())
"""Nouns that tell how somebody stands to another: why this one is asked."""
_SIDES = frozenset(
    "republican democrat conservative liberal tory socialist independent nationalist progressive rival opponent "
    "friend ally supporter critic colleague foe hater backer follower man woman fan guest one star".split()
)
"""Nouns that tell on whose side somebody is, and no role where another is known."""
_NO_BODIES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|To(?:day|morrow|night)|Yesterday|January|February|March|April|May|June|"
    r"July|August|September|October|November|December|It|He|She|What|There|Here|That"
)
_NO_ROLES = frozenset(
    "resident man woman boy girl friend native fan supporter critic source victim survivor neighbor neighbour caller "
    "person passenger suspect defendant customer user reader viewer visitor tourist migrant refugee citizen everyone "
    "everybody someone somebody anyone nobody one other individual figure".split()
)
_PLAIN = frozenset(
    "unnamed unidentified female male senior former acting new official chief own second another one other".split()
)


def find_title(referent: Referent, page: Page, phrases: Iterable[Phrase]) -> str | None:
    """The title of a speaker: the fullest beside the name; for one without a name, the office with what it is of."""
    if referent.kind not in {SpeakerKind.PERSON, SpeakerKind.UNKNOWN}:
        return None
    telling, weak = _roles(referent, page)
    phrases = tuple(phrases)
    if telling:
        beside = (_beside(phrase, page.text) for phrase in phrases)
        fuller = (words for words in beside if words and words.split()[-1] == telling[0] and not _OWNED.search(words))
        return next((title for title in telling if " " in title), None) or next(fuller, telling[0])
    if weak:
        return _before_name(referent, page) or next((title for title in weak if " " in title), weak[0])
    for phrase in phrases:
        found = _beside(phrase, page.text) if phrase.name is not None else _office(phrase, page.text)
        if found is not None:
            return found
    apposed = (_APPOSED.match(page.text, end) for end in referent.named_at)
    trade = next((_words(page.text, *each.span("trade")) for each in apposed if each), None)
    served = (_SERVED_AS.search(clause) for clause in _in_text(referent, page))
    return (
        trade
        or _before_name(referent, page)
        or next((each["office"] for each in served if each), None)
        or next(iter(_titles(referent, page)), None)
    )


def _roles(referent: Referent, page: Page) -> tuple[list[str], list[str]]:
    """The titles of a person without family: those that tell a role, and those that tell only a side."""
    telling: list[str] = []
    weak: list[str] = []
    for each in referent.titles:
        role = _without_kin(_words(page.text, each.start, each.end)) if _names_person(each.noun, referent) else ""
        if role:
            (weak if each.noun.singular in _SIDES or role.lower() == "candidate" else telling).append(role)
    return telling, weak


def _titles(referent: Referent, page: Page) -> list[str]:
    """The words of all titles of a person, those of the family too."""
    return [_words(page.text, each.start, each.end) for each in referent.titles if _names_person(each.noun, referent)]


def _names_person(noun: Noun, referent: Referent) -> bool:
    """Whether a noun tells who a person is: also "operator" and "maker", which name companies elsewhere."""
    if noun.kind is SpeakerKind.ORGANIZATION:
        return referent.kind is SpeakerKind.PERSON and noun.singular.endswith(("er", "or"))
    return noun.kind is SpeakerKind.PERSON


def _without_kin(title: str) -> str:
    """A title without what says only whose relation somebody is: of "sister and manager" the manager."""
    parts = [each for each in re.split(r"\sand\s", title) if each.split(" of ")[0].split()[-1].lower() not in KIN]
    return " and ".join(parts)


def _before_name(referent: Referent, page: Page) -> str | None:
    """A rank or the body of somebody right before the name: "Sgt. Lee", "Labour’s Ann Lee"."""
    width = len(referent.name)
    for end in referent.named_at:
        if referent.name and page.text[end - width : end] == referent.name:
            found = _BEFORE_NAME.search(page.text, max(0, end - width - 60), end - width)
            if found is None:
                continue
            if found["body"] and " " in referent.name and not _NO_BODIES.match(found["body"]):
                words = found["body"].rstrip("s").rstrip("’'").split()
                return " ".join(words[words[0].lower() in NO_NAMES | PREPOSITIONS :]) or None
            if found["rank"] and _RANK.search(found["rank"]):
                words = found["rank"].split()
                first = next((at for at, word in enumerate(words) if word.lower() not in NO_NAMES), len(words) - 1)
                return " ".join(words[first:])
    return None


def _beside(phrase: Phrase, text: str) -> str | None:
    """What stands with a name: the noun it is put beside, "a doctor there, …, Amal", the body it is of, or a role."""
    if phrase.name is None:
        return None
    if phrase.core_end < phrase.name.start and phrase.noun is not None and phrase.noun.kind is SpeakerKind.PERSON:
        return _cut(text, phrase.core_start, _end_of_office(text, phrase))
    if (found := _AFFILIATION.match(text, phrase.name.end, phrase.end)) is not None:
        body = _cut(text, found.end(), phrase.end).split(" and ")[0]
        return None if body.removeprefix("the ") in read_lexicon().places else body
    apposed = _ROLE.match(text, phrase.name.end, phrase.end)
    return None if apposed is None else _words(text, *apposed.span("role"))


def _end_of_office(text: str, phrase: Phrase) -> int:
    """Where the words beside a name end: with the head, or with whom it acts for, "counsel for the council"."""
    is_attached = phrase.name is not None and _ACTING_FOR.match(text, phrase.core_end, phrase.end) is not None
    return phrase.name.start if is_attached and phrase.name is not None else phrase.core_end


def _office(phrase: Phrase, text: str) -> str | None:
    """The role of somebody without a name, where the words say of what or whose: "spokeswoman for the family"."""
    noun = phrase.noun
    if noun is None or noun.is_plural or phrase.members or noun.kind is not SpeakerKind.PERSON:
        return None
    if noun.is_office:
        is_attached = (
            phrase.determiner in POSSESSORS
            or _POSSESSOR.search(text, phrase.core_start, phrase.core_end) is not None
            or _ATTACHED.match(text, phrase.core_end, phrase.end) is not None
            or (noun.singular.startswith("spokes") and not _PLAIN.issuperset(phrase.modifiers))
        )
    else:
        is_attached = noun.singular not in _NO_ROLES | KIN and (
            phrase.determiner in POSSESSORS
            or _AT_A_BODY.match(text, phrase.core_end, phrase.end) is not None
            or _is_at_some_body(text, phrase)
        )
    return _cut(text, phrase.core_start, phrase.end) if is_attached else None


def _is_at_some_body(text: str, phrase: Phrase) -> bool:
    """Whether a body without a name follows: "official at the fisheries ministry"."""
    found = _AT.match(text, phrase.core_end, phrase.end)
    if found is None:
        return False
    noun = read_lexicon().nouns.get(found["last"].lower())
    return noun is not None and noun.kind is SpeakerKind.ORGANIZATION


def find_description(referent: Referent, page: Page, sources: Iterable[tuple[Range, Phrase]]) -> str | None:
    """The clause with which the article says who that is: "whose house was carried away", "briefed on the talks".

    Without one, whose relation somebody is who has a role besides.
    """
    if referent.kind not in {SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.UNKNOWN}:
        return None
    for clause in (*_in_sources(page, sources), *_in_text(referent, page)):
        words = " ".join(_without_hiding(clause).rstrip(" ,“").split())
        is_whole = len(words.split()) >= _LEAST_CLAUSE and words.split()[-1] not in _CUT_OFF
        is_own = referent.is_plural or referent.kind is not SpeakerKind.PERSON or not _OF_SEVERAL.match(words)
        if is_whole and is_own and not _HIDES.search(words) and not _REPORTS.match(words):
            return words
    titles = _titles(referent, page)
    telling, _ = _roles(referent, page)
    relation = next((each for each in referent.titles if each.noun.singular in _RELATIONS), None)
    words = "" if relation is None else _words(page.text, relation.start, relation.end)
    if " " in words and (telling or _before_name(referent, page) is not None):
        return words
    if not any(_without_kin(each) for each in titles):
        return None
    return next((each for each in titles if _without_kin(each) != each), None)


def _without_hiding(clause: str) -> str:
    """A clause up to the one that says why there is no name: "who saw it | and who asked not to be named"."""
    clause = re.sub(r",?\swho\Z", "", clause)
    found = _HIDING_CLAUSE.search(clause)
    return clause if found is None or not _HIDES.search(clause, found.start()) else clause[: found.start()]


def _in_sources(page: Page, sources: Iterable[tuple[Range, Phrase]]) -> Iterator[str]:
    """The clauses that the sources themselves hold; where a name has one, up to the comma that ends it in the text."""
    for (_, end), phrase in sources:
        if phrase.name is None:
            after = _AFTER_HEAD.search(page.text, max(phrase.core_end - 1, phrase.start), end)
            after = after or _DOING.match(page.text, phrase.core_end, end)
            of_another = phrase.head in _RELATIVES and _OF_SOMEBODY.match(page.text, phrase.core_end, end)
            if after is not None and not of_another:
                yield page.text[after.start("clause") : end]
        elif (clause := _CLAUSE.match(page.text, phrase.name.end, end)) is not None:
            whole = _CLAUSE_IN_TEXT.match(page.text, phrase.name.end)
            yield max(page.text[clause.end() : end], _clause_of(whole), key=len)


def _in_text(referent: Referent, page: Page) -> Iterator[str]:
    """The clauses that follow the names of a speaker anywhere."""
    for pattern in (_CLAUSE_IN_TEXT, _ONE_OF):
        for end in referent.named_at:
            if (found := pattern.match(page.text, end)) is not None:
                yield _clause_of(found)


def _clause_of(found: re.Match[str] | None) -> str:
    """The words of a clause; none where there is no match."""
    groups = {} if found is None else found.groupdict()
    return next((groups[name] for name in ("clause", "closing", "being", "having") if groups.get(name)), "")


def _cut(text: str, start: int, end: int) -> str:
    """The words up to the next comma or full stop."""
    stop = _PHRASE_END.search(text, start, end)
    return _words(text, start, stop.start() if stop else end)


def _words(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return _NO_TITLE.sub("", words)
