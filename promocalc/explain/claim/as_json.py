"""Advertisements that were judged as data: what ``promocalc claim --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, assert_never

from promocalc import __version__
from promocalc.claims import observed as o
from promocalc.claims.claim import write_claim
from promocalc.claims.judging import AdvertJudged, Judged, ReadingJudged
from promocalc.claims.matter import Item
from promocalc.claims.observed import Note
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding, Verdict
from promocalc.explain.claim.ground_json import day_data, ground_data, reference_data
from promocalc.explain.claim.told import ClaimsTold, not_in_force, taken_from_advert
from promocalc.explain.data import Data, title_data
from promocalc.money import plain

if TYPE_CHECKING:
    from promocalc.claims.witness import Condition, Witness

SCHEMA = "promocalc.claim/2.0"


def dumps(told: ClaimsTold) -> str:
    """Advertisements that were judged as JSON text, ending in a newline."""
    return json.dumps(to_data(told), ensure_ascii=False, indent=2) + "\n"


def to_data(told: ClaimsTold) -> Data:
    """The same as plain mappings, lists and texts."""
    return _Telling(told).data()


class _Telling:
    def __init__(self, told: ClaimsTold) -> None:
        self.told, self.currency = told, told.circumstances.currency
        self.lists: list[tuple[Item, ...]] = []
        """The items that the verdicts on an advertisement look at, every list once."""

    def money(self, minor: int) -> str:
        return plain(minor, self.currency)

    def data(self) -> Data:
        told, found = self.told, self.told.witness
        return {
            "schema": SCHEMA,
            "version": __version__,
            "title": None if told.title is None else title_data(told.title),
            "currency": self.currency,
            "taken": {"jurisdiction": told.taken.jurisdiction or None, "currency": told.taken.currency or None},
            "outcome": told.outcome,
            "provisional": told.outcome == "holds" and any(one.provisional for one in told.adverts),
            "advertisements": [self.advert(one) for one in told.adverts],
            "standards": [standard_data(one) for one in told.standards],
            "witness": None if found is None else self.witness(found),
            "coupons_assumed": list(told.coupons),
            "prices": [note_data(one, self.currency) for one in told.notes],
            "inputs": [{"kind": one.kind, "name": one.name, "sha256": one.sha256} for one in told.inputs],
            "command": list(told.again),
        }

    def advert(self, one: AdvertJudged) -> Data:
        advert = one.advert
        self.lists = []
        parts = [
            {"outcome": part.outcome, "readings": [self.reading(some) for some in part.readings]} for part in one.parts
        ]
        return {
            "text": advert.text,
            "title": None if advert.title is None else title_data(advert.title),
            "source": None if advert.source is None else title_data(advert.source),
            "standards": [standard.standard for standard in advert.standards],
            "not_in_force": list(not_in_force(one)),
            "outcome": one.outcome,
            "provisional": one.provisional,
            "not_understood": list(advert.unread),
            "limits": [{"of": one.of, "said": one.said} for one in advert.limits],
            "vague": list(advert.vague),
            "not_tested": [at for at, part in enumerate(one.parts) if part.silent and one.untested],
            "facts": advert.facts.model_dump(mode="json", exclude_none=True),
            "asked_as_advertised": taken_from_advert(one),
            "observations": len(advert.history.observations),
            "parts": parts,
            "items": [[self.item(item) for item in some] for some in self.lists],
        }

    def reading(self, one: ReadingJudged) -> Data:
        reading = one.reading
        return {
            "said": reading.said or None,
            "from": reading.start,
            "to": reading.end,
            "way": reading.way,
            "claims": [write_claim(claim) for claim in reading.claims],
            "outcome": one.outcome,
            "judged": [self.judged(some) for some in one.judged],
        }

    def judged(self, one: Judged) -> Data:
        return {
            "standard": one.standard.standard,
            "outcome": one.outcome if any(verdict.findings for verdict in one.verdicts) else None,
            "provisional": one.provisional,
            "verdicts": [self.verdict(verdict) for verdict in one.verdicts],
        }

    def verdict(self, one: Verdict) -> Data:
        return {
            "claim": write_claim(one.matter.claim),
            "outcome": one.outcome if one.findings else None,
            "provisional": one.provisional,
            "asked": None if one.matter.asked is None else self.money(one.matter.asked),
            "allowed": None if one.allowed is None else reference_data(one.allowed, self.currency),
            "items": self.place(one.matter.items),
            "findings": [self.finding(finding) for finding in one.findings],
            "missing": list(one.missing),
            "counted_as_not_met": [finding.test.test for finding in one.unshown if finding.test is not None],
            "advertiser_proves": one.matter.advertiser_proves,
        }

    def place(self, items: tuple[Item, ...]) -> int | None:
        """Which list of the advertisement's items a verdict looks at; null for none."""
        if not items:
            return None
        if items not in self.lists:
            self.lists.append(items)
        return self.lists.index(items)

    def finding(self, one: Finding) -> Data:
        test = one.test
        return {
            "outcome": one.outcome,
            "counts": one.counts,
            "test": None if test is None else test.test,
            "article": None if test is None or test.article is None else title_data(test.article),
            "read_in": [] if test is None else list(test.source),
            "unread": test is not None and test.unread,
            "says": None if test is None or test.note is None else title_data(test.note),
            "figures": None if one.ground is None else ground_data(one.ground, self.currency),
            "missing": list(one.missing),
        }

    def item(self, one: Item) -> Data:
        return {"id": one.id, "before": self.money(one.marked), "pay": self.money(one.pay)}

    def witness(self, found: Witness) -> Data:
        from promocalc.explain.receipt import as_json as receipt_json
        from promocalc.explain.receipt.promises_json import promises_data

        return {
            "persona": found.persona or None,
            "pay": self.money(found.receipt.pay),
            "marked": self.money(found.receipt.marked),
            "bound": self.money(found.bound),
            "overrules_choices": found.overrules,
            "conditions": [self.condition(one) for one in found.conditions],
            "promises": promises_data(found.receipt),
            "receipt": receipt_json.to_data(found.receipt),
        }

    def condition(self, one: Condition) -> Data:
        return {
            "kind": one.kind,
            "rule": one.rule,
            "about": one.about or None,
            "value": one.value or None,
            "without": None if one.without is None else self.money(one.without),
        }


def standard_data(one: Standard) -> Data:
    """A standard, without its tests."""
    return {
        "name": one.standard,
        "title": title_data(one.title),
        "jurisdiction": one.jurisdiction,
        "in_force": {"from": day_data(one.force.start), "until": day_data(one.force.end)},
        "article": None if one.article is None else title_data(one.article),
        "read_in": list(one.source),
        "unread": one.unread,
        "about": None if one.about is None else title_data(one.about),
        "sources": [
            {"name": name, "title": title_data(source.title), "url": source.url} for name, source in one.sources.items()
        ],
    }


def note_data(one: Note, currency: str) -> Data:
    """What has to be told of prices that were read."""
    match one:
        case o.Gaps(sku, channel, days, of, longest):
            spans = [[day_data(gap.first), day_data(gap.last)] for gap in longest]
            return {"kind": "gaps", "sku": sku, "channel": channel, "days": days, "of": of, "longest": spans}
        case o.SaidTwice(sku, channel, price, times, first):
            told = {"sku": sku, "channel": channel, "price": price, "times": times, "first": day_data(first)}
            return {"kind": "said_twice", **told}
        case o.Differing(sku, channel, price, times, first, low, high):
            told = {"sku": sku, "channel": channel, "price": price, "times": times, "first": day_data(first)}
            return {"kind": "differing", **told, "low": plain(low, currency), "high": plain(high, currency)}
        case o.Unpriced(rows):
            return {"kind": "unpriced", "rows": rows}
        case o.Future(prices, first):
            return {"kind": "future", "prices": prices, "first": day_data(first)}
        case o.SeveralSkus(skus):
            return {"kind": "several_skus", "skus": list(skus)}
        case o.SeveralChannels(channels):
            return {"kind": "several_channels", "channels": list(channels)}
        case o.WithShipping(channel):
            return {"kind": "with_shipping", "channel": channel}
        case o.LocalDays(zone):
            return {"kind": "local_days", "zone": zone}
        case o.NotRead(columns, of_items):
            return {"kind": "not_read", "columns": list(columns), "of": "items" if of_items else "prices"}
        case _:
            assert_never(one)
