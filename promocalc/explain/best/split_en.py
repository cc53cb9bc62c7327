"""A cart that is divided into orders, in English."""

from __future__ import annotations

from promocalc.explain.best.split_words import SplitLabels

labels = SplitLabels(
    title="Cheapest way, in several orders",
    one="In one order",
    than_now="Less than now",
    dearer="Above now",
    than_one="Less than in one",
    nothing="nothing",
)


def orders(count: int) -> str:
    """What is paid in so many orders: a label."""
    return f"In {count} orders"


def exhausted(most: int) -> str:
    """Every way to divide the goods into so many orders at most was weighed."""
    return f"every way to divide the goods into up to {most} orders was weighed: nobody can pay less"


def optimal(most: int) -> str:
    """What is paid is as low as a bound under every way to divide them."""
    return f"a bound under every division into up to {most} orders is reached: nobody can pay less"


def within(gap: str, bound: str, most: int) -> str:
    """How far from the least it may be."""
    return f"within {gap} of the least possible: in up to {most} orders nobody can pay less than {bound}"


def place(count: int) -> str:
    """So many orders are to be placed."""
    return f"Place {count} orders, in this sequence."


def one_is_best(most: int) -> str:
    """No division costs less than one order: proven."""
    return f"Place one order: no division into up to {most} orders costs less."


def none_found(most: int) -> str:
    """No division was found that costs less than one order."""
    return f"Place one order: no cheaper division into up to {most} orders was found."


def order(number: int, count: int, pay: str) -> str:
    """Over what belongs to an order: a heading."""
    return f"Order {number} of {count}: {pay}" if count > 1 else f"The order: {pay}"


def by_itself(rule: str, effect: str) -> str:
    """A rule that nobody decides about, and what it does."""
    return f"{rule} applies by itself: {effect}."


def nothing_used() -> str:
    """No rule does anything in an order."""
    return "No offer changes what is paid."


def leave(rule: str) -> str:
    """Something to leave alone in an order."""
    return f"Leave {rule} alone."


def leave_for(rule: str, number: int) -> str:
    """Something to leave alone in an order, and which other one uses it."""
    return f"Leave {rule} alone here: order {number} uses it."


def in_sequence() -> str:
    """When the orders are placed, and what each leaves to the next."""
    return (
        "All orders are placed at one moment, in this sequence. Each has what those before it leave of coupons, "
        "balances and limits."
    )


def counted_by_order() -> str:
    """What a rule counts without a period is counted anew in every order."""
    return (
        "What a rule counts without naming a day, a month or the like, it counts anew in every order. If the terms "
        "allow something once for a shopper and the rulebook does not say so, a division may not be allowed."
    )


def asked_again(lines: str) -> str:
    """Lines that are no goods are charged with every order."""
    return (
        f"Lines that are no goods ({lines}) are charged again with every order that has goods of their store; with "
        "every order where there are no such goods."
    )


def added_again() -> str:
    """What rules add to a price is worked out for every order."""
    return "What the rules add to a price, such as postage or a fee, is worked out anew for every order."


def no_postage() -> str:
    """There is no postage in the cart; a shop may charge some for each order."""
    return "There is no postage in this cart. If a shop charges it for each order, a division costs that much more."


def no_solver() -> str:
    """The solver that a cart of this size needs is not there."""
    return "dividing a cart of this size needs a solver that is not installed: pip install 'promocalc[choose]'"


def too_many_parts(parts: str, most: str) -> str:
    """There are too many ways to take some pieces of the cart."""
    return (
        f"the cheapest division of this cart cannot be proven: there are {parts} ways to take some of its pieces, and "
        f"at most {most} can be looked at one by one"
    )


def too_many_runs(most: str) -> str:
    """Too many orders would have to be priced."""
    return f"the cheapest division of this cart cannot be proven: more than {most} orders would have to be priced"


def not_of_the_kind(said: str, rule: str | None, why: str) -> str:
    """Why the solver cannot do it either."""
    return f"{said}; a solver cannot prove it either: {why if rule is None else f'{rule}: {why}'}"
