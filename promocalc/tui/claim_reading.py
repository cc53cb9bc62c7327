"""What the claim screen shows of an advertisement that was judged, for readers of one language.

No terminal library needed. No sentence about a verdict is worded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from promocalc.claims.grounds import Missing
from promocalc.claims.judging import Judged, ReadingJudged
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding
from promocalc.explain.cells import pad, width
from promocalc.explain.claim.judged import AdvertView, ClaimView
from promocalc.explain.claim.text import text
from promocalc.explain.claim.told import ClaimsTold, missing_of, passed_over
from promocalc.explain.names import clean
from promocalc.explain.receipt.detail import Row
from promocalc.tui.claim import Worked
from promocalc.tui.claim_words import ClaimWords, claim_words
from promocalc.tui.words import Language

_WORST = ("fails", "cannot_tell", "holds")
"""What decides goes first."""


@dataclass(frozen=True, eq=False)
class ClaimReading:
    """Of one advertisement every reading under every standard, one row each."""

    worked: Worked
    told: ClaimsTold
    language: Language
    at: int = 0
    """Which of the advertisements that were judged."""

    @property
    def say(self) -> ClaimWords:
        """The screen's own words."""
        return claim_words(self.language)

    @cached_property
    def view(self) -> ClaimView:
        """Who words it."""
        return ClaimView(self.told, self.language)

    @property
    def advert(self) -> AdvertView:
        """The advertisement."""
        return self.view.adverts[self.at]

    @property
    def currency(self) -> str:
        """What amounts are in."""
        return self.told.circumstances.currency

    def outcome(self) -> str:
        """What comes of it."""
        return self.view.words.outcome(self.advert.judged.outcome, provisional=self.advert.provisional)

    def among(self) -> str:
        """Which one of several it is, and what comes of all of them; "" where it is the only one."""
        count, comma = len(self.view.adverts), "；" if self.language == "zh" else "; "
        if count == 1:
            return ""
        together = self.say.together.format(outcome=self.view.words.outcome(self.told.outcome))
        return self.say.one_of.format(number=self.at + 1, count=count) + comma + together

    def heading(self) -> str:
        """What it is called."""
        return self.advert.heading()

    def missing(self, name: str) -> tuple[Missing, ...]:
        """What a verdict lacks: of the selected row, of the others, and what no verdict waits for."""
        found = self._judged.get(name)
        own = () if found is None else found[2].verdicts
        of_row = [one for verdict in own if verdict.outcome != "holds" for one in verdict.missing]
        others = missing_of(self.advert.judged)
        idle = [lack for one in passed_over(self.advert.judged) for lack in one.missing]
        return tuple(dict.fromkeys((*of_row, *others, *idle)))

    # --- the table ------------------------------------------------------------------------------------------------

    @cached_property
    def _judged(self) -> dict[str, tuple[int, ReadingJudged, Judged]]:
        """By the name of its row: the number of the reading, the reading, and what comes of it under a standard."""
        return {
            f"{number} {one.standard.standard}": (number, reading, one)
            for number, reading in enumerate(self.advert.judged.readings, 1)
            for one in reading.judged
        }

    @property
    def head(self) -> tuple[str, ...]:
        """Over the columns of the table."""
        say = self.view.words.labels
        return say.reading, say.standard, say.verdict, self.say.evidence

    @cached_property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """The table: a reading is named in full where it is not that of the row above."""
        found, above = dict[str, tuple[str, ...]](), 0
        for name, (number, reading, one) in self._judged.items():
            said = f"{number}." if number == above else f"{number}. {self.advert.reading(reading)}"
            found[name] = (said, clean(one.standard.standard), self._verdict(one), self._evidence(one))
            above = number
        return found

    def _verdict(self, one: Judged) -> str:
        return self.say.held_so_far if one.provisional and not one.silent else self.advert.outcome(one)

    def _evidence(self, one: Judged) -> str:
        """What decides, in a few words."""
        found = sorted(self._findings(one), key=lambda finding: _WORST.index(finding.outcome))
        if not found:
            return ""
        say = self.view.words
        if found[0].outcome == "cannot_tell" and found[0].missing:
            colon = "：" if self.language == "zh" else ": "
            return self.view.around.labels.lacks + colon + self._joined(say.missing(lack) for lack in found[0].missing)
        ground = found[0].ground
        return "" if ground is None else self.view.figures(ground)

    @staticmethod
    def _findings(one: Judged) -> list[Finding]:
        return [finding for verdict in one.verdicts for finding in verdict.findings if finding.counts]

    def _joined(self, parts: Iterator[str]) -> str:
        return ("；" if self.language == "zh" else "; ").join(dict.fromkeys(parts))

    # --- what is told of a row ------------------------------------------------------------------------------------

    def detail(self, name: str) -> list[Row]:
        """A row in full: how it is read, every test with its figures and article, and what that rests on."""
        rows = [("-", said) for said in self._remarks()]
        found = self._judged.get(name)
        if found is None:
            return rows
        number, reading, one = found
        say, alone = self.view.words.labels, len(self.advert.judged.readings) == 1
        title = clean(one.standard.title.in_language(self.language))
        rows += [
            (say.reading, f"{'' if alone else f'{number}. '}{self.advert.reading(reading)}"),
            (say.standard, title),
            (say.verdict, self.advert.outcome(one)),
        ]
        for finding in self._findings(one):
            rows += self._test(finding, one.standard)
        rows += [("f", self.say.fill_in)] if one.outcome == "cannot_tell" else []
        for heading, sentences in ((say.assumed, self._assumed(one)), (say.passed_over, self._passed_over(one))):
            if sentences:
                rows += [("", heading), *(("-", said) for said in sentences)]
        return rows

    def about(self, name: str) -> list[Row]:
        """The standard of a row, and that it is no legal advice."""
        found, note = self._judged.get(name), ("", self.view.words.labels.note)
        if found is None:
            return [note]
        blocks = zip(self.told.standards, self.view.standards(), strict=True)
        block = next(block for standard, block in blocks if standard == found[2].standard)
        return [("", block.title), *block.rows, note]

    def _remarks(self) -> Iterator[str]:
        """What is to be told before any verdict."""
        aside = self.worked.aside(self.language)
        if aside:
            yield aside
        yield from self.advert.remarks()
        yield from self.view.notes()

    def _test(self, finding: Finding, standard: Standard) -> Iterator[Row]:
        say, colon = self.view.words, "：" if self.language == "zh" else ": "
        test = None if finding.test is None else finding.test.test
        yield "", say.outcome(finding.outcome) + colon + say.test(test)
        yield from self.advert.rows(finding, standard)

    def _assumed(self, one: Judged) -> list[str]:
        """What was taken for granted under this standard, and days of which nothing is known."""
        say, found = self.view.words, list[str]()
        for verdict in one.verdicts:
            held = [getattr(finding.ground, "allowed", None) for finding in verdict.findings]
            allowed = verdict.allowed if any(each is not None for each in held) else None
            if allowed is None:
                continue
            assumed = say.assumed(allowed)
            found += [] if assumed is None else [assumed]
            if allowed.window is not None and allowed.known and not allowed.covered:
                found.append(say.gaps(str(allowed.known), str(allowed.window.days)))
        return list(dict.fromkeys(found))

    def _passed_over(self, one: Judged) -> list[str]:
        """What is not known under this standard, and what no verdict waits for."""
        found = (finding for verdict in one.verdicts for finding in verdict.findings if not finding.counts)
        every = dict.fromkeys(lack for finding in found for lack in finding.missing)
        return [self.view.words.missing(lack) for lack in every]

    def witness(self) -> list[Row]:
        """Who pays least, and what is paid without each of the things that it takes; nothing where nobody knows."""
        found = self.view.witness
        if found is None:
            return []
        table = found.conditions()
        rows = list(found.facts())
        if table is not None:
            widest = max(width(paid) for _, paid in table.rows)
            rows.append(("", self.say.conditions))
            rows += [(pad(paid, widest, "right"), said) for said, paid in table.rows]
        return [*rows, *(("-", said) for said in (*found.promised(), *found.assumptions()))]

    # --- texts ----------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """The whole page, as ``promocalc claim`` prints it."""
        return text(self._redone("--lang", self.language), self.language)

    def _redone(self, *page: str) -> ClaimsTold:
        """With how it is written down, in the words of the command line that does it again."""
        again = self.told.again
        return replace(self.told, again=(*again, *page)) if again else self.told

    def report(self, ending: str, at: datetime) -> str:
        """The whole of it in the form that the ending of a file's name asks for."""
        match ending.lower():
            case ".html" | ".htm":
                from promocalc.explain.claim.html import html

                return html(self._redone("--lang", self.language, "--format", "html"), self.language, at)
            case ".md":
                from promocalc.explain.claim.markdown import markdown

                return markdown(self._redone("--lang", self.language, "--format", "markdown"), self.language, at)
            case ".json":
                from promocalc.explain.claim.as_json import dumps

                return dumps(self._redone("--json"))
            case _:
                return self.text()
