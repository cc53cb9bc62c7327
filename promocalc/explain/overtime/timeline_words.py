"""What a language has to be able to say of payments over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, assert_never

from promocalc.explain.language import Language
from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.explain.rules.policies import After
from promocalc.timeline.scenarios import BreakEven, InStock, ScenarioKind
from promocalc.timeline.windows import Finding, Mark, Stage, Window, WindowKind

By: TypeAlias = Literal["terms", "law", "both", "usual"]
"""By what a deposit is lost; ``both`` where they say the same, ``usual`` where the terms are silent."""

Sure: TypeAlias = Literal["at_least", "more_than", "less_than"]
"""How a certainty stands to the percentage that is told: it is never told as all or as nothing."""


@dataclass(frozen=True, slots=True)
class TimelineLabels:
    """Headings, column names and short words."""

    title: str
    zone: str
    ordered: str
    balance_at: str
    received: str
    windows: str
    window_note: str
    """That a window's end is not in it."""
    when: str
    paid_at: str
    """Before the moment of a payment that has no window."""
    pay: str
    stake: str
    needs: str
    chance: str
    stop_before: str
    stop_after: str
    no_dates: str
    phases: str
    stage: str
    begins: str
    paid: str
    by_terms: str
    as_usual: str
    """In the place of ``by_terms`` where the terms are silent."""
    by_law: str
    terms: str
    law: str
    protection: str
    silent: str
    """The terms say nothing of goods that go back."""
    silent_deposit: str
    """The same of an order with a deposit."""
    undated: str
    """Instead of the line, where nothing has a date."""
    open_ended: str
    """Why there is no way that misses the balance."""
    legend: str
    """The marks on the drawn line."""
    legend_open: str
    """The stretches between them, where there is a deposit or a balance to pay."""
    findings: str
    paths: str
    path: str
    deposit: str
    balance: str
    total: str
    note: str
    cheapest: str
    same_prices: str
    """What cheapest is among, where the price falls."""
    break_even: str
    paid_deposit: str
    """In that arithmetic."""
    balance_is: str
    """Before the arithmetic of the balance."""
    promises: str
    forced: str


class Words(Protocol):
    """The sentences. Every closed union is taken apart to its last member."""

    @property
    def labels(self) -> TimelineLabels:
        """The words around the figures."""

    def kind(self, kind: WindowKind, /) -> str:
        """What a window is for."""

    def mark(self, mark: Mark, kind: WindowKind | None, /) -> str:
        """What happens at a moment, in a word or two."""

    def stake(self, window: Window, names: Names, /) -> str:
        """What a missed window costs; empty where nothing."""

    def days(self, count: int, after: After, /) -> str:
        """A window that is counted in days."""

    def back(self, paid: str, terms: str, law: str | None, assumed: bool, /) -> str:
        """What comes back of what was paid; ``assumed`` where the terms are silent."""

    def stage(self, stage: Stage, /) -> str:
        """What has happened by then."""

    def law(self, law: str, binds: str | None, /) -> str:
        """Which law bounds a deposit, and how."""

    def finding(self, found: Finding, names: Names, clock: Clock, /) -> str:
        """What was found, in a sentence."""

    def path(self, kind: ScenarioKind, /) -> str:
        """One way that it can go."""

    def came_back(self, amount: str, /) -> str:
        """What of the deposit has come back, so that it is not in the total."""

    def lost(self, lost: str, law: str | None, goods: bool, /) -> str:
        """What a way loses, and what by the law."""

    def more(self, amount: str, new: bool, /) -> str:
        """How much dearer than the cheapest way a way is; ``new``: at the new prices."""

    def against(self, kind: InStock, /) -> str:
        """What the presale is compared with, after "than" or "against"."""

    def break_even(self, found: BreakEven, by: By, sure: tuple[Sure, str], names: Names, /) -> str:
        """Whether a deposit pays: ``sure`` is how sure one has to be, where it depends."""

    def second_purchase(self, spend: str, /) -> str:
        """What has to be spent before a voucher is worth anything."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.overtime import timeline_en

            return timeline_en
        case "zh":
            from promocalc.explain.overtime import timeline_zh

            return timeline_zh
        case _:
            assert_never(language)
