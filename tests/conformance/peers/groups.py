"""Offers on some of several pieces: bundles, sets, the nth piece, buy so many and get some."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .drafting import Desk, Draft, in_currency
from .gifts import fits, gift_mark
from .reading import amount, count, money, rate
from .scopes import GOODS, both
from .shipping import elsewhere
from .verdict import CannotSay


def bundle_price(desk: Desk) -> list[Draft]:
    """So many pieces together for one price."""
    desk.action.known("price", "price_by_currency", "price_currency", "bundle_size", "max_bundles", "sort")
    most = desk.most("max_bundles") or _applications(desk)
    sets = _sets(desk, count(desk.params["bundle_size"]), desk.form("sort", desk.case.habits.limited), most)
    if any(condition["type"] == "covers_distinct" for condition in desk.action.offer.conditions):
        sets["distinct"] = "sku"
    return [desk.draft(sets=sets, each="set", take={"to": desk.money("price")}, over="clip")]


def set_group(desk: Desk) -> list[Draft]:
    """Full groups of pieces, all of which are rewarded."""
    desk.action.known("group_size", "sort", "reward", "max_groups", "max_units")
    most = desk.most("max_groups") or desk.most()
    sets = _sets(desk, count(desk.params["group_size"]), desk.form("sort", "cheapest"), most)
    reward = dict(desk.params["reward"])
    match reward:
        case {"percent": percent}:
            body = {"each": desk.case.habits.item_rate, "take": {"off": rate(percent)}}
        case {"unit_price": price}:
            body = {"each": "piece", "take": {"to": amount(price)}}
        case {"price": price} | {"set_price": price}:
            body = {"each": "set", "take": {"to": amount(price)}}
        case {"amount": fixed} | {"fixed": fixed} | {"amount_off": fixed} | {"fixed_off": fixed} | {"absolute": fixed}:
            each = "piece" if reward.get("per") == "unit" else "set"
            body = {"each": each, "take": {"off": amount(fixed)}}
        case _:
            raise CannotSay(f"nothing is known of the reward {sorted(reward)}")
    return [desk.draft(sets=sets, of="running", over="clip", **body)]


def nth_item(desk: Desk) -> list[Draft]:
    """The nth piece of every group, or an amount for the first piece of a line and one for every further one."""
    if "first_unit_amount" in desk.params or "further_unit_amount" in desk.params:
        return _flexible(desk)
    desk.action.known("nth", "percent", "amount", "group_size", "group_sort", "item_sort", "picker", "max_units")
    size, most = count(desk.params["group_size"]), desk.most()
    across = {"within_each_group": False, "across_all_groups": True}.get(str(desk.params.get("picker")))
    if across is None:
        raise CannotSay(f"nothing is known of the picker {desk.params.get('picker')!r}")
    nth = desk.params.get("nth")
    every = nth in (None, "all", "ALL")
    places = list(range(1, size + 1)) if every else [count(nth)]
    sets = _sets(desk, size, desk.form("group_sort", "cheapest"), None)
    pick: dict[str, Any] = {"nth": places, "order": desk.form("item_sort", "cheapest")}
    fixed = desk.params.get("amount")
    take = {"off": rate(desk.params["percent"]) if fixed is None else amount(fixed)}
    each = "piece" if fixed is not None else desk.case.habits.item_rate
    body: dict[str, Any] = {"each": each, "take": take, "of": "running", "over": "clip"}
    if not most:
        return [desk.draft(**body, sets=sets, pick=pick | ({"from": "all"} if across else {}))]
    # Of a single group so many pieces are rewarded, from the nth on; of several groups so many of the nth ones.
    single = {"at_least": size, "at_most": 2 * size - 1, "in": "pieces"}
    several = {"at_least": 2 * size, "in": "pieces"}
    reached = pick | {"nth": list(range(places[0], min(places[0] + most, size + 1)))}
    found = [desk.draft(**body, needs=[single], sets=sets, pick=reached)]
    if across:
        first = pick | {"nth": places[:1], "from": "all", "at_most": most}
        found.append(desk.draft(**body, needs=[several], sets=sets, pick=first))
    elif not every:
        # All places of each of several groups are none, where there is a limit.
        found.append(desk.draft(**body, needs=[several], sets=sets | {"at_most": most}, pick=pick))
    return found


def _flexible(desk: Desk) -> list[Draft]:
    """An amount for the first piece of a line and one for each further one; the line, not the piece, has to bear it."""
    desk.action.known("first_unit_amount", "further_unit_amount", "max_units", "currency")
    largest = max((int(line.get("qty", 1)) for line in desk.case.goods), default=1)
    first, further = (money(desk.params.get(key) or 0) for key in ("first_unit_amount", "further_unit_amount"))
    pieces = range(1, min(desk.most() or largest, largest) + 1)
    tiers = [{"from": n, "off": amount(first + (n - 1) * further)} for n in pieces]
    stated = desk.params.get("currency")
    needs = None
    if stated is not None:
        needs = [{"at_least": {in_currency(stated, desk.case.currency): 0}, "in": "running"}]
    return [desk.draft(per="line", measure="pieces", needs=needs, take={"tiers": tiers}, over="clip")]


def every_n_units(desk: Desk) -> list[Draft]:
    """Only full groups of pieces are rewarded, whatever they cost."""
    desk.action.known("group_size", "reward", "max_groups")
    sets = _sets(desk, count(desk.params["group_size"]) or 1, "cart", desk.most("max_groups"))
    reward = dict(desk.params["reward"])
    kind = str(reward.get("kind", ""))
    each = "set" if reward.get("per") == "group" or kind.endswith("_group") else "piece"
    take: dict[str, Any]
    match reward:
        case {"tiers": steps, **more}:
            cut = rate if "percent" in kind else amount
            starts = {"0": more.get("base", 0), **steps}
            tiers = [{"from": amount(start), "off": cut(off)} for start, off in starts.items()]
            take = {"tiers": sorted(tiers, key=lambda tier: money(tier["from"]))}
        case {"percent": percent}:
            take = {"off": rate(percent)}
        case {"amount": fixed}:
            take = {"off": amount(fixed)}
        case _:
            raise CannotSay(f"nothing is known of the reward {kind or sorted(reward)}")
    body: dict[str, Any] = {"sets": sets, "each": each, "take": take, "of": "running", "over": "clip"}
    if "tiers" in take and desk.scope:
        return elsewhere(desk, body, take["tiers"], desk.case.start, GOODS)
    return [desk.draft(**body, measure=desk.case.start)]


def cheapest(desk: Desk) -> list[Draft]:
    """The cheapest piece, or the cheapest of every so many, for less or for nothing."""
    desk.action.known("percent", "amount", "cap", "every", "per", "max_units", "repeat")
    match desk.action.kind:
        case "cheapest_fixed":
            take = {"off": desk.money()}
        case "cheapest_percent":
            take = {"off": rate(desk.params["percent"])}
        case _:
            take = {"off": "100%"}
    parts: dict[str, Any] = {"pick": {"cheapest": desk.most() or 1}}
    if desk.action.kind == "cheapest_free" and desk.case.habits.once and not desk.params.get("every"):
        parts = _used_for_one(desk)
    elif desk.params.get("every"):
        parts = {"sets": _sets(desk, count(desk.params["every"]), "cheapest", _applications(desk))}
        parts["pick"] = {"cheapest": 1, "from": "all"}
    return [desk.draft(**parts, each="piece", take=take, of="running", cap=desk.cap(), over="clip")]


def _applications(desk: Desk) -> int | None:
    return 1 if desk.case.habits.once and desk.case.mode != "applicator" else None


def _used_for_one(desk: Desk) -> dict[str, Any]:
    """The free piece, and those that are used up with it: what the condition counts. It is given once."""
    size, parts = 1, {}
    for condition in desk.action.offer.conditions:
        match condition["type"]:
            case "min_quantity":
                size = max(size, count(condition["qty"]))
            case "covers_distinct":
                size, parts = max(size, count(condition["n"])), {"distinct": "sku"}
            case "min_subtotal" if not condition.get("amount_by_currency"):
                size = max(size, _worth(desk, money(condition["amount"])))
    sets = _sets(desk, size, "cheapest", 1) | parts
    return {"sets": sets, "pick": {"cheapest": 1, "from": "all"}}


def _worth(desk: Desk, value: Decimal) -> int:
    """How many pieces are worth so much: the cheapest, and then the dearest."""
    prices = [money(line["unit_price"]) for line in desk.case.goods for _ in range(int(line.get("qty", 1)))]
    prices = sorted(price for price in prices if price)
    found = 1
    for price in [*prices[:1], *prices[:0:-1]]:
        value -= price
        if value <= 0:
            return found
        found += 1
    return max(1, len(prices))


def buy_n_get_m(desk: Desk) -> list[Draft]:
    """Buy so many, get some for less: of the same goods, or of others."""
    desk.action.known(
        "buy_qty", "get_qty", "get_percent", "get_amount", "buy_filter", "get_filter", "pick", "repeat", "partial_gift"
    )
    buy, get = count(desk.params["buy_qty"]), count(desk.params["get_qty"])
    fixed = desk.params.get("get_amount")
    take = {"off": rate(desk.params.get("get_percent", 100)) if fixed is None else amount(fixed)}
    each = "piece" if fixed is not None else "pool"
    habits = desk.case.habits
    if habits.gifts_on_top:
        return [desk.draft(on={"gift": gift_mark(desk.action)}, each="pool", take=take, of="running", over="clip")]
    bought, given = (desk.scope_of(desk.params.get(key) or desk.action.filters) for key in ("buy_filter", "get_filter"))
    once = None if desk.params.get("repeat", True) else 1
    partial = {"partial": True} if desk.params.get("partial_gift") else {}
    body: dict[str, Any] = {"each": each, "take": take, "of": "running", "over": "clip", "on": given}
    if habits.gift_once:
        enough = {"at_least": buy, "in": "pieces", "on": both(GOODS, bought)}
        return [desk.draft(**body, needs=[enough], pick={_first(desk): get})]
    if bought == given or _fitting(desk, "buy_filter") == _fitting(desk, "get_filter"):
        per = "line" if habits.limited == "line" and not desk.params.get("buy_filter") else None
        sets = _sets(desk, buy + get, "cart" if per or habits.lines != "cart" else "dearest", once)
        return [desk.draft(**body, per=per, sets=sets | partial, pick={"nth": list(range(buy + 1, buy + get + 1))})]
    if _fitting(desk, "buy_filter") & _fitting(desk, "get_filter"):
        return _either(desk, body, buy, get, once)
    sets = _sets(desk, get, _form(desk), once) | {"with": {"on": both(GOODS, bought), "pieces": buy}}
    return [desk.draft(**body, sets=sets | partial)]


def _either(desk: Desk, body: dict[str, Any], buy: int, get: int, once: int | None) -> list[Draft]:
    """Goods that may be bought or given. Those that may only be bought are bought first.

    Where they do not suffice, the first of the others are bought too: a rule for each number of them.
    """
    if once is None or desk.params.get("partial_gift"):
        raise CannotSay("again and again, with goods that may be either bought or given and others only one of both")
    bought = desk.scope_of(desk.params.get("buy_filter") or desk.action.filters)
    only = both(GOODS, bought, {"none_of": [body["on"]]})
    given_only = _fitting(desk, "get_filter") - _fitting(desk, "buy_filter")
    there = _fitting(desk, "buy_filter") - _fitting(desk, "get_filter")
    if given_only and sum(int(desk.case.goods[at].get("qty", 1)) for at in there) < buy:
        raise CannotSay("of the goods that may be given, only some may be bought too, and those have to be")
    found = []
    for short in range(buy + 1):
        # So many have to be bought of what may be given.
        held = buy - short
        needs = [{"at_least": held, "in": "pieces", "on": only}]
        needs += [{"at_most": held, "in": "pieces", "on": only}] if short else []
        sets = _sets(desk, short + get, _form(desk), once) | ({"with": {"on": only, "pieces": held}} if held else {})
        pick = {"nth": list(range(short + 1, short + get + 1))}
        found.append(desk.draft(**body, needs=needs, sets=sets, pick=pick))
    return found


def _first(desk: Desk) -> str:
    return {"cart": "first", "dearest": "dearest", "cheapest": "cheapest"}[_form(desk)]


def _form(desk: Desk) -> str:
    """Which of the goods that may be given are given first."""
    said = str(desk.params.get("pick") or "")
    if said == "highest_line_subtotal_first" and desk.case.habits.lines == "subtotal":
        return "cart"  # lines are served in that order already
    if said in ("highest_line_subtotal_first", "dearest_first", "highest_price_first"):
        return "dearest"
    if said in ("", "cheapest_first", "lowest_price_first"):
        return "cheapest" if said else "cart"
    raise CannotSay(f"nothing is known of pick: {said}")


def _fitting(desk: Desk, key: str) -> set[int]:
    """The lines that a filter of the action lets through."""
    filters = desk.params.get(key) or desk.action.filters
    return {at for at, line in enumerate(desk.case.goods) if fits(line, filters)}


def _sets(desk: Desk, size: int, form: str, most: int | None) -> dict[str, Any]:
    if size < 1:
        raise CannotSay("a group of no pieces")
    orders = {"first": "cart", "line": "cart"}
    return {"of": size, "form": orders.get(form, form)} | ({"at_most": most} if most else {})
