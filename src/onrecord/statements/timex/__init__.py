"""When: time expressions of English news, resolved against the day of publication, with honest bounds.

Words become tokens of one class each (``tokens``, by the tables of ``words``); rules are patterns over the classes
(``patterns``) that read what they match (``absolute``, ``relative``, ``dayparts``, ``amounts``, ``habits``, ``clocks``,
``business``); ``reader`` applies them from left to right; ``ranges``, ``speakers_day`` and ``events`` look at
expressions together; ``express`` writes them.  Spans and values follow TimeML 1.2.1, bounds the project's
annotation guide.
"""

from onrecord.statements.timex.find import find_times

__all__ = ["find_times"]
