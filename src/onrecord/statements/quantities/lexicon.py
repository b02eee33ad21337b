"""Words that the rules for figures look at: what ends a noun phrase, irregular plurals, words that lead numbers."""

from onrecord.domain import FigureModifier

# A noun phrase that a number counts ends before any of these.
STOPS = frozenset(
    (
        "a a.m about above across after again against ago ahead all almost alone along alongside already also "
        "although altogether am amid among amongst an and annually another any anymore anyone anyway apart "
        "appeared april are around as at august away back be became because become been before began begin behind "
        "being below beneath beside besides better between beyond bigger both bought broke brought but by came "
        "can cent cheaper come comes concerning could currently cut daily dearer december deeper despite did die "
        "died do does down drew drove during each earlier early either elsewhere ended enough even ever every "
        "everyone except fall far faster february fell fewer fled flew following for forward found friday from "
        "gave get gets give given gives go goes got greater grew grow had half has have he held hence her here "
        "herself higher him himself his hit hold how however hung i if immediately in including inside instead "
        "into is it its itself january july june just kept killed knew larger last late later leave led left less "
        "like longer lose lost lower made make makes march may maybe me met might monday monthly more most much "
        "must my near nearby needed neither never next no none nor not notwithstanding november now october of "
        "off often older on once only onto opposite or other's otherwise ought our out outside over overnight p.m "
        "paid past per percent perhaps plus pm put quite ran rather recently regarding remain remained "
        "respectively rise rose round run said sat saturday saw say says see seem seemed seen sent september set "
        "shall she shorter should since slower smaller so sold some someone soon spent spoke stand still stood "
        "such sunday take taken takes taller tells than that the their them themselves then there thereafter "
        "these they this those though thought through throughout thursday thus till to today together told "
        "tomorrow tonight too took toward towards tuesday twice under underneath unless unlike until up upon us "
        "versus via vs wanted was we wednesday weekly well went were what whatever when whenever where whereas "
        "wherever whether which while who whoever whom whose why wider will win with within without won wore "
        "worse worth would wrote yearly yesterday yet you younger your"
    ).split()
)
# Plural without a final "s", or with one that looks like none.
PLURALS = frozenset(
    (
        "aircraft alumni arrested bacteria barracks cacti cattle children clergy crew criteria crossroads data "
        "dead deer detained dice feet fish folk fungi geese gunmen halves headquarters hovercraft hurt injured "
        "killed kin knives lives livestock means media men mice missing nuclei offspring oxen people personnel "
        "phenomena police poultry salmon series sheep shelves shrimp spacecraft species squid staff stimuli swine "
        "teeth thieves troops trout warcraft wives wolves women works wounded"
    ).split()
)
PLURAL_ENDINGS = ("men", "people", "children", "women", "folk", "craft")
# End in "s" without being a plural of things.
SINGULARS = frozenset(
    (
        "access address afterwards always analysis angeles arkansas arms as athens athletics atlas bahamas basis "
        "besides bonus boss brussels bus business campus canvas census chaos christmas class communications "
        "congress crisis cross customs cyprus dangerous das des does dos economics electronics emirates express "
        "famous gas glass goods gross has his homeless honduras illinois is its jobless kansas laos las less "
        "logistics los loss maldives mass massachusetts mathematics nervous netherlands news operations overseas "
        "paris perhaps philippines physics plus politics press previous process religious robotics s sales "
        "savings sciences securities serious sometimes sports ss success swiss systems tennis texas this towards "
        "u.s u.s. us us. various virus wales was wireless yes"
    ).split()
)
# Before digits these make a name or a place in an order of it: "Article 5", "page 6", "Windows 11".
NAMING = frozenset(
    (
        "act agent airbus amendment android annex apartment apollo appendix apt area article articles battalion "
        "bill block bluetooth boeing brigade building cac category channel chapter class clause covid csi dax "
        "directive district division dow episode exit fig figure flight formula fortune ftse galaxy gate grade "
        "hdmi highway hwy ibex interstate ios ipad iphone issue kospi lane level line lot macos mark mk model "
        "kilometer kilometre mile nasdaq nikkei no nos number opus page pages paragraph part phase pixel planet "
        "platform playstation pp precinct prop proposition protocol psalm regiment regulation resolution room "
        "round route rule russell schedule season section sections sonata sp squadron stage stoxx studio suite "
        "symphony table terminal tier title topix type unit usb verse version vol volume ward web windows xbox "
        "zone"
    ).split()
)
MONTHS = frozenset(
    (
        "apr april aug august dec december feb february jan january jul july jun june mar march may nov november "
        "oct october sep sept september"
    ).split()
)
YEAR_LEADS = MONTHS | frozenset(
    (
        "a after and autumn before between by during early fall fiscal for from her his in its late mid of q1 q2 "
        "q3 q4 season since spring summer the their this through till to until winter year"
    ).split()
)
# Phrases before a number that bound or blur it; at most four words long.
_BOUNDS = {
    FigureModifier.ABOUT: (
        "about, around, approximately, approx, approx., roughly, nearly, almost, some, an estimated, estimated, "
        "close to, circa, c., ca., virtually, practically, barely, in the region of, in the range of, in the "
        "neighborhood of, perhaps, maybe, possibly, somewhere around, more or less, near, nearing, approaching, ~, ≈"
    ),
    FigureModifier.AT_LEAST: (
        "at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum of, minimum, "
        "upwards of, upward of, ≥, >=, from at least"
    ),
    FigureModifier.MORE_THAN: (
        "more than, over, over than, above, greater than, higher than, larger than, longer than, exceeding, exceeded, "
        "exceeds, exceed, in excess of, beyond, topping, older than, better than, worse than, bigger than, "
        "surpassing, well over, topped, north of, >, over the age of, above the age of"
    ),
    FigureModifier.AT_MOST: (
        "up to, as many as, as much as, at most, no more than, not more than, a maximum of, maximum of, as high "
        "as, as long as, no later than, ≤, <=, as far as"
    ),
    FigureModifier.LESS_THAN: (
        "under, less than, fewer than, below, lower than, just under, smaller than, shorter than, short of, shy "
        "of, younger than, <, sub, under the age of, below the age of"
    ),
    FigureModifier.EXACT: ("within, exactly, precisely"),
}
BOUNDS = {phrase: kind for kind, phrases in _BOUNDS.items() for phrase in phrases.split(", ")}
# May stand beside such a phrase and belong to it: "just under", "well over".
SOFTENERS = frozenset("just slightly well far only a little still even nearly much significantly considerably".split())
