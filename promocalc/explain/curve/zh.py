"""A curve, in Chinese."""

from __future__ import annotations

from promocalc.explain.curve.words import CurveLabels, Kind

labels = CurveLabels(
    title="曲线",
    moves="变动的",
    range="范围",
    now="现在",
    y_name="应付",
    pay="应付",
    marked="标价",
    discount="折扣",
    marginal="边际",
    next_jump="下一跳",
    dominated="不划算",
    findings="值得留意",
    pieces="逐段",
    start="起",
    end="止",
    pay_at_start="起点应付",
    pay_at_end="终点应付",
    jump="跳变",
    bend="转折",
    several="非直线",
    cliffs="跳降：再多一点，反而少付",
    bands="不划算：再多一些，反而少付",
    break_even="从哪里起",
    compared="对比",
    as_it_is="原样",
    second="虚线",
    here="现在的位置",
)
_SHORT: dict[Kind, str] = {
    "spend": "标价合计",
    "price": "单价",
    "pieces": "件数",
    "balance": "余额",
    "number": "数值",
}


def short(kind: Kind) -> str:
    """What moves, in a word."""
    return _SHORT[kind]


def counted(value: str, unit: str) -> str:
    """A value with its unit."""
    match unit:
        case "pieces":
            return f"{value} 件"
        case "points":
            return f"{value} 积分"
        case _:
            return value


def range(start: str, end: str) -> str:  # noqa: A001 - as it is called everywhere
    """From one value to another."""
    return f"{_apart(start)}至 {end}"


def now(value: str, pay: str) -> str:
    """What is paid at the present value."""
    return f"{value}，应付 {pay}"


def drawn(name: str) -> str:
    """What a picture is of."""
    return f"应付随{name.replace('」：', '」')}的变化"


def slope(step: str) -> str:
    """The head of the column of slopes."""
    return f"每 {step}"


def off(percent: str, fold: str) -> str:
    """So much is saved."""
    return f"省 {percent}，合 {fold}"


def none_off() -> str:
    """Nothing is saved."""
    return "没有优惠"


def more_on(percent: str) -> str:
    """More is paid than the cart is marked at."""
    return f"比标价多付 {percent}"


def discount(saved: str, marked: str) -> str:
    """What is saved, and of what."""
    return f"{saved}（标价 {marked}）"


def per(step: str, slope: str) -> str:
    """By how much what is paid rises with each step."""
    return f"每多 {step}，{_signed(slope)}"


def at_jump(step: str, size: str, less: bool) -> str:
    """What one step more brings."""
    return f"再多 {step}，{'少付' if less else '多付'} {size}"


def jump(at: str, size: str) -> str:
    """Where the next jump is."""
    return f"{at}（{size}）"


def no_jump(end: str) -> str:
    """None up to the end."""
    return f"到 {_apart(end)}为止没有"


def pays_less_at(better: str, pay: str) -> str:
    """At a higher price less is paid."""
    return f"到 {_apart(better)}反而少付，只付 {pay}"


def cliff(kind: Kind, before: str, high: str, at: str, low: str, step: str, less: str) -> str:
    """Both sides of a cliff."""
    if kind == "price":
        return f"单价 {_apart(before)}付 {high}；单价 {_apart(at)}付 {low}（贵 {step}，少付 {less}）"
    return f"买 {_apart(before)}付 {high}；买 {_apart(at)}付 {low}（多买 {step}，少付 {less}）"


def more_cliffs(count: int) -> str:
    """How many are not told."""
    return f"另有 {count:,} 处跳降，都不比上面的深"


def dominated(kind: Kind, start: str, end: str, better: str, pay: str) -> str:
    """Nobody should stop at these."""
    named = "单价 " if kind == "price" else "买 "
    stretch = f"{named}{start}" if start == end else f"{named}{_apart(start)}至 {end}"
    return f"{_apart(stretch)}不划算：到 {_apart(better)}只付 {pay}，反而更少"


def more_dominated(count: int) -> str:
    """How many such stretches are not told."""
    return f"这样的区间另有 {count:,} 段"


def best(saved: str, where: str) -> str:
    """The largest effective discount."""
    return f"{where}，实际折扣最大：{saved}"


def worst(saved: str, where: str) -> str:
    """The smallest."""
    return f"{where}，实际折扣最小：{saved}"


def same_discount(saved: str) -> str:
    """It is the same everywhere."""
    return f"实际折扣处处相同：{saved}"


def where(stretches: list[tuple[str, str]], more: int) -> str:
    """At one value, from one to another, at several."""
    said = "、".join(
        f"{_apart(start)}处" if start == end else f"{_apart(start)}至 {_apart(end)}之间" for start, end in stretches
    )
    return f"{said}等 {more + len(stretches):,} 处" if more else said


def by_turns(start: str, end: str, count: int) -> str:
    """In many places between two values."""
    return f"{_apart(start)}至 {_apart(end)}之间有 {count:,} 段（随舍入时有时无）"


def next_jump(now: str, at: str, size: str, less: bool) -> str:
    """From the present value."""
    return f"从现在的 {_apart(now)}起，下一跳在 {at}：{'少付' if less else '多付'} {size}"


def more_pieces(count: int) -> str:
    """How many pieces the table leaves out."""
    return f"表中略去了 {count:,} 个影响较小的区段；CSV 和 JSON 里有全部。"


def reached(rate: str, where: str, end: str) -> str:
    """From one value on."""
    return f"从 {_apart(where)}起优惠达到 {rate}，直到范围的终点 {end}"


def reached_everywhere(rate: str, start: str, end: str) -> str:
    """On all of the curve."""
    return f"从 {_apart(start)}到 {end}，优惠处处达到 {rate}"


def reached_also(rate: str, where: str, further: bool) -> str:
    """At some stretches."""
    return f"{'在此之前，' if further else ''}{where}，优惠达到 {rate}"


def never_reached(rate: str, start: str, end: str, best: str) -> str:
    """Nowhere."""
    return f"从 {_apart(start)}到 {end}，优惠都达不到 {rate}，最多{best}"


def beyond(rate: str, at: str) -> str:
    """Above the range."""
    return f"照最后一段的算式，到 {_apart(at)}优惠会达到 {rate}；那里没有逐一算过"


def equal_at(at: str, before: str, after: str) -> str:
    """Between two whole values."""
    return f"恰好相等之处：{at}" if before == after else f"恰好相等之处：{at}，在 {_apart(before)}与 {after} 之间"


def jumps_at(at: str) -> str:
    """A border that is a jump."""
    return f"{_apart(at)}处是跳变：两边没有恰好相等的值"


def cheaper(name: str, where: str) -> str:
    """Where one of two is cheaper."""
    return f"{where}，{name}更省"


def cheaper_onward(name: str, at: str, end: str) -> str:
    """From one value on."""
    return f"从 {_apart(at)}起{name}更省，直到范围的终点 {end}"


def cheaper_everywhere(name: str, start: str, end: str) -> str:
    """On all of the range."""
    return f"从 {_apart(start)}到 {end}，处处是{name}更省"


def same_everywhere(start: str, end: str) -> str:
    """On all of the range."""
    return f"从 {_apart(start)}到 {end}，两者应付处处相同"


def same_price(where: str) -> str:
    """Where both cost the same."""
    return f"{where}，两者应付相同"


def most_apart(name: str, amount: str, at: str) -> str:
    """By how much at the most."""
    return f"{name}最多省 {amount}，在 {_apart(at)}处"


def unmoved(pay: str) -> str:
    """What is paid does not depend on what moves."""
    return f"应付处处相同：{pay}"


def _apart(value: str) -> str:
    """A value before a Chinese character: a figure keeps apart from it, a unit does not."""
    return f"{value} " if value[-1].isascii() else value


def _signed(slope: str) -> str:
    if not slope.strip("0.,"):
        return "应付不变"
    return f"少付 {slope[1:]}" if slope.startswith("-") else f"多付 {slope}"
