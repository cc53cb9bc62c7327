"""Sets and picked pieces, in English."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from promocalc.engine.steps import Step
from promocalc.explain.names import Names
from promocalc.explain.rules.terms import RuleTerms, is_from_the_first
from promocalc.explain.rules.views_en import attribute_word
from promocalc.rules.pieces import Order, Pick, Sets
from promocalc.rules.rule import Each

_ORDERS: dict[Order, str] = {
    "dearest": "from the dearest down",
    "cheapest": "from the cheapest up",
    "cart": "in the order of their ids",
}
_FIRST: dict[Order, str] = {"dearest": "dearest", "cheapest": "cheapest", "cart": "first"}
PICKED_SHOWN = 24
"""Lines of which the picked pieces are told."""
_ALL = ", once for all of them"


def pieces(count: int) -> str:
    """So many pieces."""
    return f"{count} piece" if count == 1 else f"{count} pieces"


class Rewarded(NamedTuple):
    """The pieces that a rule rewards, and for what of them one amount is worked out."""

    what: str
    """Empty where all of the pool is."""
    suffix: str = ""
    several: bool = False

    @property
    def verb(self) -> str:
        """``is`` or ``are``."""
        return "are" if self.several else "is"


def rewarded(terms: RuleTerms, once: bool) -> Rewarded:
    """What a rule rewards, where it has sets or a pick.

    ``once``: what it takes is one amount, so that it matters for how many pieces together.
    """
    sets, pick, each = terms.told.sets, terms.told.pick, terms.told.each
    if pick is None:
        return _whole_sets(sets, each, once) if sets is not None else Rewarded("")
    count = len(pick.places)
    if sets is None:
        most = f", at most {pick.at_most}" if pick.at_most is not None else ""
        what = _chosen(pick, "dearest") + most
    elif pick.across:
        what, count = _across(pick, sets), 2
    else:
        what = f"{_chosen(pick, sets.form, told=True)} of each set of {sets.of}"
    if count == 1:
        return Rewarded(what, _ALL if once and each == "pool" and sets is not None else "")
    match each:
        case "piece":
            return Rewarded(f"each of {what}")
        case "line":
            return Rewarded(what, ", line by line", True)
        case "set":
            return Rewarded(what, ", once for each set" if once else "", True)
        case "pool":
            return Rewarded(what, _ALL if once else "", True)
        case _:
            assert_never(each)


def _whole_sets(sets: Sets, each: Each, once: bool) -> Rewarded:
    one = "each piece" if sets.of == 1 else f"each set of {sets.of}"
    match each:
        case "set":
            return Rewarded(one)
        case "piece":
            return Rewarded(one if sets.of == 1 else f"each piece in sets of {sets.of}")
        case "line":
            return Rewarded(
                "the pieces" if sets.of == 1 else f"the pieces in sets of {sets.of}", ", line by line", True
            )
        case "pool":
            return (
                Rewarded("all pieces" if sets.of == 1 else f"all sets of {sets.of}", _ALL, True)
                if once
                else Rewarded(one)
            )
        case _:
            assert_never(each)


def _chosen(pick: Pick, form: Order, *, told: bool = False) -> str:
    """``the 2 cheapest pieces``, ``the 2nd piece (from the dearest down)``; ``told``: the form is said elsewhere."""
    order, count = pick.order or form, len(pick.places)
    if is_from_the_first(pick):
        return f"the {_FIRST[order]} piece" if count == 1 else f"the {count} {_FIRST[order]} pieces"
    counted = "" if told and order == form else f" ({_ORDERS[order]})"
    return f"the {_ordinals(pick.places)} {'piece' if count == 1 else 'pieces'}{counted}"


def _across(pick: Pick, sets: Sets) -> str:
    """Of all sets together, as many for each of them."""
    order, together = pick.order or sets.form, f"all sets of {sets.of} taken together"
    most = f", at most {pick.at_most}" if pick.at_most is not None else ""
    if is_from_the_first(pick):
        return f"the {_FIRST[order]} pieces of {together} ({len(pick.places)} for each set{most})"
    return f"the pieces ranked {_ordinals(pick.places)} for each set, {_ORDERS[order]} over {together}{most}"


def picked(step: Step, names: Names) -> str:
    """How many sets were formed, and of which lines how many pieces the rule is for; empty where it looks at none."""
    sets, pick = names.rule_of(step).sets, names.rule_of(step).pick
    if not step.picked:
        return ""
    formed = []
    if sets is not None and step.sets and sets.of > 1:
        formed.append(f"{step.sets} {'set' if step.sets == 1 else 'sets'} of {sets.of}")
    if pick is not None and sets is None:
        formed.append(_chosen(pick, "dearest"))
    elif pick is not None and sets is not None:
        formed.append("picked over all" if pick.across else f"{_chosen(pick, sets.form, told=True)} of each")
    told = ", ".join(f"{names.line(line)} x{count}" for line, count in step.picked[:PICKED_SHOWN])
    more = f", and {len(step.picked) - PICKED_SHOWN} more lines" if step.picked[PICKED_SHOWN:] else ""
    return f"{'; '.join(formed)}: {told}{more}" if formed else f"{told}{more}"


def formation(sets: Sets, on: str) -> str:
    """How sets come about. ``on``: of which lines every set needs pieces besides, in words."""
    said, each = f"Sets are formed {_ORDERS[sets.form]}", "each"
    if sets.of == 1:
        said, each = f"They are taken {_ORDERS[sets.form]}", "each of them"
    if sets.distinct is not None:
        said += f", every piece of another {attribute_word(sets.distinct)}"
    if sets.at_most is not None:
        said += f", at most {sets.at_most} of them"
    if sets.companions is not None:
        said += f"; {each} also needs {pieces(sets.companions.pieces)} of {on}, which get nothing off"
    if sets.partial:
        said += "; what does not fill a set makes a smaller one"
    return said


def _ordinals(places: tuple[int, ...]) -> str:
    words = [_ordinal(place) for place in places]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _ordinal(place: int) -> str:
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"
