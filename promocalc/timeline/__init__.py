"""What happens after the price: payments over time, goods that go back, prices that fall, promises. Pure."""

# Plainly, not lazily: a module and the function in it share a name here, and the function has to win.
from promocalc.timeline.calendar import CalendarMissing, NoDates, Words, ics
from promocalc.timeline.compare import Comparison, Priced, RuleRow, Variant, compare
from promocalc.timeline.plan import timeline
from promocalc.timeline.promises import Promise, Promises, promises
from promocalc.timeline.protect import protect
from promocalc.timeline.protected import Protected, ProtectedLine
from promocalc.timeline.refund import refund
from promocalc.timeline.refunded import Refunded, RefundLine, Return
from promocalc.timeline.scenarios import BreakEven, Scenario, Scenarios, break_even, scenarios
from promocalc.timeline.windows import Back, Event, Finding, Moment, Phase, Texts, Timeline, Window

__all__ = [
    "Back",
    "BreakEven",
    "CalendarMissing",
    "Comparison",
    "Event",
    "Finding",
    "Moment",
    "NoDates",
    "Phase",
    "Priced",
    "Promise",
    "Promises",
    "Protected",
    "ProtectedLine",
    "RefundLine",
    "Refunded",
    "Return",
    "RuleRow",
    "Scenario",
    "Scenarios",
    "Texts",
    "Timeline",
    "Variant",
    "Window",
    "Words",
    "break_even",
    "compare",
    "ics",
    "promises",
    "protect",
    "refund",
    "scenarios",
    "timeline",
]
