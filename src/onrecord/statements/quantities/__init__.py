"""Figures: how many and how much, what is counted, and how figures stand to each other.  A grammar of rules, no model.

Order of reading: ``text.numerals`` finds numbers; ``masks`` takes out those that are dates or names; ``amounts`` adds
currency, unit and rate (``units``); ``bounds`` adds words such as "more than" and joins ranges; ``nouns`` says what is
counted; ``changes`` says what the figure states of it; ``ellipsis`` fills what it leaves out; ``relations`` links
figures of one sentence; ``hundredths`` puts cents and pence into their currency.
"""

from onrecord.statements.quantities.find import find_figures

__all__ = ["find_figures"]
