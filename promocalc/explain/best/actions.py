"""What more could be done than decide about one order now, as people read it: what each action would save."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from promocalc.choose.actions import Action, Further, GetCoupon, SplitUp, Wait
from promocalc.explain.best.actions_words import ActionLabels, ActionWords, words
from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.explain.sheet import Table, parenthesis

MOST_TOLD = 6
"""Actions that are told, those that save most."""


@dataclass(frozen=True)
class ActionsView:
    """What more could be done, for readers of one language. ``best`` is what is paid without it, in minor units."""

    further: Further
    best: int
    names: Names

    @property
    def words(self) -> ActionWords:
        """The sentences of this language."""
        return words(self.names.language)

    @property
    def say(self) -> ActionLabels:
        """The words around the figures."""
        return self.words.labels

    def table(self) -> Table | None:
        """Each action with what is paid then, and how much less that is; None where none saves anything."""
        say, money = self.say, self.names.money
        rows = [(self.action(one), money(one.pay), money(one.saved)) for one in self.told]
        return Table((say.action, say.pay, say.saves), tuple(rows), ("left", "right", "right")) if rows else None

    @property
    def told(self) -> tuple[Action, ...]:
        """Those that are told."""
        return self.further.actions[:MOST_TOLD]

    def action(self, action: Action) -> str:
        """What to do."""
        match action:
            case GetCoupon(rule):
                return self.words.get(self.names.quoted(self.names.rule(rule)))
            case Wait(at, begins, ends):
                turn = self._turn(begins, () if begins else ends)
                return self.words.wait(self._stamp(at)) + (parenthesis(turn, self.names.language) if turn else "")
            case SplitUp(orders):
                return self.words.split(orders)
            case _:
                assert_never(action)

    def notes(self) -> list[str]:
        """What these figures mean, until when there is time, and what was not looked at."""
        return list(self._notes())

    def _notes(self) -> Iterator[str]:
        say, price, dearer = self.words, self.names.price, self.further.dearer
        if len(self.told) > 1:
            yield say.apart(price(self.best))
        if any(isinstance(one, Wait) for one in self.told):
            yield say.same_prices()
        if dearer is not None:
            turn = self._turn(() if dearer.ends else dearer.begins, dearer.ends)
            yield say.dearer(self._stamp(dearer.at), price(dearer.pay), price(dearer.more), turn)
        if self.further.coupons_left:
            yield say.coupons_left(self.names.rules(self.further.coupons_left))
        yield from map(say.not_weighed, self.further.not_weighed)

    def _turn(self, begins: Sequence[str], ends: Sequence[str]) -> str:
        """The rules that begin and end by then."""
        return self.words.turn(self.names.rules(begins), self.names.rules(ends))

    def _stamp(self, at: datetime) -> str:
        return Clock(self.names.receipt.rulebook.timezone, self.names.language, offsets=True).stamp(at)
