"""A curve, in English."""

from __future__ import annotations

from promocalc.explain.curve.words import CurveLabels, Kind

labels = CurveLabels(
    title="Curve",
    moves="What moves",
    range="Range",
    now="Now",
    y_name="you pay",
    pay="To pay",
    marked="Tag price",
    discount="Discount",
    marginal="At the margin",
    next_jump="Next jump",
    dominated="Dominated",
    findings="What is worth knowing",
    pieces="Piece by piece",
    start="From",
    end="To",
    pay_at_start="Pay from",
    pay_at_end="Pay to",
    jump="Jump",
    bend="bends",
    several="no line",
    cliffs="cliff: a little more, and less is paid",
    bands="dominated: more still, and less is paid",
    break_even="From where on",
    compared="Compared",
    as_it_is="as it is",
    second="Dotted line",
    here="At the present value",
)
_SHORT: dict[Kind, str] = {
    "spend": "Marked total",
    "price": "Price",
    "pieces": "Quantity",
    "balance": "Balance",
    "number": "Number",
}
_MORE: dict[Kind, str] = {
    "spend": "{} more bought",
    "price": "{} dearer",
    "pieces": "{} more bought",
    "balance": "{} more",
    "number": "{} more",
}


def short(kind: Kind) -> str:
    """What moves, in a word."""
    return _SHORT[kind]


def counted(value: str, unit: str) -> str:
    """A value with its unit."""
    match unit:
        case "pieces":
            return f"{value} piece" if value == "1" else f"{value} pieces"
        case "points":
            return f"{value} point" if value == "1" else f"{value} points"
        case _:
            return value


def range(start: str, end: str) -> str:  # noqa: A001 - as it is called everywhere
    """From one value to another."""
    return f"{start} to {end}"


def now(value: str, pay: str) -> str:
    """What is paid at the present value."""
    return f"{value}, to pay {pay}"


def drawn(name: str) -> str:
    """What a picture is of."""
    return "What you pay by " + name.replace('": ', '", ')


def slope(step: str) -> str:
    """The head of the column of slopes."""
    return f"Per {step}"


def off(percent: str, fold: str) -> str:  # noqa: ARG001 - for Chinese
    """So much is saved."""
    return f"{percent} off"


def none_off() -> str:
    """Nothing is saved."""
    return "none"


def more_on(percent: str) -> str:
    """More is paid than the cart is marked at."""
    return f"{percent} more than the tag price"


def discount(saved: str, marked: str) -> str:
    """What is saved, and of what."""
    return f"{saved}; tag price {marked}"


def per(step: str, slope: str) -> str:
    """By how much what is paid rises with each step."""
    return f"{slope} for every {step} more"


def at_jump(step: str, size: str, less: bool) -> str:
    """What one step more brings."""
    return f"with {step} more you pay {size} {'less' if less else 'more'}"


def jump(at: str, size: str) -> str:
    """Where the next jump is."""
    return f"{at} ({size})"


def no_jump(end: str) -> str:
    """None up to the end."""
    return f"none up to {end}"


def pays_less_at(better: str, pay: str) -> str:
    """At a higher price less is paid."""
    return f"at {better} you would pay less: {pay}"


def cliff(kind: Kind, before: str, high: str, at: str, low: str, step: str, less: str) -> str:
    """Both sides of a cliff."""
    return f"at {before} you pay {high}; at {at} you pay {low} ({_MORE[kind].format(step)}, {less} less paid)"


def more_cliffs(count: int) -> str:
    """How many are not told."""
    return "and one more cliff, less deep" if count == 1 else f"and {count:,} more cliffs, none of them deeper"


def dominated(kind: Kind, start: str, end: str, better: str, pay: str) -> str:
    """Nobody should stop at these."""
    named = "a price of " if kind == "price" else ""
    stretch = f"{named}{start}" if start == end else f"{named}{start} to {end}"
    return f"{stretch} is no place to stop: at {better} you pay less, {pay}"


def more_dominated(count: int) -> str:
    """How many such stretches are not told."""
    return "and one more such stretch" if count == 1 else f"and {count:,} more such stretches"


def best(saved: str, where: str) -> str:
    """The largest effective discount."""
    return f"the effective discount is largest {where}: {saved}"


def worst(saved: str, where: str) -> str:
    """The smallest."""
    return f"the effective discount is smallest {where}: {saved}"


def same_discount(saved: str) -> str:
    """It is the same everywhere."""
    return f"the effective discount is the same everywhere: {saved}"


def where(stretches: list[tuple[str, str]], more: int) -> str:
    """At one value, from one to another, at several."""
    places = [f"at {start}" if start == end else f"from {start} to {end}" for start, end in stretches]
    if more:
        places.append("in one more place" if more == 1 else f"in {more:,} more places")
    *others, last = places
    return f"{', '.join(others)} and {last}" if others else last


def by_turns(start: str, end: str, count: int) -> str:
    """In many places between two values."""
    return f"by turns from {start} to {end}, in {count:,} stretches, as rounding falls"


def next_jump(now: str, at: str, size: str, less: bool) -> str:
    """From the present value."""
    return f"from {now} on, what is paid next jumps at {at}: {size} {'less' if less else 'more'}"


def more_pieces(count: int) -> str:
    """How many pieces the table leaves out."""
    return (
        "The table leaves out one piece of little weight; CSV and JSON have all."
        if count == 1
        else f"The table leaves out {count:,} pieces of less weight; CSV and JSON have all."
    )


def reached(rate: str, where: str, end: str) -> str:
    """From one value on."""
    return f"from {where} on it is {rate} off or more, up to the end of the range, {end}"


def reached_everywhere(rate: str, start: str, end: str) -> str:
    """On all of the curve."""
    return f"it is {rate} off or more everywhere from {start} to {end}"


def reached_also(rate: str, where: str, further: bool) -> str:
    """At some stretches."""
    return f"{'below that, ' if further else ''}it is {rate} off or more {where}"


def never_reached(rate: str, start: str, end: str, best: str) -> str:
    """Nowhere."""
    return f"nowhere from {start} to {end} is it {rate} off: the most is {best}"


def beyond(rate: str, at: str) -> str:
    """Above the range."""
    return f"by the law of the last piece it would be {rate} off at {at}; those values were not worked out"


def equal_at(at: str, before: str, after: str) -> str:
    """Between two whole values."""
    return f"exactly equal at {at}" if before == after else f"exactly equal at {at}, between {before} and {after}"


def jumps_at(at: str) -> str:
    """A border that is a jump."""
    return f"at {at} it changes by a jump: there is no value at which both sides are equal"


def cheaper(name: str, where: str) -> str:
    """Where one of two is cheaper."""
    return f"{name} is cheaper {where}"


def cheaper_onward(name: str, at: str, end: str) -> str:
    """From one value on."""
    return f"from {at} on {name} is cheaper, up to the end of the range, {end}"


def cheaper_everywhere(name: str, start: str, end: str) -> str:
    """On all of the range."""
    return f"{name} is cheaper everywhere from {start} to {end}"


def same_everywhere(start: str, end: str) -> str:
    """On all of the range."""
    return f"both cost the same everywhere from {start} to {end}"


def same_price(where: str) -> str:
    """Where both cost the same."""
    return f"both cost the same {where}"


def most_apart(name: str, amount: str, at: str) -> str:
    """By how much at the most."""
    return f"{name} is at most {amount} cheaper, at {at}"


def unmoved(pay: str) -> str:
    """What is paid does not depend on what moves."""
    return f"what is paid is the same everywhere: {pay}"
