"""Small words of English that shape names and noun phrases, all in lower case but for the words of place names."""

from __future__ import annotations

DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your one another some any no each every both either "
    "neither several many most few all other two three four five six seven eight nine ten dozens hundreds thousands "
    "more".split()
)
"""What begins a noun phrase."""
INDEFINITE = frozenset("a an one another some any two three four five six seven eight nine ten several number".split())
"""Determiners that bring somebody new."""
PREPOSITIONS = frozenset(
    "of for at in on with from by to about near under over against among between behind inside outside into through "
    "after before during since until via as than like without within across along around toward towards".split()
)
"""What ends the head of a noun phrase."""
POSSESSORS = frozenset("his her its their 's".split())
"""What says whose somebody is; a possessive ending counts for any name."""
RELATIVES = frozenset("who which that whose whom where when".split())
"""What begins a clause about the noun before it."""
PRONOUNS = frozenset(
    "he him his she her hers it its they them their who which that whom whose i me my we us our you your this these "
    "those himself herself themselves itself mine ours theirs yours".split()
)
"""Pronouns that may be a source."""
FIRST_PERSON = frozenset("i me my we us our mine ours myself ourselves".split())
"""Pronouns of those who speak."""
REFLEXIVES = frozenset("himself herself itself themselves myself ourselves".split())
"""What may follow a name or a pronoun: "he himself"."""
ADVERBS = frozenset("there here alone both too also".split())
"""Words after a head that are never the head."""
AFTER_HEAD = frozenset(
    "there here alone both all too also close familiar briefed involved present reached speaking".split()
)
"""Words that describe the noun before them."""
BARE_MODIFIERS = frozenset(
    "his latest | statement own recent earlier previous open public repeated growing first last new increasingly most "
    "all both".split()
)
"""Adjectives left over before a noun that is the cue: "his latest | statement"."""
SENTENCE_ADVERBS = frozenset(
    "indeed moreover furthermore nevertheless nonetheless otherwise likewise thus hence anyway overall elsewhere "
    "afterward afterwards therefore consequently thereafter altogether surely regardless".split()
)
"""What joins a sentence to the one before it, with a comma after."""
DATE_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december jan feb aug sept oct nov dec".split()
)
"""Days of the week and months, without *may*."""
ALWAYS_CAPITAL = DATE_WORDS.union("i bst gmt utc est edt pst cet covid-19 tv pm am q".split())
"""Words that are no names though written with a capital inside a sentence too."""
_NO_NAMES_EITHER = frozenset(
    "the a an this that these those there here he she it they we you his her its their our my your him them us me who "
    "what which whose where when why how in on at by for from to with of as into after before since while during over "
    "under between among against through without within until despite although though because if unless whether and "
    "but or nor so yet not no neither either both all some many most few several each every any one two three four "
    "five six seven eight nine ten another other others such more less much last next first second also even "
    "previously recently finally eventually ultimately similarly initially originally apparently clearly obviously "
    "certainly unfortunately surprisingly additionally specifically currently presumably alongside plenty dozens "
    "hundreds scores thousands millions tens anyone someone somebody everybody anything update exclusive breaking "
    "watch opinion analysis still just only then now later earlier meanwhile however instead according asked told "
    "speaking is are was were be been has have had do does did will would can could may might must should let today "
    "yesterday tomorrow tonight yes well oh ok please dear nobody everyone nothing something everything people once "
    "web internet never always perhaps maybe about around nearly almost vs none".split()
)
"""Function words, numbers and what else begins a sentence."""
NO_NAMES = SENTENCE_ADVERBS | ALWAYS_CAPITAL | _NO_NAMES_EITHER
"""Words that are no names though written with a capital: they begin sentences, or name days and months."""
PARTICLES = frozenset(
    "de da di do das dos du del della dei degli van von der den ten ter la le el al bin ibn bint ben ould y e zu zum "
    "zur st für pour per för voor und et".split()
)
"""Small words inside names of persons."""
SUFFIXES = frozenset("jr sr ii iii iv".split())
"""What follows a surname."""
POSTNOMINALS = frozenset(
    "MP MEP MSP MS MLA TD KC QC SC MBE OBE CBE KBE DBE MVO FRS FBA PhD MD BSc MA LLB Esq RN CPA DDS JD".split()
)
"""What stands after a name and is no part of it."""
TITLE_MODIFIERS = frozenset(
    "former acting then ex late deputy vice interim incoming outgoing new senior longtime veteran fellow current "
    "retired prominent leading top chief assistant associate co first second third honorary exiled jailed disgraced "
    "renowned so-called self-described ousted elected unarmed wanted convicted armed married divorced estranged "
    "adopted managing founding sitting leading presiding commanding supervising consulting contributing reigning "
    "visiting attending practicing practising serving surviving rising aspiring budding governing".split()
)
"""Small words that may stand in a title before a capital one: "former", "deputy"."""
TITLE_ENDS = frozenset(
    "said says say told tells added adds wrote writes asked asks called calls named names accused replied warned "
    "claimed insisted argued announced noted stated according and or but that is was are were has had with by".split()
)
"""Words that end a title: verbs of saying and being, joints."""
VERBS_OF_SAYING = frozenset(
    "said says say told tells added adds wrote writes asked asks replied warned claimed claims insisted insists argued "
    "argues announced noted notes stated admitted denied accused blamed urged vowed promised predicted joked quipped "
    "recalled hopes hoped believes believed thinks thought wants wanted has had is was who did does will would could "
    "also later then".split()
)
"""What follows a subject that speaks."""
RANKS = {
    "sens": (),
    "reps": (),
    "govs": (),
    "gens": (),
    "sen": ("senator", "lawmaker"),
    "rep": ("representative", "lawmaker", "congressman", "congresswoman"),
    "gov": ("governor",),
    "gen": ("general",),
    "col": ("colonel",),
    "capt": ("captain",),
    "lt": ("lieutenant",),
    "maj": ("major",),
    "sgt": ("sergeant",),
    "adm": ("admiral",),
    "insp": ("inspector",),
    "supt": ("superintendent",),
    "amb": ("ambassador",),
    "sec": ("secretary",),
    "rev": ("reverend", "pastor"),
    "prof": ("professor",),
    "cllr": ("councillor",),
    "cmdr": ("commander",),
    "det": ("detective",),
}
"""What short forms before a name stand for."""
AUXILIARIES = frozenset("has had is was are were will would can could may might must should did does do".split())
KIN = frozenset(
    "husband wife son daughter brother sister father mother mum mom dad uncle aunt nephew niece cousin widow widower "
    "partner grandson granddaughter grandfather grandmother spouse parent sibling child boyfriend girlfriend fiancé "
    "fiancée stepfather stepmother ex ex-wife ex-husband twin".split()
)
"""Whose relation somebody is: why this one is in the news, and no role."""
_PARENTS, _CHILDREN = frozenset({"mother", "father", "parent"}), frozenset({"son", "daughter", "child"})
_SIBLINGS = frozenset({"brother", "sister", "sibling", "twin"})
OTHERS = {
    **dict.fromkeys(_PARENTS, _CHILDREN),
    **dict.fromkeys(_CHILDREN, _PARENTS),
    **dict.fromkeys(_SIBLINGS, _SIBLINGS),
    **dict.fromkeys(("husband", "wife", "spouse"), frozenset({"husband", "wife", "spouse"})),
    **dict.fromkeys(("aunt", "uncle"), frozenset({"niece", "nephew"})),
    **dict.fromkeys(("niece", "nephew"), frozenset({"aunt", "uncle"})),
    **dict.fromkeys(("grandmother", "grandfather"), frozenset({"grandson", "granddaughter", "grandchild"})),
    **dict.fromkeys(("grandson", "granddaughter", "grandchild"), frozenset({"grandmother", "grandfather"})),
    **dict.fromkeys(("agent", "lawyer", "attorney", "barrister", "solicitor", "counsel"), frozenset({"client"})),
    **dict.fromkeys(("assistant", "deputy", "aide"), frozenset({"boss"})),
    **dict.fromkeys(("coach", "trainer"), frozenset({"player", "protégé"})),
}
"""What somebody is to whom one is that to: the wife of a husband, the client of an agent."""
OFFICES_OF_BODIES = frozenset(
    "spokesman spokeswoman spokesperson executive chairman chairwoman founder co-founder ceo employee employees "
    "shareholders customers".split()
)
"""Those who work for a body or own it: "Lorne Tull spokeswoman Ada Lee", "chief executive of Lorne Tull"."""
TRADES_OF_BODIES = frozenset(
    "developer contractor builder supplier owner trader broker producer partner rival donor consultant vendor provider "
    "promoter sponsor organizer organiser buyer bidder suitor investor shareholder creditor landlord tenant client "
    "employer distributor importer exporter host".split()
)
"""Nouns for persons that companies are called by as well."""
PLACE_WORDS = frozenset(
    "Street Avenue Road Square County River Lake Island Islands Valley Mountains Bay Beach Creek Hill Hills Bridge "
    "Park Falls Springs Village Town District Province Region State States Coast Sea Ocean Peninsula "
    "Desert Forest".split()
)
"""Last words of names of places."""
GEOGRAPHY = frozenset(
    "state city town village district borough county region province republic country nation municipality".split()
)
"""Nouns for places, before their names."""
