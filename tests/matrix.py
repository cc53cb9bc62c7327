"""Every kind of rule, in a small rulebook each: what the number systems are held against, and the reference prints.

``KINDS`` has the text of a rulebook by the name of what is new in it; all of them price the carts of ``CARTS``.
``UNSAID`` has, by kind and number system, why a system cannot say a kind.
"""

from __future__ import annotations

from promocalc.cart import Cart
from promocalc.files.load import read_cart, read_rulebook
from promocalc.rules.rulebook import Rulebook

SYSTEMS = ("exact", "table", "record", "formula", "along", "bounds")
UNSAID: dict[tuple[str, str], str] = {}

KINDS: dict[str, str] = {
    # --- what is taken
    "take: off an amount": "rules: {r: {take: {off: 30}}}",
    "take: off a rate": "rules: {r: {take: {off: 15%}}}",
    "take: off, 折": "rules: {r: {take: {off: 8.5折}}}",
    "take: off every": "rules: {r: {take: {off: 40, every: 300}}}",
    "take: off every so many pieces": "rules: {r: {measure: pieces, take: {off: 9, every: 2}}}",
    "take: tiers": "rules: {r: {take: {tiers: [{from: 100, off: 5}, {from: 400, off: 10%}]}}}",
    "take: tiers by pieces": "rules: {r: {measure: pieces, take: {tiers: [{from: 2, off: 5%}, {from: 9, off: 10%}]}}}",
    "take: to an amount": "rules: {r: {each: piece, take: {to: 49.90}}}",
    "take: to a rate": "rules: {r: {each: line, take: {to: 90%}}}",
    "take: add": "rules: {r: {per: store, needs: {at_most: 300}, take: {add: 8, line: shipping}}}",
    "take: add a rate": "rules: {r: {take: {add: 6%, line: service}}}",
    "take: off the line's own amount": "rules: {r: {each: piece, take: {off: line.cut}}}",
    "take: off the line's own rate": "rules: {r: {each: line, take: {off: line.part}}}",
    "take: to the line's own price": "rules: {r: {each: piece, take: {to: line.least}}}",
    "take: every of the line's own": "rules: {r: {each: line, take: {off: 3, every: line.least}}}",
    "take: off between two amounts": "rules: {r: {take: {off: {between: [1, 99]}}}}",
    "take: off between two rates": "rules: {r: {take: {off: {between: [5%, 50%]}}}}",
    "take: an amount by currency": "rules: {r: {take: {off: {CNY: 30, USD: 4}}, from: {CNY: 200, USD: 30}}}",
    # --- what is given for later
    "give: cash": "rules: {r: {take: {give: 20, in: cash, every: 199}}}",
    "give: a rate in points": "rules: {r: {each: line, take: {give: 5%, in: points, worth: 0.01}}}",
    "give: points": "rules: {r: {take: {give: 3, in: points, every: 50}, cap: {order: 20}}}",
    "give: tiers of a voucher": "rules: {r: {take: {tiers: [{from: 9, give: 1}, {from: 99, give: 20}], in: voucher}}}",
    "give: rounded down to a coin": "rules: {r: {take: {give: 3%, in: cash, clawback: share}, round: {unit: 1}}}",
    "give: money that a view takes off": """\
rules: {gift: {take: {give: 12%, in: voucher}}, r: {of: running - gift, take: {off: 10%}}}
price: [gift, r]""",
    # --- what is paid at once
    "deposit: plain": "rules: {r: {take: {deposit: 20}}}",
    "deposit: counts for more": "rules: {r: {each: piece, take: {deposit: 3, counts: 5}}}",
    "deposit: takes something off": "rules: {r: {each: line, take: {deposit: 4, off: 10%}}}",
    "deposit: a rate": "rules: {r: {take: {deposit: 10%, counts: 20%}}}",
    "deposit: the line's own": """\
rules: {r: {each: piece, take: {deposit: line.cut, counts: line.least}}}""",
    "deposit: the line's own rate": "rules: {r: {per: piece, take: {deposit: line.part, off: 1}}}",
    "deposit: a cap on what comes off": "rules: {r: {take: {deposit: 50, off: 20%}, cap: 30}}",
    "deposit: more than the price": "rules: {r: {take: {deposit: 200, counts: 400}, share: {by: pieces}}}",
    "deposit: two of them": """\
rules: {a: {take: {deposit: 10%, off: 5}}, r: {per: store, take: {deposit: 30}}}
price: [a, r]""",
    "deposit: what is left to take": """\
rules: {r: {take: {deposit: 30%}}, a: {take: {off: 9999}}}
price: [r, a]""",
    "deposit: what is left is too little": """\
rules: {r: {take: {deposit: 30%}}, a: {take: {off: 500}, share: {by: pieces}, floor: 0.01, over: refuse}}
price: [r, a]""",
    "deposit: others bear it": """\
rules: {r: {on: {tag: sale}, take: {deposit: 90%}}, a: {take: {off: 200}, share: {by: pieces}, over: respread}}
price: [r, a]""",
    "deposit: of the balance": """\
rules: {r: {take: {deposit: 30%}}, a: {measure: paid, of: running - paid, from: 10, take: {off: 5%}}}
price: [r, a]""",
    "deposit: of the balance of each piece": """\
rules: {r: {each: piece, take: {deposit: 3}}, a: {per: piece, of: running - paid, take: {off: 5%}}}
price: [r, a]""",
    "deposit: on some of several pieces": """\
rules:
  a: {pick: {dearest: 2}, take: {off: 50}}
  r: {each: piece, take: {deposit: 40%}}
  b: {pick: {nth: 3}, take: {off: 99}}
price: [a, r, b]""",
    "deposit: in a best of": """\
rules: {a: {take: {off: 20}}, r: {take: {deposit: 50, counts: 90}}, b: {take: {off: 999}}}
price: [{best_of: [a, r]}, b]""",
    "deposit: in a best of, per line": """\
rules: {a: {each: line, take: {off: 5%}}, r: {take: {deposit: 30, counts: 60}}, b: {take: {off: 999}}}
price: [{best_of: [a, r], per: line}, b]""",
    "deposit: in a best of, per piece": """\
rules: {a: {each: piece, take: {off: 9}}, r: {each: piece, take: {deposit: 5, off: 10%}}, b: {take: {off: 999}}}
price: [{best_of: [a, r], per: piece}, b]""",
    "deposit: in a first of": """\
rules: {r: {from: 300, take: {deposit: 9}}, a: {take: {off: 10%}}}
price: {first_of: [r, a]}""",
    "deposit: in a one of, at most two": """\
rules: {r: {take: {deposit: 9, off: 1}}, a: {take: {off: 10%}}, b: {take: {off: 10}}}
price: {one_of: [r, a, b], at_most: 2}""",
    "deposit: together": """\
rules: {r: {take: {deposit: 50, off: 20%}}, a: {take: {off: 70%}}}
price: {together: [r, a]}""",
    "deposit: excludes": """\
rules: {r: {on: {tag: sale}, take: {deposit: 9}}, a: {each: line, take: {off: 10%}}}
price: [r, a]
exclude: [{these: [r], not_with: [a], on: line}]""",
    # --- which of them count together
    "per: order": "rules: {r: {from: 500, take: {off: 50}}}",
    "per: store": "rules: {r: {per: store, from: 199, take: {off: 20}}}",
    "per: line": "rules: {r: {per: line, from: 150, take: {off: 20}}}",
    "per: piece": "rules: {r: {per: piece, from: 50, take: {off: 15%}, cap: {each: 16}}}",
    "per: an attribute": "rules: {r: {per: colour, from: 100, take: {off: 11}}}",
    # --- whom it is for, and what must hold
    "on: a scope": "rules: {r: {on: {any_of: [{tag: sale}, {price: {below: 20}}]}, take: {off: 10%}}}",
    "on: already discounted": """\
rules: {first: {on: {tag: sale}, take: {off: 20}}, r: {on: {discounted_by: first}, take: {off: 10%}}}
price: [first, r]""",
    "on: lines that are no goods": "rules: {r: {on: {kind: shipping}, take: {off: 50%}}}",
    "when: a shopper, a window": """\
rules: {r: {when: {member: gold, window: {from: "2020-11-11T00:00:00+08:00"}}, take: {off: 5}}}""",
    "needs: an amount elsewhere": """\
rules: {r: {on: {category: bags}, needs: {at_least: 99, on: {tag: sale}}, take: {off: 9}}}""",
    "needs: pieces of one line": "rules: {r: {needs: {at_least: 3, in: pieces, any: line}, take: {off: 9}}}",
    "needs: distinct values": "rules: {r: {needs: [{at_least: 2, in: distinct category}, {above: 1}], take: {off: 9}}}",
    "needs: at most": "rules: {r: {needs: {at_most: 9999}, take: {off: 9}}}",
    # --- what is looked at
    "measure: marked, of: running": """\
rules: {first: {take: {off: 100}}, r: {measure: marked, of: running, from: 500, take: {off: 10%}}}
price: [first, r]""",
    "measure: a label": """\
rules: {first: {take: {off: 100}}, then: {take: {off: 50}}, r: {measure: item, from: 500, take: {off: 10%}}}
price: [{item: first}, then, r]""",
    "of: what a rule took": """\
rules: {first: {take: {off: 100}}, r: {of: running + first, take: {off: 10%}}}
price: [first, r]""",
    # --- sets
    "sets: dearest first": "rules: {r: {sets: {of: 2}, each: set, take: {to: 99}}}",
    "sets: cheapest first": "rules: {r: {sets: {of: 3, form: cheapest}, each: set, take: {off: 12}}}",
    "sets: as the cart has them": "rules: {r: {sets: {of: 4, form: cart}, each: set, take: {off: 20%}}}",
    "sets: of different values": "rules: {r: {sets: {of: 2, distinct: category}, each: set, take: {off: 15%}}}",
    "sets: with companions": """\
rules: {r: {on: {category: bags}, sets: {of: 1, with: {on: {tag: sale}, pieces: 2}}, each: piece, take: {off: 50%}}}""",
    "sets: at most": "rules: {r: {sets: {of: 2, at_most: 1}, each: set, take: {off: 25}}}",
    "sets: the last one partial": "rules: {r: {sets: {of: 4, partial: yes}, each: set, take: {off: 11}}}",
    "sets: in every store": "rules: {r: {per: store, sets: {of: 2}, each: set, take: {off: 10%}}}",
    "sets: with a threshold": "rules: {r: {from: 300, sets: {of: 2}, each: set, take: {off: 8}}}",
    # --- picks
    "pick: the cheapest of each set": "rules: {r: {sets: {of: 2}, pick: {cheapest: 1}, each: set, take: {off: 50%}}}",
    "pick: the dearest of each set": "rules: {r: {sets: {of: 3}, pick: {dearest: 1}, each: set, take: {off: 9}}}",
    "pick: the first of each set": """\
rules: {r: {sets: {of: 3, form: cart}, pick: {first: 2}, each: set, take: {off: 9}}}""",
    "pick: the second and third": "rules: {r: {sets: {of: 3}, pick: {nth: [2, 3]}, each: piece, take: {off: 30%}}}",
    "pick: in another order": """\
rules: {r: {sets: {of: 4, form: cheapest}, pick: {nth: 4, order: dearest}, each: piece, take: {off: 10%}}}""",
    "pick: from all sets": """\
rules: {r: {sets: {of: 3}, pick: {cheapest: 1, from: all}, each: piece, take: {off: 100%}}}""",
    "pick: from all sets, at most": """\
rules: {r: {sets: {of: 2}, pick: {cheapest: 1, from: all, at_most: 3}, each: piece, take: {off: 40%}}}""",
    "pick: the nth of all sets": "rules: {r: {sets: {of: 2}, pick: {nth: 2, from: all}, each: piece, take: {off: 5}}}",
    "pick: without sets": "rules: {r: {pick: {dearest: 5}, take: {off: 10%}}}",
    "rank: marked": """\
rules: {first: {on: {id: a}, take: {off: 330}}, r: {rank: marked, pick: {dearest: 2}, take: {off: 10%}}}
price: [first, r]""",
    # --- what one amount is worked out for
    "each: line": "rules: {r: {each: line, take: {off: 12.5%}}}",
    "each: line, over all sets": "rules: {r: {sets: {of: 2}, each: line, take: {off: 12.5%}}}",
    "each: piece": "rules: {r: {each: piece, take: {off: 7}}}",
    "each: piece, told apart before": """\
rules: {one: {take: {off: 0.01}}, r: {each: piece, take: {off: 5, every: 120}}, then: {each: piece, take: {off: 10%}}}
price: [one, r, then]""",
    # --- caps and limits
    "cap: each": "rules: {r: {each: piece, take: {off: 15%}, cap: {each: 10}}}",
    "cap: each set": "rules: {r: {sets: {of: 2}, each: set, take: {off: 15%}, cap: {each: 20}}}",
    "cap: pool": "rules: {r: {per: store, take: {off: 15%}, cap: 20}}",
    "cap: order": "rules: {r: {per: store, take: {off: 15%}, cap: {order: 30}}}",
    "cap: a percent": "rules: {r: {take: {off: 100}, cap: {order: 10%}}}",
    "cap: the line's own": "rules: {r: {each: piece, take: {off: 50%}, cap: {each: line.cut}}}",
    "cap: a period": "rules: {r: {per: store, take: {off: 15%}, cap: {month: 60, campaign: 10000}}}",
    "limit: an order": "rules: {r: {per: line, take: {off: 3}, limit: {order: 2}}}",
    "limit: a period": "rules: {r: {per: line, take: {off: 3}, limit: {day: 3, person: 9}}}",
    # --- floors
    "floor: an amount": "rules: {r: {take: {off: 500}, floor: 20}}",
    "floor: the line's own": "rules: {r: {each: piece, take: {off: 70%}, floor: line.least}}",
    "over: clip": "rules: {r: {take: {off: 500}, share: {by: pieces}, over: clip}}",
    "over: refuse": """\
rules: {a: {take: {off: 500}, share: {by: pieces}, over: refuse}, r: {take: {off: 1}}}
price: [a, r]""",
    "over: respread": "rules: {r: {take: {off: 500}, share: {by: pieces}, floor: 2, over: respread}}",
    "over: a cap that refuses": """\
rules: {a: {take: {off: 50}, cap: 40, over: {room: respread, cap: refuse}}, r: {take: {off: 1}}}
price: [a, r]""",
    # --- shares
    **{
        f"share: odd cents, {odd}": f"rules: {{r: {{take: {{off: 10.01}}, share: {{odd: {odd}}}}}}}"
        for odd in ("largest", "first", "last", "carry", "nearest_first", "nearest_last", "heaviest")
    },
    "share: by a view": "rules: {r: {take: {off: 10.01}, share: {by: marked}}}",
    "share: by pieces": "rules: {r: {take: {off: 10.01}, share: {by: pieces}}}",
    "share: over the sets": """\
rules: {r: {sets: {of: 2}, pick: {cheapest: 1}, each: set, take: {off: 50%}, share: {over: sets}}}""",
    "share: over the pool": "rules: {r: {per: store, pick: {cheapest: 1}, take: {off: 50%}, share: {over: pool}}}",
    "share: over the order": "rules: {r: {on: {tag: sale}, take: {off: 33.35}, share: {over: order}}}",
    "share: evenly where nobody weighs": """\
rules: {none: {from: 99999, take: {off: 1}}, r: {take: {off: 10.01}, share: {by: none, zero: even}}}
price: [none, r]""",
    # --- rounding
    **{
        f"round: {mode}": f"rules: {{r: {{each: line, take: {{off: 12.5%}}, round: {{mode: {mode}}}}}}}"
        for mode in ("half_up", "half_down", "half_even", "up", "down")
    },
    "round: to a coin": "rules: {r: {take: {off: 12.5%}, round: {unit: 0.1, mode: down}}}",
    "round: the price": "rules: {r: {each: piece, take: {off: 12.5%}, round: {of: price, unit: 1}}}",
    # --- how it is used
    "use: coupon": "rules: {r: {take: {off: 20}, use: coupon}}",
    "use: coupons for pieces": "rules: {r: {per: piece, take: {off: 5}, use: coupon}}",
    "use: a balance": "rules: {r: {take: {off: 100%}, use: {balance: purse}}}",
    "use: a balance in steps": "rules: {r: {take: {off: 100%}, use: {balance: purse, step: 20, least: 30}}}",
    "use: points": "rules: {r: {take: {off: 100%}, use: {balance: beans, unit: 0.01}, cap: {order: 50%}}}",
    "use: points in steps": """\
rules: {r: {take: {off: 100%}, use: {balance: beans, unit: 0.005, step: 1000, least: 1000}}}""",
    # --- how rules stack
    "price: a list": "rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}\nprice: [a, r]",
    "price: together": "rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}\nprice: {together: [a, r]}",
    "price: together, over pieces": """\
rules: {a: {pick: {dearest: 2}, take: {off: 200}}, r: {sets: {of: 2}, pick: {cheapest: 1}, each: set, take: {off: 50%}}}
price: {together: [a, r]}""",
    "price: best of": "rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}\nprice: {best_of: [a, r]}",
    "price: best of, per line": """\
rules: {a: {each: line, take: {off: 9}}, r: {take: {off: 10%}}}
price: {best_of: [a, r], per: line}""",
    "price: best of, per piece": """\
rules: {a: {each: piece, take: {off: 9}}, r: {each: piece, take: {off: 10%}}}
price: {best_of: [a, r], per: piece}""",
    "price: best of, at most two": """\
rules: {a: {take: {off: 20}}, b: {take: {off: 30}}, r: {take: {off: 10%}}}
price: {best_of: [a, b, r], at_most: 2}""",
    "price: best of sets": """\
rules: {a: {sets: {of: 3}, each: set, take: {off: 9}}, r: {sets: {of: 2}, pick: {cheapest: 1}, take: {off: 50%}}}
price: {best_of: [a, r]}""",
    "price: first of": "rules: {a: {from: 500, take: {off: 20}}, r: {take: {off: 10%}}}\nprice: {first_of: [a, r]}",
    "price: one of": "rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}\nprice: {one_of: [a, r]}",
    "price: unstated": """\
rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}
price: {unstated: {first: [a, r], last: [r, a]}}""",
    "price: consume pieces": """\
rules: {a: {sets: {of: 2}, pick: {cheapest: 1}, each: set, take: {off: 50%}}, r: {each: piece, take: {off: 10%}}}
price: {consume: pieces, of: [a, r]}""",
    "price: consume pieces, without sets": """\
rules: {a: {on: {tag: sale}, from: 300, take: {off: 30}}, r: {each: line, take: {off: 10%}}}
price: {consume: pieces, of: [a, r]}""",
    "price: consume spending": """\
rules: {a: {from: 300, take: {off: 30}}, r: {take: {off: 20, every: 100}}}
price: {consume: spend, of: [a, r]}""",
    "exclude: keep the first": """\
rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}
price: [a, r]
exclude: [{these: [a], not_with: [r]}]""",
    "exclude: keep the best": """\
rules: {a: {take: {off: 20}}, r: {take: {off: 10%}}}
price: [a, r]
exclude: [{these: [a], not_with: [r], keep: best}]""",
    "exclude: on a line": """\
rules: {a: {on: {tag: sale}, take: {off: 20}}, r: {each: line, take: {off: 10%}}}
price: [a, r]
exclude: [{these: [a], not_with: [r], on: line}]""",
    # --- tax
    "tax: included": "rules: {r: {take: {off: 20}}}\ntax: {included: yes, rate: 20%}",
    "tax: included, the net price rounded": """\
rules: {r: {take: {off: 20}}}
tax: {included: yes, rate: line.tax_rate, rounds: net}""",
    **{
        f"tax: added, per {per}": f"""\
rules: {{r: {{take: {{off: 20}}}}}}
tax: {{included: no, rate: line.tax_rate, per: {per}, round: {{mode: down}}}}"""
        for per in ("piece", "line", "rate", "order")
    },
}

CART = """\
cart: matrix
at: 2020-11-11T12:00:00+08:00
shopper: {member: gold, orders: 0, used: {r: {month: 20.00, campaign: 9950.00}}, times: {r: {day: 1}}}
wallet: {coupons: {r: 3}, balances: {purse: 77.77, beans: 4321}}
lines:
  - id: a
    unit_price: 120.00
    quantity: 3
    store: A
    category: shirts
    tags: [sale]
    attributes: {colour: red, cut: 5.00, part: 12%, least: 60.00, tax_rate: 20%}
  - id: b
    unit_price: 79.90
    quantity: 2
    store: A
    category: shoes
    attributes: {colour: blue, cut: 7.77, part: 5%, least: 79.00, tax_rate: 10%}
  - {id: c, unit_price: 33.33, store: B, category: shirts, tags: [sale], attributes: {colour: red, tax_rate: 10%}}
  - {id: d, unit_price: 5.05, quantity: 5, store: B, category: bags}
  - {id: e, unit_price: 12.00, kind: shipping}
"""
QUANTITIES: tuple[tuple[int, ...], ...] = ((3, 2, 1, 5, 1), (1, 1, 1, 1, 1), (2, 7, 4, 1, 1))
"""The same lines, in other quantities."""


def text_of(kind: str) -> str:
    """A kind as a file would say it; one rule ``r`` is the programme where it states none."""
    text = f"rulebook: matrix\n{KINDS[kind].rstrip()}\n"
    return text if "\nprice:" in text else f"{text}price: r\n"


def book_of(kind: str) -> Rulebook:
    """The rulebook of a kind."""
    return read_rulebook(text_of(kind))


def carts() -> tuple[Cart, ...]:
    """The carts that every kind prices."""
    cart = read_cart(CART)
    return tuple(
        cart.model_copy(
            update={
                "lines": tuple(
                    line.model_copy(update={"quantity": count}) for line, count in zip(cart.lines, some, strict=True)
                )
            }
        )
        for some in QUANTITIES
    )
