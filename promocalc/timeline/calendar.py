"""The windows of a timeline as a calendar file (.ics), written with the ``icalendar`` library.

What the events say comes from whoever calls: no sentence is here. The same timeline gives the same bytes, whenever it
is written: events are stamped with the order's moment and named by what they hold.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from promocalc.timeline.windows import Timeline, Window

if TYPE_CHECKING:
    from icalendar import Alarm, Event

HOUR = timedelta(hours=1)


class CalendarMissing(ImportError):  # noqa: N818 - what is the matter, as with problems
    """The library that writes calendars is not installed: it comes with ``pip install promocalc[calendar]``."""

    extra = "calendar"


class NoDates(ValueError):  # noqa: N818 - what is the matter, as with problems
    """Nothing in the order has a date: a calendar would be empty."""


class Words(Protocol):
    """What a calendar says, in one language."""

    @property
    def language(self) -> str:
        """``en`` or ``zh``."""

    def calendar(self, timeline: Timeline) -> str:
        """What the calendar is called."""

    def summary(self, timeline: Timeline, window: Window) -> str:
        """An event in a few words, with its amount."""

    def description(self, timeline: Timeline, window: Window) -> str:
        """What is to be done in it, and what is at stake."""

    def alarm(self, timeline: Timeline, window: Window) -> str:
        """What a reminder says before a balance window closes."""


def ics(timeline: Timeline, words: Words) -> bytes:
    """A calendar with an event for every window of which a moment is known.

    Moments are in UTC, so that every calendar shows them right without knowing the zone. A window with one known end is
    an event of that moment. A balance has a reminder an hour before it closes. Raises CalendarMissing where the library
    is not there, and NoDates where no window has a moment.
    """
    dated = [window for window in timeline.windows if window.opens is not None or window.closes is not None]
    stamp = _stamp(timeline)
    if stamp is None or not dated:
        raise NoDates
    try:
        from icalendar import Calendar
    except ImportError as missing:
        raise CalendarMissing from missing
    calendar = Calendar()
    calendar.add("prodid", f"-//promocalc//{words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", words.calendar(timeline))
    calendar.add("x-wr-timezone", timeline.zone)
    for window in dated:
        calendar.add_component(_event(timeline, window, words, stamp))
    written: bytes = calendar.to_ical()
    return written


def _event(timeline: Timeline, window: Window, words: Words, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid(timeline, window))
    event.add("dtstamp", stamp)
    starts = window.opens or window.closes
    assert starts is not None
    event.add("dtstart", starts.astimezone(UTC))
    if window.opens is not None and window.closes is not None:
        event.add("dtend", window.closes.astimezone(UTC))
    event.add("summary", words.summary(timeline, window), {"language": words.language})
    event.add("description", words.description(timeline, window), {"language": words.language})
    event.add("transp", "TRANSPARENT")  # a window is no appointment: the days in it stay free
    if window.kind == "balance" and window.closes is not None:
        event.add_component(_alarm(timeline, window, words))
    return event


def _alarm(timeline: Timeline, window: Window, words: Words) -> Alarm:
    """An hour before the end; as it opens, where it is open for less than that."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words.alarm(timeline, window), {"language": words.language})
    assert window.closes is not None
    if window.opens is None:
        alarm.add("trigger", -HOUR)
    else:
        alarm.add("trigger", -min(HOUR, window.closes - window.opens), {"related": "END"})
    return alarm


def uid(timeline: Timeline, window: Window) -> str:
    """A name for an event that stays the same as long as the order, its terms and the window do."""
    receipt = timeline.receipt
    ends = [None if at is None else at.astimezone(UTC).isoformat() for at in (window.opens, window.closes)]
    bought = [(line.id, line.quantity, line.marked, line.pay) for line in receipt.lines]
    said = (receipt.cart.name, receipt.fingerprint, receipt.currency, bought, window.kind, window.rule, *ends)
    return f"{hashlib.sha256(repr(said).encode()).hexdigest()[:24]}@promocalc"


def _stamp(timeline: Timeline) -> datetime | None:
    """The order's moment; of an order without one, the first that is known."""
    at = timeline.receipt.at or next((moment.at for moment in timeline.moments), None)
    return None if at is None else at.astimezone(UTC)
