"""Nouns of utterance by the kind of medium they make, platforms, and how outlets are called.

Tables for a reader to extend: each row is a pattern for whole words, lower case as news writes common nouns.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.domain import MediumKind


class Noun(NamedTuple):
    """A row of the table: the kind of medium, the prepositions that put words into it, its nouns."""

    kind: MediumKind
    prepositions: str
    nouns: str


NOUNS = (
    # Compounds whose last noun alone would be of another kind come first.
    Noun(
        MediumKind.BROADCAST, "in|on|during",
        r"(?:(?:nationally |live )?televised|video(?:taped)?|television|TV|radio|"
        r"broadcast) (?:[a-z]+ )?(?:address(?:es)?|speech(?:es)?|"
        r"statements?|messages?|remarks|appeals?|debates?|recordings?|clips?|comments)",
    ),
    Noun(
        MediumKind.BRIEFING, "in|at|during|on",
        r"(?:news|press) conferences?|(?:(?:news|press|media|daily|weekly) )?briefings?|press gaggle|pressers?|"
        r"(?:press|media) "
        r"availability|(?:conference|earnings|investor|press|analyst) calls?|calls? with (?:\w+ )?(?:investors|"
        r"analysts|reporters|"
        r"journalists)|webcasts?|webinars?",
    ),
    Noun(
        MediumKind.COURT, "in|at|during",
        r"court (?:filings?|papers?|documents?|records?|statements?|testimony|motions?|appearances?)|"
        r"(?:legal|court|federal|sworn) (?:filings?|briefs?|complaints?|testimony|statements?)|"
        r"affidavits?|indictments?|lawsuits?|complaints?|depositions?|testimon(?:y|ies)|(?:amicus |legal )briefs?|"
        r"(?:written |court )?"
        r"rulings?|verdicts?|judg(?:e)?ments?|(?:dissenting |majority )opinions?|dissents?|"
        r"(?:(?!(?:an?|the|his|her) )[a-z]+ )?hearings?|"
        r"plea agreements?|"
        r"(?:opening|closing) (?:statements?|arguments?)|trials?|inquests?|(?:written |oral |sworn )?evidence|"
        r"cross-examination",
    ),
    Noun(
        MediumKind.DOCUMENT, "in",
        r"(?:regulatory|securities|SEC|stock[- ]exchange|exchange|annual|quarterly|tax|disclosure) (?:filings?|"
        r"statements?)|filings?|"
        r"reports?|memos?|memorandums?|memoranda|stud(?:y|ies)|(?:white |working |research |position |"
        r"discussion )?papers?|books?|"
        r"memoirs?|autobiograph(?:y|ies)|articles?|op-eds?|(?:opinion|guest) (?:pieces?|columns?|essays?|articles?)|"
        r"columns?|editorials?|"
        r"commentar(?:y|ies)|essays?|documents?|assessments?|dossiers?|manifestos?|resolutions?|directives?|"
        r"(?:executive )?orders?|"
        r"decrees?|notices?|advisor(?:y|ies)|bulletins?|guidelines|circulars?|footnotes?|forewords?|prefaces?|notes?|"
        r"audits?|"
        r"diar(?:y|ies)|(?:news)?papers? pieces?|proposals?|leaflets?|pamphlets?|brochures?|readouts?|fact sheets?|"
        r"posters?|reviews?|(?:(?:latest|daily|weekly|monthly|regular|situation|morning|evening) )?updates?|"
        r"(?<!my )(?<!our )(?<!his )(?<!her )(?<!its )(?<!their )(?<!the )opinions?|"
        r"newsletters?|(?:company|official|corporate|campaign) websites?|websites?",
    ),
    Noun(
        MediumKind.SOCIAL_POST, "in|on|via|through",
        r"(?:re)?tweets?|(?:[Bb]log |[Ww]eb )?posts?|postings?|tweetstorms?|(?:[Tt]witter |[Pp]ost )?threads?|"
        r"social[- ]media|blogs?|"
        r"(?:social[- ]media|[Ff]acebook|[Ii]nstagram|[Tt]elegram|[Tt]ik[Tt]ok|[Ww]eibo|[Tt]witter|[Yy]ou[Tt]ube|"
        r"[Tt]ruth "
        r"[Ss]ocial) (?:messages?|statements?|videos?|"
        r"accounts?|pages?|channels?|feeds?|[Ss]tor(?:y|ies)|lives?(?:treams?)?|comments?|updates?)",
    ),
    Noun(
        MediumKind.INTERVIEW, "in|during|to|at",
        r"interviews?|conversations?|question-and-answer sessions?|questionnaires?",
    ),
    Noun(
        MediumKind.STATEMENT, "in|with|through|via",
        r"(?:(?:news|press|media) )?(?:statements?|releases?)|communiqu[eé]s?|announcements?|declarations?|comments",
    ),
    Noun(
        MediumKind.SPEECH, "in|at|during",
        r"(?:key)?note (?:speech|address)|speech(?:es)?|address(?:es)?|sermons?|homil(?:y|ies)|remarks|lectures?|"
        r"keynotes?|"
        r"eulog(?:y|ies)|toasts?|talks?(?= (?:at|to|in|on|about))|debates?|monologues?|presentations?|tirades?|"
        r"soliloqu(?:y|ies)|prayers?",
    ),
    Noun(
        MediumKind.LETTER, "in|by",
        r"writing|(?:open )?letters?|postcards?|repl(?:y|ies)|petitions?|(?:written|e-?mailed) (?:responses?|answers?)",
    ),
    Noun(
        MediumKind.BROADCAST, "in|on|during",
        r"broadcasts?|podcasts?|telecasts?|newscasts?|(?:television|TV|radio|talk|news|cable|chat|morning|evening|"
        r"late-night|current-affairs) "
        r"(?:shows?|program(?:me)?s?|appearances?|stations?|channels?)|shows?|program(?:me)?s?|"
        r"(?:live|video) (?:streams?|feeds?)|livestreams?|(?:video(?:tape)?|audio)(?:s| clips?| recordings?|"
        r" messages?)?|recordings?|"
        r"(?:state |national |local |public |Russian |cable )?(?:television|TV|radio)|public broadcaster",
    ),
    Noun(MediumKind.POLL, "in", r"(?:opinion |exit )?polls?|surveys?"),
    Noun(
        MediumKind.MESSAGE, "in|by|via|through|on|over|during",
        r"(?:text |voice |direct |private |written |group |[Ww]hats[Aa]pp |[Ss]ignal )?(?:messages?|chats?)|"
        r"voice notes?|"
        r"(?:follow-up |internal )?"
        r"e-?mails?|texts?|"
        r"(?:(?:tele)?phone|video|[Zz]oom|[Ss]kype) (?:calls?|conversations?)|calls?(?! for)|voice ?mails?|"
        r"telegrams?|cables?|"
        r"(?:satellite |mobile |cell )?(?:tele)?phone|video ?link|videoconference|[Zz]oom|[Ss]kype",
    ),
)  # fmt: skip
"""Tried in this order at each place, so that "televised address" is no plain address."""

MASS = re.compile(
    r"(?:social[- ]media|testimony|e-?mail|(?:(?:tele)?phone|video|zoom|skype) (?:call|conversation)|"
    r"(?:satellite |mobile |cell )?(?:tele)?phone|video ?link|videoconference|"
    r"zoom|skype|"
    r"(?:state |national |local |public |russian |cable )?(?:television|tv|radio)|video|text|text message|letter|"
    r"remarks|court.*|(?:written |oral |sworn )?evidence|cross-examination|writing|.*s)\Z",
    re.IGNORECASE,
)
"""What needs no determiner: plurals, and channels ("by phone", "on video")."""

PLATFORMS = {
    "Telegram": r"Telegram",
    "Twitter": r"Twitter",
    "X": r"X(?![\w’'-]|\.\w| [A-Z0-9])",
    "Facebook": r"Facebook",
    "Truth Social": r"Truth Social",
    "Instagram": r"Instagram",
    "TikTok": r"Tik[Tt]ok",
    "YouTube": r"You[Tt]ube",
    "LinkedIn": r"Linked[Ii]n",
    "Weibo": r"(?:Sina )?Weibo",
    "WeChat": r"We[Cc]hat",
    "VK": r"VK(?:ontakte)?|V[Kk]ontakte",
    "Odnoklassniki": r"Odnoklassniki",
    "Threads": r"Threads",
    "Bluesky": r"Blue[Ss]ky",
    "Mastodon": r"Mastodon",
    "Reddit": r"Reddit",
    "Snapchat": r"Snapchat",
    "WhatsApp": r"Whats[Aa]pp",
    "Signal": r"Signal",
    "Discord": r"Discord",
    "Twitch": r"Twitch",
    "Rumble": r"Rumble",
    "Gab": r"Gab",
    "Parler": r"Parler",
    "Substack": r"Substack",
    "Gettr": r"G(?:ettr|ETTR)",
    "Tumblr": r"Tumblr",
    "Snap": r"Snap",
    "Line": r"LINE",
}
"""Platforms as they are named, with the pattern of the name."""
MESSENGERS = frozenset({"WhatsApp", "WeChat", "Signal", "Line"})

OUTLET_NAMES = (
    r"AFP|Agence France-Presse|Reuters|(?:The )?Associated Press|AP|UPI|DPA|dpa|ANSA|EFE|Xinhua|TASS|Tass|Interfax|"
    r"RIA(?: Novosti)?|"
    r"Kyodo|PTI|ANI|IANS|Bloomberg|BBC|CNN|CNBC|NBC|ABC|CBS|PBS|NPR|MSNBC|CBC|ITV|RTE|RTÉ|RT|DW|ZDF|ARD|NHK|PA|AAP|"
    r"Sky|Al[- ]Jazeera|"
    r"Al[- ]Arabiya|C-SPAN|Politico|POLITICO|Axios|Vox|Breitbart|BuzzFeed|HuffPost|Huffington Post|Time|TIME|"
    r"Newsweek|Forbes|Variety|Billboard|"
    r"Le Monde|Le Figaro|Libération|El País|El Pais|Der Spiegel|Die Zeit|Bild|Corriere della Sera|La Repubblica|"
    r"Kommersant|Meduza|"
    r"USA Today|Vice|Slate|Salon|Wired|Rolling Stone|Vanity Fair|People|Esquire|The Atlantic|The Economist|The Hill"
)
OUTLET_NOUNS = (
    r"Times|Post|Journal|Tribune|Herald|Gazette|Guardian|Chronicle|Telegraph|Mirror|Observer|Globe|Register|Sentinel|"
    r"Courier|"
    r"Examiner|Inquirer|Ledger|Bulletin|Dispatch|Star|Sun|Mail|Express|Echo|Standard|Bee|"
    r"Monitor|Independent|Citizen|Advertiser|Argus|Beast|Caller|Clarion|Chronicler|Pioneer|Leader|Banner|Beacon|Courant|"
    r"Crier|Enquirer|Enterprise|Freeman|Gleaner|Messenger|Mercury|Optimist|Outlook|Patriot|Recorder|Reflector|"
    r"Republican|Scotsman|Spectator|Statesman|Today|Transcript|Traveller|Vindicator|Visitor|Voice|Watchman|World|"
    r"Insider|Lantern|Digest|Zeitung|Tageblatt|Courrier|Diario|Jornada|Gazzetta"
)
OUTLET_TYPES = (
    r"News|Radio|TV|Television|Online|Network|Broadcasting(?: Corporation)?|Daily|Weekly|Magazine|Press|News Agency|"
    r"Wire|Reporter|Review"
)
"""What ends an outlet's name that has other words before."""
OUTLET_KINDS = (
    r"news ?papers?|daily|weekly|broadcasters?|magazines?|(?:news |wire )agenc(?:y|ies)|(?:television|TV|radio|"
    r"news) (?:stations?|channels?|network|"
    r"program(?:me)?|show)|stations?|tabloids?|website|news outlets?|podcast|paper|journal|(?<!the )(?:radio|"
    r"television|TV)"
)
OUTLET = re.compile(
    rf"(?:[Tt]he )?(?:(?:[A-Z][\w.&’'-]* ){{0,4}}(?:{OUTLET_NAMES}|{OUTLET_NOUNS})|"
    rf"(?:[A-Z][\w.&’'-]* ){{1,4}}(?:{OUTLET_TYPES})|[A-Z][a-zA-Z]+(?:Online|Live|News|Sport))(?:[’']s? .*)?\Z|"
    r"(?:[Tt]he )?(?:Radio|Daily|Evening|Sunday|Weekly|Channel|Agence|Agencia|Agenzia|Deutsche|"
    r"Voice of) [A-Z\d][\w’'-]*(?: [A-Z][\w’'-]*)*\Z|"
    r"(?:The) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}\Z|"  # with its capital within a sentence, as papers write theirs
    rf"(?:[\w’'.-]+ ){{0,4}}(?:{OUTLET_KINDS})(?: [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}})?\Z"
)
"""A noun phrase that is an outlet: a name, a name that ends as papers' names do, or a common noun for one."""
ON_AIR = re.compile(
    r"(?<![\w-])[Oo]n\s+(?P<medium>(?:(?:the\s+)?(?:(?:BBC|CNN|NBC|ABC|CBS|PBS|NPR|MSNBC|CNBC|C-SPAN|Fox|Sky|ITV|RT|"
    r"CBC|NHK|RTÉ)"
    r"(?: (?:News|Radio|World|One|Two|Business|Sunday|\d))*|Al[- ]Jazeera|(?:Radio|Channel) [A-Z\d]\w*|"
    r"[A-Z][\w’'-]* (?:TV|Radio|Television|FM|News))(?:[’']s\s+[“\"‘']?(?:[A-Z]\w*\s?|the\s|of\s){1,6}[”\"’']?)?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[’']s\s+[“\"‘']?[A-Z]\w*(?:\s[A-Z]\w*){0,3}[”\"’']?))(?![\w-])"
)
"""A station or a programme, by name: "on CNN’s State of the Union", "on Friday’s Morning Show"."""
ACRONYM = re.compile(r"[A-Z]{2,5}\Z|(?!(?:MP|MEP|CEO|GOP|FBI|CIA|MI)\b)[A-Z]{3,5} [A-Z][a-zà-ÿ]+\Z")
NO_OUTLETS = frozenset(
    "NATO OPEC GOP MP MEP UNICEF UNESCO FIFA UEFA NASA ASEAN FEMA MPS CEO US UK EU UN IMF WHO OSCE FBI CIA NFL NBA "
    "MLB".split()
)
"""Acronyms that take no article and are no outlets."""
