"""One rule at a time: most parts left out, any of them possible."""

from __future__ import annotations

from typing import Any

from tests.generate_deposits import PARTS, WINDOW, draw_deposit
from tests.generate_draw import BOUNDS, COUNTS, CUTS, MODES, ODD, RATES, Drawer, Place, scope, view
from tests.generate_pieces import draw_pick, draw_sets

TAKES = (
    "off",
    "rate",
    "every",
    "rate",
    "tiers",
    "to",
    "off",
    "to rate",
    "add",
    "give",
    "between",
    "line",
    "give every",
    "deposit",
    "deposit",
)
PERS = ("order", "order", "store", "line", "category", "colour", "piece")
EACHES = ("pool", "pool", "line", "piece", "set")
MOST_GROUPED = 2
PERIODS = ("day", "week", "month", "year", "person", "campaign")
WHEN: tuple[dict[str, Any], ...] = (
    {"new": True},
    {"member": ["gold", "silver"]},
    {"none_of": [{"region": "SH"}]},
    {"window": WINDOW},
    {"hours": {"from": "22:00", "until": "02:00"}},
    {"hours": {"from": "00:00", "until": "24:00"}},
    {"orders": 0},
    {"orders": {"at_least": 1, "at_most": 3}, "payment": "card"},
    {"any_of": [{"student": True}, {"window": {"from": "2020-11-12T00:00:00+08:00"}}]},
)
_RARE = ("use", "cap", "share", "measure", "of", "needs", "round", "over", "floor", "when", "rank", "limit")
_PARTS = (
    (),
    *((part,) for part in _RARE),
    *((one, _RARE[(at + step) % len(_RARE)]) for step in (1, 2, 3, 4, 5) for at, one in enumerate(_RARE)),
    *(("use", "cap", "over", "floor"), ("measure", "of", "share", "round"), ("use", "measure", "share", "cap")),
    _RARE,
)


def draw_rule(to: Drawer, place: Place) -> dict[str, Any]:
    """One rule's body."""
    body: dict[str, Any] = {}
    counted = to.rarely(7) and not place.spends
    if counted:
        body["measure"] = "pieces"
    verb, body["per"], body["each"] = to.picks(TAKES, PERS, EACHES)
    scoped, parts = to.picks(("", "on", "", "from", "", "on from"), _PARTS)
    if place.spends:
        body["per"] = "order"
    if (verb == "add" and not place.countable) or (verb == "line" and to.lines_only):
        verb = "off"
    if verb == "deposit" and place.consumes:
        verb = "off"
    if verb == "add" and body["per"] == "piece":
        body["per"] = "line"
    _group(to, body, verb)
    body["take"] = (
        draw_deposit(to, by_line=_by_line(body) and not to.lines_only)
        if verb == "deposit"
        else _take(to, verb, counted, by_line=_by_line(body))
    )
    if "on" in scoped:
        body["on"] = scope(to, place)
    if "from" in scoped:
        body["from"] = to.pick(COUNTS) if counted else to.amount(BOUNDS)
    # One draw says which of the rarer parts this rule has; a few at most.
    for part in parts:
        if not (part == "measure" and counted) and _fits(part, body, place):
            body[part] = _part(part, body, to, place)
    if body["per"] == "piece" and body.get("share", {}).get("over") == "order":
        body["share"]["over"] = "picked"
    if verb == "deposit":
        _as_deposit(body)
    elif to.rarely(12):
        body["if_promised"] = "if it comes true"
    elif "when" in body and to.rarely(3):
        body["stage"] = to.pick(("deposit", "balance"))
    return body


def _as_deposit(body: dict[str, Any]) -> None:
    """Deposits are not held back by caps over a period, and can be paid as long as their window says."""
    cap = body.get("cap")
    if isinstance(cap, dict):
        body["cap"] = {key: most for key, most in cap.items() if key not in PERIODS} or {"pool": "10%"}
    if "round" in body:
        body["round"].pop("of", None)
    if "when" in body:
        body["when"] = {"window": dict(WINDOW)}


def _group(to: Drawer, body: dict[str, Any], verb: str) -> None:
    """Sets and picks, where the rule may have them."""
    some = to.pick(("", "", "", "sets", "sets pick", "pick", "sets"))
    if verb in ("add", "deposit") or body["per"] == "piece" or to.lines_only or to.grouped >= MOST_GROUPED:
        some = ""
    to.grouped += bool(some)
    if "sets" in some:
        body["sets"] = draw_sets(to)
    elif body["each"] == "set":
        body["each"] = "pool"
    if "pick" in some:
        body["pick"] = draw_pick(to, across="sets" in some)
        if "from" in body["pick"] and body["each"] == "set":  # pieces across all sets are in no one set
            body["each"] = "pool"


def _by_line(body: dict[str, Any]) -> bool:
    """Whether every unit lies in one line, so that lines need not agree."""
    return body["each"] in ("line", "piece") or body["per"] in ("line", "piece")


def _fits(part: str, body: dict[str, Any], place: Place) -> bool:
    take = body["take"]
    if "deposit" in take:
        return part in PARTS
    if part == "use":
        return place.countable and "add" not in take and "in" not in take
    return part != "limit" or place.countable


def _take(to: Drawer, verb: str, counted: bool, *, by_line: bool) -> dict[str, Any]:
    def bound() -> str:
        return to.pick(COUNTS) if counted else to.money(BOUNDS)

    match verb:
        case "off":
            return {"off": to.amount(CUTS)}
        case "rate":
            return {"off": to.pick(RATES)}
        case "between":
            ends = to.pick((((1, 99), (100, 500), (0, 20000), (7, 7)), (("10%", "50%"), ("0%", "100%"))))
            least, most = to.pick(ends)
            return {"off": {"between": [least, most] if isinstance(least, str) else _coins(to, least, most)}}
        case "line":
            return _line_take(to, by_line, counted)
        case "every":
            return {"off": to.amount(CUTS), "every": to.pick(COUNTS) if counted else to.amount((1000, 333, 100, 7))}
        case "tiers":
            starts = {bound() for _ in range(to.pick((1, 2, 3)))}
            offs = [to.pick(RATES) if to.rarely(2) else to.money(CUTS) for _ in starts]
            return {"tiers": [{"from": start, "off": off} for start, off in zip(sorted(starts), offs, strict=True)]}
        case "to":
            return {"to": to.amount((99, 1000, 0, 1, 7, 2500))}
        case "to rate":
            return {"to": to.pick(RATES)}
        case "give" | "give every":
            return _give(to, "every" in verb, bound, counted=counted)
        case _:
            amount = to.pick(RATES) if to.rarely(3) else to.amount(CUTS)
            return {"add": amount, "line": to.pick(("shipping", "service"))}


def _coins(to: Drawer, *amounts: int) -> list[str]:
    from promocalc.money import plain

    return [plain(amount, to.currency) for amount in amounts]


def _line_take(to: Drawer, by_line: bool, counted: bool) -> dict[str, Any]:
    """A number of the line's own; ``gift`` is one on which all lines agree that have it."""
    name = to.pick(("cut", "gift", "part")) if by_line else "gift"
    if name == "gift" and to.rarely(3):
        return {"off": "line.gift", "every": to.pick(COUNTS) if counted else to.money((1000, 333, 100, 7))}
    return {to.pick(("off", "to")): f"line.{name}"}


def _give(to: Drawer, repeated: bool, bound: Any, *, counted: bool) -> dict[str, Any]:
    """A benefit for later: money, or points."""
    kind = to.pick(("cash", "points", "voucher", "a towel"))
    amount = to.pick(("1", "5", "100")) if kind == "points" else to.money(CUTS)
    take: dict[str, Any] = {"give": amount, "in": kind}
    if repeated:
        take["every"] = to.pick(COUNTS) if counted else to.money((1000, 333, 100, 7))
    elif to.rarely(3):
        take["tiers"] = [{"from": bound(), "give": take.pop("give")}]
    elif to.rarely(2):
        take["give"] = to.pick(RATES)
    if kind == "points" and to.rarely(2):
        take["worth"] = to.pick(("0.01", "1", "0.5", "10"))
    if to.rarely(3):
        take["clawback"] = to.pick(("share", "whole", "none"))
    return take


def _part(part: str, body: dict[str, Any], to: Drawer, place: Place) -> Any:
    match part:
        case "when":
            return dict(to.pick(WHEN))
        case "needs":
            return [_need(to, place) for _ in range(to.pick((1, 1, 2)))]
        case "measure" | "of":
            return view(to, place)
        case "cap":
            return _cap(to, body, place)
        case "limit":
            return {to.pick(("order", "day", "month", "person", "campaign")): to.pick((1, 2, 0, 5))}
        case "rank":
            return to.pick(("marked", "running"))
        case "floor":
            return to.amount((1, 100, 3, 10)) if to.rarely(2) else to.pick(("line.least", to.money((1, 100, 3, 10))))
        case "over":
            return draw_over(to)
        case "share":
            return draw_share(to, place, sets="sets" in body)
        case "round":
            # What a rule gives is rounded down; only to what may be said.
            return {"unit": to.money((10, 100, 5))} if "give" in str(body.get("take")) else draw_round(to)
        case _:
            return _use(to)


def _need(to: Drawer, place: Place) -> dict[str, Any]:
    looked_at = to.pick(("pieces", None, "distinct category", "view", "distinct colour", "distinct id"))
    looked_at = view(to, place) if looked_at == "view" else looked_at
    counts = looked_at is not None and (looked_at == "pieces" or looked_at.startswith("distinct"))
    # Where the measure decides, small counts of whole coins are both: amounts and pieces.
    bound = to.pick(COUNTS) if counts or looked_at is None else to.amount(BOUNDS)
    need: dict[str, Any] = {to.pick(("at_least", "above", "at_most")): bound}
    if looked_at is not None:
        need["in"] = looked_at
    if to.rarely(3):
        need["on"] = scope(to, None)
    if to.rarely(3) and not str(looked_at).startswith("distinct"):
        need["any"] = "line"
    return need


def _cap(to: Drawer, body: dict[str, Any], place: Place) -> Any:
    points = body["take"].get("in") == "points"

    def most() -> Any:
        if points:
            return to.pick(("10", "1", "3"))
        return to.pick(("50%", "1/3", "10%")) if to.rarely(3) else to.amount((100, 1, 1000, 10, 0, 333))

    key = to.pick(("pool", "each", "order", None, "period"))
    if key == "period":
        if not place.countable or points:
            return {"order": most()}
        periods = to.pick((("day",), ("month",), ("campaign",), ("week", "year"), ("person", "day")))
        return {period: to.amount((1000, 100, 1, 333, 0)) for period in periods} | (
            {"pool": most()} if to.rarely(3) else {}
        )
    if key == "each" and _by_line(body) and not points and to.rarely(3):
        return {"each": "line.cut"}
    return most() if key is None else {key: most()} if to.rarely(2) else {"order": most(), key: most()}


def draw_over(to: Drawer) -> Any:
    """What happens where more would be taken than may be."""
    room = to.pick(("refuse", "clip", "respread", "respread"))
    return {"room": room, "cap": to.pick(("refuse", "clip"))} if to.rarely(3) else room


def draw_share(to: Drawer, place: Place, *, sets: bool) -> dict[str, Any]:
    """Who bears it, by what, and who gets the odd cents."""
    said: dict[str, Any] = {"odd": to.pick(ODD)}
    if to.rarely(2):
        said["by"] = "pieces" if to.rarely(4) else view(to, place)
    if not to.lines_only and to.rarely(2):
        said["over"] = to.pick(("pool", "picked", "order", *(["sets"] * 3 if sets else [])))
    if to.rarely(3):
        said["zero"] = "even"
    return said


def draw_round(to: Drawer) -> dict[str, Any]:
    """What is rounded, and how."""
    said: dict[str, Any] = {"mode": to.pick(MODES)}
    if to.rarely(2):
        said["unit"] = to.money((10, 100, 5))
    if to.rarely(3):
        said["of"] = "price"
    return said


def _use(to: Drawer) -> Any:
    kind = to.pick(("coupon", "coupon", "purse", "points", "beans"))
    if kind == "coupon":
        return kind
    said: dict[str, Any] = {"balance": kind}
    if kind == "beans":
        said["unit"] = to.unit
    if kind == "beans" or to.rarely(3):
        step, least = to.picks((None, 10, 100, 3), (None, None, 50, 1000))
        asked = {"step": step, "least": least}
        said |= {
            key: str(amount) if kind == "beans" else _coins(to, amount)[0]
            for key, amount in asked.items()
            if amount is not None
        }
    return said
