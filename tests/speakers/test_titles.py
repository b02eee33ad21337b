"""Titles beside names, cut as the text words them."""

from __future__ import annotations

import pytest

from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("He thanked commission chair Hala Wrob.", ["commission chair"]),
        ("The mayor of Port Ash, Ines Falk, left.", ["mayor of Port Ash"]),
        ("An engineer at the ministry, Pao Reis, spoke.", ["engineer at the ministry"]),
        ("Dock workers’ leader Mira Kov left.", ["Dock workers’ leader"]),
        ("We met Yus Dal, a driver for a relief agency, there.", ["driver for a relief agency"]),
        ("We met Yus Dal, 45, chief executive of Tarn, there.", ["chief executive of Tarn"]),
        ("He admires Lorrish President Vlad Put.", ["Lorrish President"]),
        ("She was charged, police Chief Chad Jor said.", ["police Chief"]),
        ("It came from a teacher named Olga Friel.", ["teacher"]),
        ("General Idris Kan, the regional commander, left.", ["General", "regional commander"]),
        ("The regional commander, Gen. Idris Kan, left.", ["regional commander"]),
        ("Attorney General Ada Lee left.", ["Attorney General"]),
        ("Then came his brother and co-owner, Yus Dal.", ["brother and co-owner"]),
        ("We met Yus Dal, a bioacoustician at Otama, there.", ["bioacoustician at Otama"]),
        ("We met Yus Dal, a checklist in hand, there.", []),
        ("We met the secretary of the Traders’ League, Ada Quill, there.", ["secretary of the Traders’ League"]),
        ("TV presenter Ada Quill left.", ["TV presenter"]),
        ("In July, Ada Quill left.", []),
        ("We met Yus Dal, an aide to Sen. Ada B. Quill, there.", ["aide to Sen. Ada B. Quill"]),
        ("We met Yus Dal, a volunteer.", ["volunteer"]),
        ("We met Yus Dal, then a night nurse, there.", ["night nurse"]),
        ("A former U.S. envoy, Ada Quill, left.", ["former U.S. envoy"]),
        ("He had met the chief, Ada Quill said.", []),
        ("We met Yus Dal, R-Ashton, the senate leader, there.", ["senate leader"]),
        ("We met Yus Dal (D-Ohio), the senate leader, there.", ["senate leader"]),
        ("We met Yus Dal (left), there.", []),
        ("We met Yus Dal, a radiographer at Otama, there.", ["radiographer at Otama"]),
        ("We met Yus Dal, managing director of Tarn, there.", ["managing director of Tarn"]),
        ("We met Yus Dal, its acting chairman, there.", ["acting chairman"]),
        ("According to Yus Dal, the chairman was ill.", []),
        ("According to Yus Dal, the chairman, it was late.", ["chairman"]),
        ("We met Yus Dal, running from a wolf, there.", []),
        ("We met Yus Dal, a University of Ash history professor, there.", ["University of Ash history professor"]),
        (
            "We met Yus Dal, the Lorland Parks and Rivers commissioner, there.",
            ["Lorland Parks and Rivers commissioner"],
        ),
        ("We met Yus Dal, a D.C.-based strategist, there.", ["D.C.-based strategist"]),
        ("We met Yus Dal, author of “Slow Water,” there.", ["author of “Slow Water,”"]),
        ("Then the old speechwriter Ada Quill left.", ["old speechwriter"]),
        ("The party committeeman, Yus Dal, left.", ["party committeeman"]),
        ("The river flooded, and as the mayor, Ada Quill had to leave.", []),
        ("Then Yus Dal, in the rain, left.", []),
    ],
)
def test_titles_are_cut_as_worded(text: str, titles: list[str]) -> None:
    names = find_names(Page(text, [(0, len(text))]), read_lexicon())
    persons = [name for name in names if name.titles]
    assert [text[each.start : each.end] for name in persons for each in name.titles] == titles
