"""Words that the rules for figures look at: what ends a noun phrase, irregular plurals, words that lead numbers."""

from __future__ import annotations

# A noun phrase that a number counts ends before any of these.
STOPS = frozenset(
    # prepositions, conjunctions, relative and question words
    "about above across after against ahead along alongside although amid among amongst and any around as at away back because "
    "before behind below beneath beside besides between beyond but by concerning despite down during except far following for "
    "forward from given how if in including inside instead into like near nor notwithstanding of off on once only onto "
    "opposite or out outside over past per plus regarding respectively round since so than that then these this those though "
    "through throughout till to together toward towards under underneath unless unlike until up upon versus via vs was "
    "what whatever when whenever where whereas wherever whether which while who whoever whom whose why with within "
    "without worth yet such "
    # determiners and pronouns
    "a an the each every either neither both all some no none his her its their our my your he she it they we i you "
    "him them us me another anyone everyone someone himself herself itself themselves "
    # auxiliaries and verbs that follow a bare number
    "am is are were be been being has have had do does did will would can could shall should may might must ought "
    "said says say told tells came come comes went go goes got get gets gave give gives took take takes taken made make "
    "makes saw see seen fell fall rose rise grew grow left leave lost lose won win died die killed kept hold held stood "
    "stand became become began begin remained remain appeared seem seemed led ran run met sat set put cut hit paid sold "
    "bought sent spent brought found knew thought broke spoke wrote drew drove flew hung fled wore ended needed wanted "
    # adverbs
    "ago already also again almost alone altogether annually apart currently daily earlier ever early elsewhere "
    "enough even here hence however immediately instead just late later maybe monthly more most much nearby never not now "
    "often last next cheaper older younger taller bigger smaller faster slower greater larger wider deeper shorter dearer otherwise overnight perhaps quite rather recently soon still there thereafter thus today tomorrow tonight "
    "too twice weekly well yesterday yearly anymore anyway half better worse higher lower longer less fewer other's "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december a.m p.m am pm "
    "percent per cent".split()
)
PLURALS = frozenset(
    "people men women children staff police personnel cattle sheep fish feet teeth mice geese data media aircraft "
    "spacecraft hovercraft warcraft species offspring deer livestock poultry criteria phenomena bacteria alumni clergy "
    "gunmen lives wolves wives knives shelves thieves halves dice oxen fungi stimuli nuclei cacti series troops crew "
    "folk kin swine salmon trout shrimp squid headquarters means crossroads barracks works dead wounded injured "
    "missing killed hurt detained arrested".split()
)
PLURAL_ENDINGS = ("men", "people", "children", "women", "folk", "craft")
# End in "s" without being plural.
SINGULARS = frozenset(
    "news gas bus plus business press class glass mass loss boss process access success express congress address "
    "sports athletics politics economics physics mathematics Texas Paris Kansas Arkansas Illinois Swiss Congress "
    "always perhaps overseas previous serious various religious famous dangerous nervous virus campus census bonus "
    "basis crisis analysis tennis this his its was has does is as us yes besides towards afterwards sometimes "
    "homeless wireless less jobless cross gross ss s u.s u.s. us. los las dos das des chaos atlas canvas christmas "
    "texas paris kansas arkansas illinois massachusetts wales netherlands philippines honduras laos cyprus athens "
    "brussels los angeles emirates maldives bahamas sales savings goods operations communications securities "
    "systems sciences arms customs robotics electronics logistics".split()
)
# Before a number these keep it from being a figure: what follows is a name or a place in an order.
NAMING = frozenset(
    "article articles section sections chapter route highway interstate title room no nos number flight boeing airbus formula act part "
    "grade phase apollo figure fig table page pages pp resolution proposition prop amendment channel studio gate terminal "
    "platform unit building block apartment apt suite category tier stage round season episode volume vol issue "
    "iphone ipad galaxy windows playstation xbox pixel fortune ftse stoxx nikkei russell nasdaq dow cac dax csi topix ibex kospi "
    "sp planet area agent exit lane line hwy psalm verse clause paragraph annex appendix protocol schedule regulation rule "
    "directive bill lot model version level zone district ward precinct squadron brigade battalion regiment division "
    "class type mark mk ios android macos web usb hdmi bluetooth opus symphony sonata covid".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec".split()
)
YEAR_LEADS = MONTHS | frozenset(
    "in of since by from until till before after during through early late mid fiscal year spring summer autumn fall winter "
    "the his her its their this and to a for q1 q2 q3 q4 season between".split()
)
# Words around a number that bounds or blurs it, nearest to the number last: at most three words long.
AROUND = {
    "about": "about", "around": "about", "approximately": "about", "approx": "about", "approx.": "about", "roughly": "about",
    "nearly": "about", "almost": "about", "some": "about", "an estimated": "about", "estimated": "about", "close to": "about",
    "circa": "about", "c.": "about", "ca.": "about", "virtually": "about", "practically": "about", "barely": "about",
    "in the region of": "about", "in the range of": "about", "in the neighborhood of": "about", "somewhere around": "about",
    "more or less": "about",
    "near": "about", "nearing": "about", "approaching": "about", "~": "about", "∼": "about", "≈": "about",
    "at least": "at_least", "no fewer than": "at_least", "no less than": "at_least", "not less than": "at_least",
    "not fewer than": "at_least", "a minimum of": "at_least", "minimum of": "at_least", "minimum": "at_least",
    "upwards of": "at_least", "upward of": "at_least", "≥": "at_least", ">=": "at_least", "from at least": "at_least",
    "more than": "more_than", "over": "more_than", "above": "more_than", "greater than": "more_than", "higher than": "more_than",
    "larger than": "more_than", "longer than": "more_than", "exceeding": "more_than", "exceeded": "more_than",
    "exceeds": "more_than", "exceed": "more_than", "in excess of": "more_than", "beyond": "more_than", "topping": "more_than",
    "older than": "more_than", "better than": "more_than", "worse than": "more_than", "bigger than": "more_than",
    "surpassing": "more_than", "well over": "more_than", "topped": "more_than", "north of": "more_than", ">": "more_than",
    "up to": "at_most", "as many as": "at_most", "as much as": "at_most", "at most": "at_most", "no more than": "at_most",
    "not more than": "at_most", "a maximum of": "at_most", "maximum of": "at_most", "as high as": "at_most",
    "as long as": "at_most", "no later than": "at_most", "≤": "at_most", "<=": "at_most", "as far as": "at_most",
    "under": "less_than", "less than": "less_than", "fewer than": "less_than", "below": "less_than", "lower than": "less_than",
    "just under": "less_than", "smaller than": "less_than", "shorter than": "less_than", "short of": "less_than",
    "shy of": "less_than", "younger than": "less_than", "within": "exact", "<": "less_than", "sub": "less_than", "under the age of": "less_than", "below the age of": "less_than", "over the age of": "more_than",
    "above the age of": "more_than",
    "exactly": "exact", "precisely": "exact",
}  # fmt: skip
# May stand between such words and the number, or before them, and belong to the phrase.
SOFTENERS = frozenset("just slightly well far only a little still even nearly much significantly considerably".split())
