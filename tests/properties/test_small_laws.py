"""Laws of single parts, over books made for them: what holds only where nothing else stands in the way."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.money import plain
from promocalc.rules.rulebook import Rulebook
from tests.generate_draw import ODD
from tests.generate_pieces import PieceCase, piece_cases
from tests.naive import rounded
from tests.pieces_table import rate as fraction

CENTS = st.sampled_from((0, 1, 3, 7, 10, 100, 333, 1000, 2500, 9999))
LINES = st.lists(st.tuples(CENTS, st.integers(1, 4)), min_size=1, max_size=5)


def priced(lines: list[tuple[int, int]], rules: dict[str, Any]) -> Receipt:
    """Lines of a price and a quantity, under rules in sequence."""
    book = Rulebook.model_validate({"rulebook": "small", "rules": rules, "price": list(rules)})
    found = [
        {"id": f"i{at}", "unit_price": plain(cents, "CNY"), "quantity": count}
        for at, (cents, count) in enumerate(lines)
    ]
    return price(Cart.model_validate({"lines": found}), book)


@given(LINES, CENTS, CENTS, CENTS, st.sampled_from(ODD), st.data())
def test_respread_takes_all_that_there_is_room_for(
    lines: list[tuple[int, int]], before: int, cut: int, floor: int, odd: str, data: st.DataObject
) -> None:
    """Shared by tag prices after some lines were cut: together they bear it all, or nobody has room left."""
    some = data.draw(st.lists(st.sampled_from([f"i{at}" for at in range(len(lines))]), min_size=1, unique=True))
    rules: dict[str, Any] = {
        "before": {"on": {"id": some}, "each": "line", "take": {"off": plain(before, "CNY")}},
        "respread": {
            "take": {"off": plain(cut, "CNY")},
            "share": {"by": "marked", "odd": odd},
            "floor": plain(floor, "CNY"),
            "over": "respread",
        },
    }
    first = priced(lines, {"before": rules["before"]})
    got = priced(lines, rules)
    rooms = {line.id: max(0, line.pay - floor * line.quantity) for line in first.lines if line.marked}
    assert first.pay - got.pay == min(cut, sum(rooms.values()))
    assert all(
        line.pay >= min(paid.pay, floor * line.quantity) for line, paid in zip(got.lines, first.lines, strict=True)
    )


@given(piece_cases(1), st.sampled_from(((0, 5), (1, 99), (100, 3000), (7, 7))), st.booleans())
def test_a_random_cut_costs_most_at_its_least(case: PieceCase, ends: tuple[int, int], rate: bool) -> None:
    """One rule, which may be for some of several pieces: the receipt shows the least end, the range has both."""
    ((name, rule),) = case.book["rules"].items()
    between = [f"{end % 101}%" if rate else plain(end, "CNY") for end in ends]
    between = between if not rate or ends[0] % 101 <= ends[1] % 101 else between[::-1]
    rule = {key: part for key, part in rule.items() if key not in ("take", "over", "round")}
    books = [
        case.book | {"rules": {name: rule | {"take": {"off": off}}}, "defaults": {}}
        for off in ({"between": between}, *between)
    ]
    cart, _ = case.models
    shown, least, most = (price(cart, Rulebook.model_validate(book)) for book in books)
    assert shown.pay == least.pay >= most.pay
    assert shown.range == ((most.pay, least.pay) if least.pay != most.pay else shown.range)
    assert [line.pay for line in shown.lines] == [line.pay for line in least.lines]


@given(piece_cases(2))
def test_a_gift_changes_nothing_that_is_paid(case: PieceCase) -> None:
    """The last rule gives for later what it would have taken off: without it, the same is paid."""
    *others, last = case.book["rules"]
    rule = case.book["rules"][last]
    if set(rule["take"]) != {"off"}:
        return
    rule = {key: part for key, part in rule.items() if key != "round"}
    rules = case.book["rules"] | {last: rule | {"take": {"give": rule["take"]["off"], "in": "cash"}}}
    cart, _ = case.models
    got = price(cart, Rulebook.model_validate(case.book | {"rules": rules}))
    if not others:
        assert got.pay == got.marked
        return
    shape = case.book["price"][0]
    consumes = isinstance(shape, dict) and "consume" in shape
    tree = [{"consume": "pieces", "of": others}] if consumes else others
    rest = {name: case.book["rules"][name] for name in others}
    assert got.lines == price(cart, Rulebook.model_validate(case.book | {"rules": rest, "price": tree})).lines


@given(piece_cases(1), st.sampled_from(("10%", "50%", "1/3", "100%")))
def test_as_much_is_given_as_would_have_been_taken_off(case: PieceCase, rate: str) -> None:
    """A rate of goods at their tag price always has room, so that only the rounding differs, which is down here."""
    ((name, rule),) = case.book["rules"].items()
    rule = {key: part for key, part in rule.items() if key not in ("take", "over", "floor", "share", "round")}
    cart, _ = case.models
    off, gift = (
        price(cart, Rulebook.model_validate(case.book | {"rules": {name: rule | take}, "defaults": {}}))
        for take in ({"take": {"off": rate}, "round": {"mode": "down"}}, {"take": {"give": rate, "in": "voucher"}})
    )
    assert off.saved == sum(later.amount for later in gift.later)
    assert gift.pay == gift.marked


@given(LINES, st.sampled_from(("5%", "19%", "20%", "1/3", "0%")), st.sampled_from(("piece", "line", "rate", "order")))
def test_net_and_tax_are_what_is_paid(lines: list[tuple[int, int]], rate: str, per: str) -> None:
    """Tax that prices hold, r / (1 + r) of each, or the net price, 1 / (1 + r) of each, rounded for each."""
    tax = {"included": True, "rate": rate, "per": per}
    book = {"rulebook": "small", "rules": {"r": {"take": {"off": "10%"}}}, "price": "r"}
    found = [
        {"id": f"i{at}", "unit_price": plain(cents, "CNY"), "quantity": count}
        for at, (cents, count) in enumerate(lines)
    ]
    cart = Cart.model_validate({"lines": found})
    nets = []
    for rounds in ("tax", "net"):
        got = price(cart, Rulebook.model_validate(book | {"tax": tax | {"rounds": rounds}}))
        assert got.tax is not None
        assert got.net is not None
        assert got.net + got.tax == got.pay
        nets.append(got.net)
    whole = [line.pay for line in got.lines]
    units = {
        "piece": [
            pay // count + (at < pay % count)
            for pay, (_, count) in zip(whole, lines, strict=True)
            for at in range(count)
        ],
        "line": whole,
    }.get(per, [sum(whole)])
    of = fraction(rate) or Fraction(0)
    assert got.pay - nets[0] == sum(rounded(unit * of / (1 + of)) for unit in units)
    assert nets[1] == sum(rounded(unit / (1 + of)) for unit in units)
