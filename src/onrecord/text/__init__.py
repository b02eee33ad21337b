"""Shared ground of all stages: positions in text, paragraphs, sentences, quotation marks.

Every function here is pure, takes any string, never raises on its content, and takes time linear in its length.
Positions are half-open ranges of Unicode code points.  What a sentence or a quotation means belongs to the stages.
"""

from onrecord.text.layout import normalise_page_text, paragraphs
from onrecord.text.offsets import OffsetMap
from onrecord.text.quotes import Quotation, quotations
from onrecord.text.sentences import sentences

__all__ = ["OffsetMap", "Quotation", "normalise_page_text", "paragraphs", "quotations", "sentences"]
