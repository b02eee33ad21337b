"""Who speaks: the speaker of each statement within its article."""

from onrecord.speakers.resolve import resolve_speakers

__all__ = ["resolve_speakers"]
