"""One case of a claim: judged under the standards in force, and compared with what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from promocalc.claims.judging import Advert, AdvertJudged, Circumstances, judge_adverts, overall
from promocalc.claims.reading.sentence import Reading
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding, Outcome
from promocalc.claims.verdict import Verdict as Judgement
from promocalc.files.standards import standards
from promocalc.money import CURRENCIES

from ..peers import CannotSay, Difference, Verdict
from .expected import expected, grounds
from .facts import facts_of, start_of
from .known import Known, known
from .saying import compared, figures, merged, readings
from .values import first_day, years

_CURRENCY = {
    "AU": "AUD",
    "CA": "CAD",
    "CN": "CNY",
    "CZ": "CZK",
    "DK": "DKK",
    "GB": "GBP",
    "HU": "HUF",
    "IN": "INR",
    "JP": "JPY",
    "PL": "PLN",
    "SE": "SEK",
    "UK": "GBP",
    "US": "USD",
}
_PLACES = {
    "AUSTRALIA": "AU",
    "CALIFORNIA": "US-CA",
    "CANADA": "CA",
    "CHINA": "CN",
    "EUROPEAN UNION": "EU",
    "FRANCE": "FR",
    "GERMANY": "DE",
    "GREAT BRITAIN": "UK",
    "IRELAND": "IE",
    "ITALY": "IT",
    "JAPAN": "JP",
    "NETHERLANDS": "NL",
    "POLAND": "PL",
    "SPAIN": "ES",
    "UNITED KINGDOM": "UK",
    "UNITED STATES": "US",
    "USA": "US",
    "中国": "CN",
    "中国大陆": "CN",
    "日本": "JP",
}
"""Places by their names."""


@dataclass(frozen=True)
class Case:
    """A case, translated."""

    known: Known
    adverts: tuple[Advert, ...]
    standards: tuple[Standard, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What came of it."""

    case: Case
    outcome: Outcome
    judged: tuple[AdvertJudged, ...]
    missing: tuple[str, ...] = field(default=())
    failing: frozenset[str] = frozenset()
    """The kinds of the grounds on which it fails."""


def check(entry: Mapping[str, Any]) -> Verdict:
    """What came of a case. One that cannot be told from its facts is skipped, with what would have to be known."""
    name = str(entry.get("id"))
    found = judged(entry)
    want = expected(entry)
    notes = found.case.notes
    if found.outcome == "cannot_tell" and want != "cannot_tell":
        missing = ", ".join(found.missing) or "nothing; it is not settled"
        return Verdict(name, (), f"cannot be told from its facts; missing: {missing}", notes)
    differences: list[Difference] = []
    if found.outcome != want:
        differences.append(Difference("verdict", f"{want} ({entry.get('finding')})", _why(found)))
    elif found.outcome == "fails" and (named := grounds(entry)) and not named & found.failing:
        differences.append(Difference("ground", " or ".join(sorted(named)), " and ".join(sorted(found.failing))))
    return Verdict(name, tuple(differences), "", notes)


def judged(entry: Mapping[str, Any]) -> Result:
    """The case judged. Raises CannotSay where there is no standard for its place."""
    case = said_of(entry)
    found = judge_adverts(case.adverts, Circumstances(currency=case.known.currency))
    outcome = overall(found)
    every = [(verdict, one) for verdict in _verdicts(found) for one in verdict.findings]
    failing = frozenset(type(one.ground).__name__ for _, one in every if one.outcome == "fails")
    missing = dict.fromkeys(word for verdict in _verdicts(found) for word in verdict.missing)
    return Result(case, outcome, found, tuple(missing), failing)


def _place(value: object) -> str:
    """A place as standards call it; what it is called, where no code stands for that."""
    text = str(value or "").strip().upper()
    return _PLACES.get(text, text.replace("_", "-"))


def said_of(entry: Mapping[str, Any]) -> Case:
    """A case, translated. Raises CannotSay where there is no standard for its place."""
    place = _place(entry.get("jurisdiction"))
    facts = entry.get("facts") or {}
    currency = str(facts.get("currency") or _CURRENCY.get(place.partition("-")[0], "EUR")).upper()
    if currency not in CURRENCIES:
        raise CannotSay(f"{currency} is no currency")
    text = str(entry.get("claim") or "")
    found = known(facts, currency, compared(text, currency))
    if found.called and found.called in text.lower() and not {"was", "was_list"} & set(found.money):
        # It is the advertisement that calls it so, and nobody else.
        found.money["was"] = found.money.pop("reference")
    law_day = _law_day(entry, found, text)
    rules = standards(place, law_day)
    notes = [f"the fact {key!r} is not understood" for key in dict.fromkeys(found.unread)]
    if not rules:
        rules = standards(place)
        if not rules:
            raise CannotSay(f"no standard for {place}")
        notes.append(f"no standard for {place} is in force on {law_day}; judged under {rules[0].standard}")
    return Case(found, tuple(_adverts(found, text, law_day, rules)), rules, tuple(notes))


def _adverts(found: Known, text: str, at: date | None, rules: tuple[Standard, ...]) -> Iterator[Advert]:
    whole = readings(text, found, at)
    of_many = any(getattr(claim, "reach", "item") != "item" for one in whole for claim in one.claims)
    items = [merged(found, item) for item in found.items if any(figures(merged(found, item)))]
    if items and not of_many:
        for item in items:
            yield _advert("", item, readings("", item, at), rules)
    else:
        yield _advert(text, found, whole, rules)


def _advert(text: str, found: Known, some: tuple[Reading, ...], rules: tuple[Standard, ...]) -> Advert:
    facts, history = facts_of(found, text, [claim for one in some for claim in one.claims])
    return Advert(text, some, standards=rules, facts=facts, history=history)


def _law_day(entry: Mapping[str, Any], found: Known, text: str) -> date | None:
    """The day by whose law it is judged: of the facts, of the words; else the year that anything names."""
    for day in (start_of(found, text), *found.every_day, first_day(text)):
        if day is not None:
            return day
    name = str(entry.get("id", "")).replace("-", " ")
    for said in (text, name, entry.get("finding", ""), entry.get("note", ""), entry.get("source", "")):
        day = first_day(str(said))
        if day is not None:
            return day
        if years(str(said)):
            return date(years(str(said))[0], 7, 1)
    return None


def _verdicts(found: Iterable[AdvertJudged]) -> Iterator[Judgement]:
    for advert in found:
        for reading in advert.readings:
            for under in reading.judged:
                yield from under.verdicts


def _why(found: Result) -> str:
    told = [
        _told(verdict.matter.standard.standard, one) for verdict in _verdicts(found.judged) for one in verdict.findings
    ]
    return f"{found.outcome}: " + "; ".join(dict.fromkeys(one for one in told if one))


def _told(standard: str, one: Finding) -> str:
    if one.outcome == "cannot_tell":
        return ""
    test = "its own numbers" if one.test is None else one.test.test
    return f"{standard} {test} {one.outcome} {one.ground}"
