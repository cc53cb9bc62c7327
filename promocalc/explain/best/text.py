"""The cheapest way to pay as people read it: what to do, why, the other ways, what each offer is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from promocalc.choose.plans import Worth
from promocalc.engine.outcome import AssumedTried, NotChosen
from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.explain.amounts import percent
from promocalc.explain.best.actions import ActionsView
from promocalc.explain.best.told import BestTold, Tried, Way, effects, telling
from promocalc.explain.best.words import BestLabels, Words, words
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.catalogue import Catalogue, catalogue
from promocalc.explain.receipt.headings import is_used
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import WIDTH, Row, Sheet, Table, parenthesis


@dataclass(frozen=True)
class BestView:
    """The cheapest way, for readers of one language, part by part."""

    told: BestTold
    language: Language

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        return Names(self.told.receipt, self.language)

    @cached_property
    def summary(self) -> Summary:
        """The head and the foot of the receipt."""
        return Summary(self.names)

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> BestLabels:
        """The words around the figures."""
        return self.words.labels

    @property
    def catalogue(self) -> Catalogue:
        """What came of rules, in this language."""
        return catalogue(self.language)

    def quoted(self, rule: str) -> str:
        """A rule in a sentence."""
        return self.names.quoted(self.names.rule(rule))

    def came(self, step: Step, receipt: Receipt) -> str:
        """What came of a rule somewhere."""
        return self.catalogue.outcome(step, Names(receipt, self.language))

    def effect(self, rule: str, receipt: Receipt) -> str:
        """What a rule changes of a price, or gives for later."""
        change = effects(receipt).get(rule)
        step = telling(receipt, rule)
        given = step.given or step.deposit
        return self.names.effect(step) if given else self.names.change(change or 0)

    def title(self) -> str:
        """What it is about."""
        return self.summary.titled(self.say.title)

    def facts(self) -> list[Row]:
        """Rulebook, shopper and moment."""
        return [row for row in self.summary.facts() if row[0] != self.summary.labels.choices]

    def assumptions(self) -> list[str]:
        """What was taken for granted; but for what is chosen, of which everything was weighed."""
        taken = (one for one in self.told.receipt.assumptions if not isinstance(one, AssumedTried))
        return [self.catalogue.assumption(one, self.names) for one in taken]

    # --- what it comes to -----------------------------------------------------------------------------------------

    def totals(self) -> list[Row]:
        """Now, at best, what is saved, and the proof."""
        told, say, price = self.told, self.say, self.names.price
        found = [(say.now, price(told.now.pay)), (say.best, price(told.receipt.pay))]
        if told.saved > 0:
            found.append((say.saved, self.words.share(price(told.saved), percent(told.saved, told.now.pay))))
        elif told.saved < 0:
            found.append((say.dearer, price(-told.saved)))
        found += self.summary.comes_to()
        if told.budget is not None:
            found.append((say.budget, self.words.spare(price(told.budget), price(told.budget - told.receipt.pay))))
        if told.best.combinations > 1:
            found.append((say.proof, self.proof()))
        return found

    def proof(self) -> str:
        """How sure it is that nobody pays less."""
        best = self.told.best
        if best.gap and best.bound <= 0:
            return self.words.no_bound()
        if best.gap:
            said = self.words.within(self.names.price(best.gap), self.names.price(best.bound))
        else:
            form = self.words.exhausted if best.proof == "exhausted" else self.words.proven
            said = form(f"{best.combinations:,}")
        return self.words.as_fixed(said) if self.told.fixed_costs else said

    def interrupted(self) -> list[str]:
        """That somebody stopped the search, and what it came to by then."""
        if not self.told.interrupted:
            return []
        return [self.words.interrupted() if self.told.best.gap else self.words.interrupted_beside()]

    # --- what to do -----------------------------------------------------------------------------------------------

    def actions(self) -> list[str]:
        """What to do, as differences from now."""
        told, say = self.told, self.words
        if not told.open:
            return [say.nothing_open(fixed=told.fixed)]
        moves = told.moves
        if not told.moved:
            return [self._unmoved(), *self._kept()]
        found = [] if told.saved else [self._for_later()]
        found += [say.use(self.quoted(rule), self.effect(rule, told.receipt)) for rule in moves.use]
        found += [say.leave(self.quoted(rule), self.effect(rule, told.now)) for rule in moves.leave]
        return [*found, *self._kept()]

    def _unmoved(self) -> str:
        """The same offers are used as now: whether the price changes, could change, or cannot."""
        told, say = self.told, self.words
        if told.saved:
            return say.same_rules()
        if told.best.gap:
            return say.none_found()
        in_hand = [one for one in told.worths if not told.tried[one.rule].missing]
        idle = not told.interrupted and all(not one.used and not one.forced for one in in_hand)
        said = say.nothing_matters if idle and told.worths else say.no_change
        return said(fixed=told.fixed_costs)

    def _for_later(self) -> str:
        return self.words.later(*map(self.names.price, self.told.later))

    def _kept(self) -> list[str]:
        """What is used now, and still."""
        told = self.told
        return [self.words.keep(self.quoted(rule), self.effect(rule, told.receipt)) for rule in told.moves.keep]

    def fixed(self) -> list[str]:
        """What was decided before, what comes of it, and what it costs."""
        told, say, stated = self.told, self.words, self.told.search.stated
        found = [say.must_use(self.names.rules(stated.use))] if stated.use else []
        found += [say.must_leave(self.names.rules(stated.skip))] if stated.skip else []
        found += [say.idle(self.quoted(step.rule), self.came(step, told.receipt)) for step in told.idle]
        if told.freed is not None and told.freed < told.receipt.pay:
            price = self.names.price
            found.append(say.freed(price(told.freed), price(told.receipt.pay - told.freed)))
        return found

    # --- why ------------------------------------------------------------------------------------------------------

    def changes(self) -> Table | None:
        """What is given up and gained, rule by rule; None where nothing changes."""
        told, say, change = self.told, self.say, self.names.change
        if not told.changes:
            return None
        rows = [(self.names.rule(one.rule), one) for one in told.changes]
        rows += [] if told.tax is None else [(say.tax, told.tax)]
        money = self.names.money
        return Table(
            (say.rule, say.now, say.best, say.gain),
            tuple((name, change(one.now), change(one.best), change(one.best - one.now)) for name, one in rows),
            ("left", "right", "right", "right"),
            ((say.total, money(told.now.pay), money(told.receipt.pay), change(-told.saved)),),
        )

    def reasons(self) -> list[str]:
        """Why one cannot have it all: what comes of what is left alone, if it is used besides."""
        told, say = self.told, self.words
        if not told.moved:
            return []
        tried = [told.tried[rule] for rule in told.moves.leave if rule in told.tried]
        found = [say.with_it(self.quoted(one.rule), self._besides(one)) for one in tried]
        if not told.moves.leave:
            steps = [telling(told.now, rule) for rule in told.moves.use]
            found += [say.today(self.quoted(step.rule), self.came(step, told.now)) for step in steps]
        if told.saved and told.later[0] != told.later[1]:
            found.append(self._for_later())
        return found

    def _besides(self, one: Tried) -> str:
        """What comes of an offer that is used besides, and of those that take less then."""
        if not is_used(one.step):
            return self.came(one.step, one.receipt)
        return self._joined([self.effect(one.rule, one.receipt), *self._blocked(one)])

    def _blocked(self, one: Tried) -> Iterator[str]:
        """The rules that take less where an offer is used besides, each with why."""
        there, best = effects(one.receipt), effects(self.told.receipt)
        for step in one.blocked:
            rule = self.quoted(step.rule)
            if is_used(step):
                amounts = (self.names.change(amount.get(step.rule, 0)) for amount in (there, best))
                yield self.words.takes_less(rule, *amounts)
            else:
                yield rule + parenthesis(self.came(step, one.receipt), self.language)

    def _joined(self, parts: Iterable[str]) -> str:
        return self.summary.labels.semicolon.join(parts)

    # --- the other ways -------------------------------------------------------------------------------------------

    def ways(self) -> Table | None:
        """The cheapest way and the others; None where there is one only."""
        say, told, names = self.say, self.told, self.names
        if len(told.ways) < 2:
            return None
        rows = []
        for number, way in enumerate(told.ways, 1):
            pay = way.receipt.pay
            off = names.money(way.receipt.marked - pay)
            against = names.change(pay - told.now.pay)
            uses = self.uses(way)
            if number > 1 and pay == told.receipt.pay:
                uses += self._space + say.as_little
            rows.append((str(number), names.money(pay), off, against, uses))
        head = (say.number, say.pay, say.off, say.against_now, say.uses)
        return Table(head, tuple(rows), ("left", "right", "right", "right", "left"))

    def uses(self, way: Way) -> str:
        """The rules of a way that somebody decided to use."""
        said = " + ".join(map(self.names.rule, way.rules)) or self.say.uses_nothing
        return f"{said}{self._space}{self.say.is_now}" if way.is_now else said

    @property
    def _space(self) -> str:
        """Before what stands in parentheses."""
        return "" if self.language == "zh" else " "

    # --- every offer ----------------------------------------------------------------------------------------------

    def offers(self) -> Table | None:
        """What each offer is worth, and why; None where there is none in hand."""
        say, money = self.say, self.names.money
        some = [(one, self.told.tried[one.rule]) for one in self.told.worths]
        rows = [
            (self.names.rule(one.rule), money(one.worth), self.why(one, tried))
            for one, tried in some
            if not tried.missing
        ]
        return Table((say.offer, say.worth, say.reason), tuple(rows), ("left", "right", "left")) if rows else None

    def doubts(self) -> list[str]:
        """How far what each offer is worth is certain, where it is not altogether."""
        told, say = self.told, self.words
        found = [say.rough()] if told.best.gap or told.search.unsure else []
        in_hand = {rule for rule, one in told.tried.items() if not one.missing}
        weighed = {one.rule for one in told.worths}
        return [*found, *([say.unweighed()] if told.interrupted and in_hand - weighed else [])]

    def missing(self) -> list[str]:
        """The coupons that are not held and would change nothing; of the others it is told what more could be done."""
        told = self.told
        further = {*told.held, *told.further.coupons_left}
        rules = [one.rule for one in told.tried.values() if one.missing and one.rule not in further]
        return [self.words.not_held(self.names.rules(rules))] if rules else []

    def why(self, worth: Worth, tried: Tried) -> str:
        """Why an offer is worth what it is."""
        say, money, told = self.words, self.names.money, self.told
        if worth.used:
            if worth.worth:
                return say.without(money(told.receipt.pay + worth.worth))
            return say.replaceable() if worth.rule in effects(told.receipt) else say.besides(self._later(worth.rule))
        if tried.used:
            return say.besides(self._later(worth.rule))
        more = [say.forced(money(worth.forced))] if worth.forced else []
        if isinstance(tried.step.outcome, NotChosen):
            return self._joined([say.kept_out(), *more])
        if not is_used(tried.step):
            return self._joined([self.came(tried.step, tried.receipt), *more])
        # Of what is given up, it has been said above already what it keeps out.
        blocked = [] if worth.rule in told.moves.leave else self._blocked(tried)
        alone = say.would(self.effect(worth.rule, tried.receipt))
        return self._joined([alone, *(more or [say.no_less()]), *blocked])

    def _later(self, rule: str) -> str:
        return self.effect(rule, self.told.receipt)

    # --- effort ---------------------------------------------------------------------------------------------------

    def effort(self) -> Table | None:
        """From nothing to the cheapest way, a rule at a time; None where no rule changes anything."""
        told, say, money, change = self.told, self.say, self.names.money, self.names.change
        effort, best = told.effort, told.receipt.pay
        whole = effort.nothing - best
        if whole <= 0 or not effort.steps:
            return None

        def share(pay: int) -> str:
            return percent(effort.nothing - pay, whole) if pay <= effort.nothing else "-"

        first = say.nothing_but_fixed if told.fixed else say.nothing
        now = told.now.pay
        rows = [(first, money(effort.nothing), "", "")]
        before = effort.nothing
        for reach in effort.steps:
            if before == best:
                break  # what is left changes nothing of what is paid
            name = say.then + self.names.rule(reach.rule)
            rows.append((name, money(reach.pay), change(reach.pay - before), share(reach.pay)))
            before = reach.pay
        foot = (say.as_it_stands, money(now), change(now - effort.nothing), share(now))
        head = (say.step, say.pay, say.gain, say.of_saving)
        return Table(head, tuple(rows), ("left", "right", "right", "right"), (foot,))

    @cached_property
    def further(self) -> ActionsView:
        """What more could be done than decide about one order now."""
        return ActionsView(self.told.further, self.told.receipt.pay, self.names)


def text(
    told: BestTold,
    language: Language,
    *,
    width: int = WIDTH,
    ascii: bool = False,  # noqa: A002
) -> str:
    """The whole of it."""
    view, sheet = BestView(told, language), Sheet(language, width, ascii)
    say = view.say
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.facts()), "", *sheet.pairs(view.totals())]
    rows += sheet.paragraphs(view.interrupted())
    rows += sheet.section(say.do, [*sheet.bullets(view.actions()), *_redo(view, sheet)])
    rows += sheet.section(say.fixed, sheet.bullets(view.fixed()))
    rows += sheet.section(say.why, [*_table(sheet, view.changes()), *sheet.bullets(view.reasons())])
    rows += sheet.section(say.ways, _table(sheet, view.ways()))
    rows += sheet.section(
        say.offers, [*_table(sheet, view.offers()), *sheet.bullets([*view.doubts(), *view.missing()])]
    )
    rows += sheet.section(say.effort, _table(sheet, view.effort()))
    further = view.further
    rows += sheet.section(further.say.title, [*_table(sheet, further.table()), *sheet.bullets(further.notes())])
    rows += sheet.section(say.assumptions, sheet.bullets(view.assumptions()))
    return sheet.page(rows)


def _table(sheet: Sheet, table: Table | None) -> Sequence[str]:
    return [] if table is None else sheet.table(table)


def _redo(view: BestView, sheet: Sheet) -> Sequence[str]:
    """The command on one row, however long: a row that is broken cannot be pasted."""
    import shlex

    if not view.told.again:
        return []
    return [*sheet.paragraphs([view.say.redo]), f"  {shlex.join(view.told.again)}"]
