"""Worked cases with published figures, one file each.

A case file holds a whole rulebook, a whole cart and what its source prints: of
the receipt under ``expect``, of goods that go back under ``refund``, of a price
that falls later under ``protect``, each of these one claim or a list. A variant
is the same case with a patch: mappings are merged, a null takes a key out,
anything else replaces what stood there. A step is named by its rule, or as
``RULE@POOL`` where the rule met several pools.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from promocalc.files.yaml import read_yaml
from promocalc.problems import ProblemGroup

HERE = Path(__file__).parent
VERDICTS = ("ok", "source_rounds", "source_wrong")
CLAIMS = ("refund", "protect")

_PATCH = ("rulebook", "cart", "choices", "at")
_ABOUT = ("case", "title", "source", "year", "quality", "verdict", "printed", "note")
_CASE = (*_ABOUT, "expect", *CLAIMS, "variants", *_PATCH)
_VARIANT = ("name", "note", "expect", *CLAIMS, *_PATCH)
_TOTALS = ("pay", "marked", "saved", "added", "merchant_receives", "tax", "net", "invoice", "deposits", "balance")
_KEPT = ("if_kept", "promised", "kept", "forced", "payments")
_EXPECT = (*_TOTALS, *_KEPT, "percent_off", "percent_paid", "readings", "wallet_left", "later", "steps", "lines")
_FIGURES = ("measured", "base", "wanted", "deduction", "given", "added", "deposit", "before", "after")
_WHY = ("need", "missing")
_PIECES = ("sets", "picked")
_STEP = (*_FIGURES, *_WHY, *_PIECES, "outcome", "reason", "by", "shares")
_LINE = ("pay", "marked", "tax", "each", "shares", "deposit")
_PAYMENT = ("stage", "rule", "amount", "at", "opens", "closes")

_RETURN = ("line", "pieces", "worth")
_TIMES = ("at", "received")
_REFUND = ("note", "returns", "before", "spent", *_TIMES, "expect")
_BACK = ("cash", "postage", "expected", "lost", "withheld", "clawback", "fee", "short", "kept_pay", "alone", "dearer")
_OTHERWISE = ("at_once", "one_by_one", "deposit_terms", "deposit_law", "to_wallet", "got_before")
_WHEN = ("in_time", "closes")
_REFUNDED = (
    *_BACK,
    *_OTHERWISE,
    *_WHEN,
    "stage",
    "lines",
    "to_balances",
    "to_funders",
    "coupons",
    "taken_back",
    "parts",
)
_LINE_BACK = ("refund", "worth", "paid", "tax", "postage", "clawback", "rounding", "moved")

_PROTECT = ("note", "now", "prices", "already", "refunded", *_TIMES, "expect")
_NOW = ("rulebook", "cart", "choices")
_PROTECTED = ("then", "now", "owed", "naive", *_WHEN, "lines")
_LINE_NOW = ("then", "now", "owed", "naive", "why")


@dataclass(frozen=True)
class Trial:
    """One cart under one rulebook, and what is expected of the receipt, and of what comes after it."""

    name: str
    rulebook: Mapping[str, Any]
    cart: Mapping[str, Any]
    expect: Mapping[str, Any]
    refund: tuple[Mapping[str, Any], ...] = ()
    protect: tuple[Mapping[str, Any], ...] = ()


def case_files(collection: str) -> list[Path]:
    return sorted((HERE / collection).glob("*.yaml"))


def read_case(path: Path) -> dict[str, Any]:
    document = read_yaml(path.read_text(encoding="utf-8"), file=path.name)
    if document.problems:
        raise ProblemGroup(document.problems)
    data = document.data()
    assert isinstance(data, dict), f"{path.name} is not a mapping"
    return data


def trials(path: Path) -> list[Trial]:
    """The case itself, and each of its variants."""
    case = read_case(path)
    own = {key: case[key] for key in ("expect", *CLAIMS) if key in case}
    variants = [trial(f"{path.stem}:{variant['name']}", case, variant) for variant in case.get("variants", [])]
    return [trial(path.stem, case, own), *variants]


def trial(name: str, case: Mapping[str, Any], patch: Mapping[str, Any]) -> Trial:
    cart = patched(case["cart"], {key: case[key] for key in ("choices", "at") if key in case})
    book, cart = _now(case["rulebook"], cart, patch)
    return Trial(name, book, cart, patch.get("expect", {}), *(claims(patch, key) for key in CLAIMS))


def claims(case: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], ...]:
    """One claim or a list of them."""
    said = case.get(key, [])
    return tuple(said) if isinstance(said, list) else (said,)


def later(trial: Trial, patch: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The rulebook and the cart of a trial as they stand on a later day."""
    return _now(trial.rulebook, trial.cart, patch)


def _now(book: Any, cart: Any, patch: Mapping[str, Any]) -> tuple[Any, Any]:
    cart = patched(cart, patch.get("cart", {}))
    cart = patched(cart, {key: patch[key] for key in ("choices", "at") if key in patch})
    return patched(book, patch.get("rulebook", {})), cart


def patched(base: Any, patch: Any) -> Any:
    if not isinstance(base, Mapping) or not isinstance(patch, Mapping):
        return patch
    kept = {key: value for key, value in base.items() if key not in patch}
    return kept | {key: patched(base.get(key), value) for key, value in patch.items() if value is not None}


# --- what a case file may say ---------------------------------------------------------------------------------


def not_understood(case: Mapping[str, Any]) -> list[str]:
    """The keys of a case that would otherwise be passed over in silence."""
    unknown = [*_strange("", case, _CASE), *_strange_claims("", case)]
    for variant in case.get("variants", []):
        name = str(variant.get("name"))
        unknown += [*_strange(name, variant, _VARIANT), *_strange_claims(f"{name}.", variant)]
    return unknown


def _strange_claims(before: str, said: Mapping[str, Any]) -> Iterator[str]:
    yield from _strange_expect(f"{before}expect", said.get("expect", {}))
    for claim in claims(said, "refund"):
        yield from _strange(f"{before}refund", claim, _REFUND)
        yield from _strange(f"{before}refund.expect", claim.get("expect", {}), _REFUNDED)
        for name, inner in claim.get("expect", {}).get("lines", {}).items():
            yield from (
                _strange(f"{before}refund.expect.lines.{name}", inner, _LINE_BACK) if isinstance(inner, Mapping) else ()
            )
        for back in (*claim.get("returns", ()), *claim.get("before", ())):
            yield from _strange(f"{before}refund.returns", back, _RETURN)
    for claim in claims(said, "protect"):
        yield from _strange(f"{before}protect", claim, _PROTECT)
        yield from _strange(f"{before}protect.now", claim.get("now", {}), _NOW)
        yield from _strange(f"{before}protect.expect", claim.get("expect", {}), _PROTECTED)
        for name, inner in claim.get("expect", {}).get("lines", {}).items():
            yield from _strange(f"{before}protect.expect.lines.{name}", inner, _LINE_NOW)


def _strange_expect(where: str, expect: Mapping[str, Any]) -> Iterator[str]:
    yield from _strange(where, expect, _EXPECT)
    for part, known in (("steps", _STEP), ("lines", _LINE)):
        for name, inner in expect.get(part, {}).items():
            yield from _strange(f"{where}.{part}.{name}", inner, known)
    for at, payment in enumerate(expect.get("payments", ())):
        yield from _strange(f"{where}.payments.{at}", payment, _PAYMENT)


def _strange(where: str, said: Mapping[str, Any], known: tuple[str, ...]) -> list[str]:
    return [f"{where}.{key}".lstrip(".") for key in said if key not in known]
