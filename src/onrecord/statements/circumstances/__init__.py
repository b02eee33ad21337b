"""Under which circumstances something was said: by which medium, to whom and where."""

from onrecord.statements.circumstances.addressees import cut_addressee
from onrecord.statements.circumstances.find import find_circumstances

__all__ = ["cut_addressee", "find_circumstances"]
