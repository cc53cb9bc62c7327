"""What the events of a calendar say: what is due, for how much, and what a miss costs."""

from __future__ import annotations

from dataclasses import dataclass

from promocalc.explain.language import Language
from promocalc.explain.overtime.timeline import TimelineView
from promocalc.timeline import Timeline, Window


@dataclass(frozen=True)
class CalendarWords:
    """The words of :func:`promocalc.timeline.ics` in one language."""

    language: Language

    def calendar(self, timeline: Timeline) -> str:
        """What the calendar is called."""
        return TimelineView(timeline, self.language).title()

    def summary(self, timeline: Timeline, window: Window) -> str:
        """An event in a few words, with its amount."""
        view = TimelineView(timeline, self.language)
        title = view.window(window).title
        return f"{title} {view.names.price(window.pay)}" if window.is_payment else title

    def description(self, timeline: Timeline, window: Window) -> str:
        """What is to be done in it, and what is at stake: a row for each."""
        view = TimelineView(timeline, self.language)
        colon = "：" if self.language == "zh" else ": "
        return "\n".join(f"{label}{colon}{said}" for label, said in view.window(window).rows)

    def alarm(self, timeline: Timeline, window: Window) -> str:
        """What a reminder says before a balance window closes."""
        view = TimelineView(timeline, self.language)
        stake = view.words.stake(window, view.names)
        if not stake:
            return self.summary(timeline, window)
        comma = "，" if self.language == "zh" else "; "
        joint = "" if self.language == "zh" else ": "
        return f"{self.summary(timeline, window)}{comma}{view.say.stake}{joint}{stake}"
