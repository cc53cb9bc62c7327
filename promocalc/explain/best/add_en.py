"""What may be added to a cart, in English."""

from __future__ import annotations

from promocalc.explain.best.add_words import AddLabels

labels = AddLabels(
    title="What to add",
    as_it_stands="As it stands",
    now="Nothing added",
    after="With these",
    less="Less by",
    more="More by",
    marked="Added, tag price",
    proof="Proof",
    no_more="nothing lowers it more",
    no_cheaper="nothing reaches a threshold for less",
    no_use="nothing lowers it, and nothing reaches a threshold",
    nothing="What to add",
    lowest="To pay least, add",
    reaching="To reach a threshold, add",
    offers="Offers that go with it",
    frontier="So much more in the cart, so much less to pay",
    added="Added",
    pay="To pay",
    net="Difference",
    items="Items",
    back="If it goes back later",
    assumptions="Assumptions",
)


def nothing_lowers() -> str:
    """Nothing that may be added lowers what is paid."""
    return "Nothing was found in the catalogue that lowers what is paid."


def nothing_reaches() -> str:
    """Nothing that may be added reaches a threshold."""
    return "Nor was anything found in it that reaches a threshold."


def piece(item: str, marked: str, net: str) -> str:
    """One piece of an item, and what it costs with everything else being there."""
    return f"{item}: this {marked} item costs you {net}."


def pieces(item: str, count: int, marked: str, net: str) -> str:
    """Several pieces of an item, and what the last of them costs."""
    return f"{item}, {count} pieces: the last of these {marked} items costs you {net}."


def each_last() -> str:
    """What several items cost is not the sum of what each does."""
    return "Each is weighed as the last one added, with the others there: these figures do not sum to the difference."


def optimal(cap: str, so: str) -> str:
    """Every amount that may be added was weighed."""
    return f"every amount that the items come to, up to {cap}, was weighed: {so}"


def exhausted(cap: str, so: str) -> str:
    """Every choice among the items was priced."""
    return f"every choice among the items, up to {cap}, was priced: {so}"


def found(cap: str) -> str:
    """The best of what was looked at."""
    return f"none: the best of what was looked at, up to {cap}; there may be better"


def unseen(cap: str) -> str:
    """Nothing was found, and not everything was looked at."""
    return f"none: not everything that could be added, up to {cap}, was looked at; something there may lower it"


def back(item: str, cash: str, kept: str, alone: str) -> str:
    """An item goes back."""
    return (
        f"If {item} goes back, {cash} comes back, and the rest has cost {kept} in the end; ordered by itself it would "
        f"have cost {alone}."
    )


def back_assumed() -> str:
    """The terms say nothing of goods that go back."""
    return "The terms say nothing of goods that go back; what is usual is taken for granted."


def chosen_best() -> str:
    """The offers are chosen best, without and with what is added, as far as they are open."""
    return "Offers are chosen best, both without and with what is added; what is fixed stands."


def as_chosen() -> str:
    """The offers are used as the cart and the options say."""
    return "Offers are used as the cart and the options say; what is open is tried in written order."


def offered(count: str, fitting: str, cap: str) -> str:
    """How many items the catalogue has, how many of them are looked at, and what limits them."""
    return (
        f"Items in the catalogue: {count}, of which {fitting} cost no more than {cap}; no more than that is added, and "
        "of an item no more pieces than the catalogue says, one unless stated."
    )
