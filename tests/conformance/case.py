"""Worked cases with published figures, one file each.

A case file holds a whole rulebook, a whole cart and what its source prints. A
variant is the same case with a patch: mappings are merged, a null takes a key
out, anything else replaces what stood there. A step is named by its rule, or
as ``RULE@POOL`` where the rule met several pools.
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

_PATCH = ("rulebook", "cart", "choices", "at")
_CASE = ("case", "title", "source", "year", "quality", "verdict", "printed", "note", "expect", "variants", *_PATCH)
_VARIANT = ("name", "note", "expect", *_PATCH)
_TOTALS = ("pay", "marked", "saved", "added", "merchant_receives", "tax", "net", "invoice")
_EXPECT = (*_TOTALS, "percent_off", "percent_paid", "readings", "wallet_left", "later", "steps", "lines")
_FIGURES = ("measured", "base", "wanted", "deduction", "given", "added", "before", "after")
_WHY = ("need", "missing")
_PIECES = ("sets", "picked")
_STEP = (*_FIGURES, *_WHY, *_PIECES, "outcome", "reason", "by", "shares")
_LINE = ("pay", "marked", "tax", "each", "shares")


@dataclass(frozen=True)
class Trial:
    """One cart under one rulebook, and what is expected of the receipt."""

    name: str
    rulebook: Mapping[str, Any]
    cart: Mapping[str, Any]
    expect: Mapping[str, Any]


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
    variants = [trial(f"{path.stem}:{variant['name']}", case, variant) for variant in case.get("variants", [])]
    return [trial(path.stem, case, {"expect": case["expect"]}), *variants]


def trial(name: str, case: Mapping[str, Any], patch: Mapping[str, Any]) -> Trial:
    cart = patched(case["cart"], {key: case[key] for key in ("choices", "at") if key in case})
    cart = patched(cart, patch.get("cart", {}))
    cart = patched(cart, {key: patch[key] for key in ("choices", "at") if key in patch})
    return Trial(name, patched(case["rulebook"], patch.get("rulebook", {})), cart, patch["expect"])


def patched(base: Any, patch: Any) -> Any:
    if not isinstance(base, Mapping) or not isinstance(patch, Mapping):
        return patch
    kept = {key: value for key, value in base.items() if key not in patch}
    return kept | {key: patched(base.get(key), value) for key, value in patch.items() if value is not None}


# --- what a case file may say ---------------------------------------------------------------------------------


def not_understood(case: Mapping[str, Any]) -> list[str]:
    """The keys of a case that would otherwise be passed over in silence."""
    unknown = [*_strange("", case, _CASE), *_strange_expect("expect", case.get("expect", {}))]
    for variant in case.get("variants", []):
        unknown += _strange(str(variant.get("name")), variant, _VARIANT)
        unknown += _strange_expect(f"{variant.get('name')}.expect", variant.get("expect", {}))
    return unknown


def _strange_expect(where: str, expect: Mapping[str, Any]) -> Iterator[str]:
    yield from _strange(where, expect, _EXPECT)
    for part, known in (("steps", _STEP), ("lines", _LINE)):
        for name, inner in expect.get(part, {}).items():
            yield from _strange(f"{where}.{part}.{name}", inner, known)


def _strange(where: str, said: Mapping[str, Any], known: tuple[str, ...]) -> list[str]:
    return [f"{where}.{key}".lstrip(".") for key in said if key not in known]
