"""Price protection as people read it: the price then and now as the terms compare them, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from promocalc.explain.language import Language
from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.explain.overtime.protect_words import ProtectLabels, Words, words
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.rules.policies import protection
from promocalc.explain.sheet import WIDTH, Block, Row, Sheet, Table
from promocalc.timeline.protected import Cut, Protected, ProtectedLine


@dataclass(frozen=True)
class ProtectView:
    """What is owed on one order, for readers of one language, part by part."""

    protected: Protected
    language: Language

    @cached_property
    def names(self) -> Names:
        """What rules and lines were called when the order was made."""
        return Names(self.protected.then, self.language)

    @cached_property
    def names_now(self) -> Names:
        """What rules are called now."""
        return self.names if self.protected.now is None else Names(self.protected.now, self.language)

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> ProtectLabels:
        """The words around the figures."""
        return self.words.labels

    @cached_property
    def clock(self) -> Clock:
        """Tells the moments of this claim."""
        told = self.protected
        moments = (told.then.at, told.at, told.received, told.closes)
        return Clock.of(told.then.rulebook.timezone, self.language, moments)

    def title(self) -> str:
        """What it is about."""
        return Summary(self.names).titled(self.say.title)

    def facts(self) -> list[Row]:
        """The order, the claim, and whether it is in time."""
        told, say, summary = self.protected, self.say, Summary(self.names)
        found = [(summary.labels.rulebook, summary.rulebook())]
        if told.then.at is not None:
            found.append((say.ordered, self.clock.stamp(told.then.at)))
        if told.received is not None:
            found.append((say.received, self.clock.stamp(told.received)))
        if told.at is not None:
            found.append((say.claimed, self.clock.stamp(told.at) + self._in_time()))
        return found

    def _in_time(self) -> str:
        told, semicolon = self.protected, Summary(self.names).labels.semicolon
        if told.closes is None or told.in_time is None:
            return ""
        form = self.words.in_time if told.in_time else self.words.too_late
        return semicolon + form(self.clock.stamp(told.closes))

    def totals(self) -> list[Row]:
        """What is owed, what one would think, and why that is not the same."""
        told, say, price = self.protected, self.say, self.names.price
        owed = price(told.owed)
        found = [(say.owed, self.words.nothing_promised(owed) if told.assumed else owed)]
        if told.now is None:
            return found
        if told.naive >= 0:
            found.append((say.naive, self.words.naive(price(told.naive))))
        else:
            found.append((say.naive, self.words.dearer(price(-told.naive))))
        if told.owed != max(0, told.naive):
            found += self._differs()
        return found

    def _differs(self) -> Iterator[Row]:
        """The ways in which the terms compare otherwise, each with what it brings or costs."""
        pays = str(self.protected.policy.pays)
        for at, one in enumerate(self.protected.differs):
            rules = self.names.joined(self.names.quoted(self._title(rule)) for rule in one.rules)
            said = self.words.differs(one.kind, rules, pays)
            yield "" if at else self.say.differs, f"{self.names.change(one.amount)} {said}"

    def _title(self, rule: str) -> str:
        """What a rule of then or of now is called."""
        return (self.names if self.names.is_rule(rule) else self.names_now).rule(rule)

    def lines(self) -> Table:
        """A row for every line: the prices that count, the fall, and what is owed."""
        say, told, money = self.say, self.protected, self.names.money
        before = any(line.already for line in told.lines)
        taxed = any(line.tax for line in told.lines)
        owed = say.usual if told.assumed else say.owed
        head = (say.item, say.pieces, say.then, say.now, say.fall, *([say.already] if before else []), owed)
        head += (say.tax,) if taxed else ()
        rows = []
        for line in told.lines:
            fall = "-" if line.now is None else money(max(0, line.then - line.now))
            now = "-" if line.now is None else money(line.now)
            already = [money(line.already)] if before else []
            tax = [money(line.tax)] if taxed else []
            title = self.names.text(line.title)
            rows.append((title, str(line.pieces), money(line.then), now, fall, *already, money(line.owed), *tax))
        totals = (money(told.owed), *([money(sum(line.tax for line in told.lines))] if taxed else []))
        foot = ((say.total, *([""] * (len(head) - 1 - len(totals))), *totals),) if len(rows) > 1 else ()
        return Table(head, tuple(rows), ("left", *(["right"] * (len(head) - 1))), foot)  # type: ignore[arg-type]

    def compared(self) -> list[Block]:
        """For every line, what enters its price then and now, and what does not."""
        return [self._compared(line) for line in self.protected.lines]

    def _compared(self, line: ProtectedLine) -> Block:
        say = self.say
        rows = list(self._side(say.then, line.marked_then, line.cuts_then, line.then, self.names))
        if line.marked_now is None or line.now is None:
            rows.append((say.now, say.not_sold))
        else:
            rows += self._side(say.now, line.marked_now, line.cuts_now, line.now, self.names_now)
        if line.why is not None:
            rows.append((say.why, self.words.why(line.why, self.names, self.clock)))
        return Block(self.names.text(line.title), tuple(rows))

    def _side(self, label: str, marked: int, cuts: Sequence[Cut], price: int, names: Names) -> Iterator[Row]:
        """One of the two prices: the tag, every cut with whether it counts, and what that comes to."""
        say, colon = self.say, Summary(self.names).labels.colon
        yield label, f"{names.money(marked)} {say.marked}"
        for cut in cuts:
            yield "", f"{names.change(-cut.amount)} {names.rule(cut.rule)}{colon}{self.words.counts(cut.counts)}"
        yield "", f"= {names.money(price)} {say.counted}"

    def notes(self) -> list[str]:
        """What is assumed, and what cannot be said."""
        told, found = self.protected, list[str]()
        if told.assumed:
            found.append(self.say.silent)
        if told.at is None:
            found.append(self.say.no_moment)
        if told.in_time is None and told.policy.within is not None:
            found.append(self.say.no_time)
        return found

    def policy(self) -> list[str]:
        """The terms, a sentence each; none where they do not say."""
        return protection(self.protected.then.rulebook, self.language)


def text(protected: Protected, language: Language, *, width: int = WIDTH, ascii: bool = False) -> str:  # noqa: A002
    """The whole of it."""
    view, sheet = ProtectView(protected, language), Sheet(language, width, ascii)
    say = view.say
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs([*view.facts(), *view.totals()])]
    rows += sheet.section(say.lines, sheet.table(view.lines()))
    rows += sheet.section(say.compared, sheet.blocks(view.compared()))
    rows += sheet.section(say.notes, sheet.bullets(view.notes()))
    rows += sheet.section(say.policy, sheet.bullets(view.policy()))
    return sheet.page(rows)
