"""The timestamp at the end of a run, where the settings name an authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.archive import stamp_head
from onrecord.archive.lines import NO_CHAIN
from onrecord.cli.streams import say
from onrecord.intake.authority import open_authority

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.config import Settings


def stamp(archive: Archive, settings: Settings) -> None:
    """Have the archive's head stamped unless it is already, if an authority is named; say so.

    EnvironmentFailure when there is no timestamp: what was added is kept, and the next run asks again.
    """
    is_stamped = (archive.places.stamps / f"{archive.head}.tsr").exists()
    if settings.timestamps is None or archive.head == NO_CHAIN or is_stamped:
        return
    at = stamp_head(archive.places, open_authority(settings.timestamps))
    say(f"onrecord: the archive's head was stamped at {at:%Y-%m-%d %H:%M:%S} UTC")
