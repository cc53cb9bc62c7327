"""A cart that is divided into orders, in Chinese."""

from __future__ import annotations

import re

from promocalc.explain.best.split_words import SplitLabels

labels = SplitLabels(
    title="拆单最省付法",
    one="一单付清",
    than_now="比现在少付",
    dearer="比现在多付",
    than_one="比一单少付",
    nothing="无",
)


def orders(count: int) -> str:
    """What is paid in so many orders: a label."""
    return f"分 {count} 单"


def exhausted(most: int) -> str:
    """Every way to divide the goods into so many orders at most was weighed."""
    return f"已权衡至多 {most} 单的全部拆法：没有更便宜的付法"


def optimal(most: int) -> str:
    """What is paid is as low as a bound under every way to divide them."""
    return f"已达到至多 {most} 单任意拆法的应付下限：没有更便宜的付法"


def within(gap: str, bound: str, most: int) -> str:
    """How far from the least it may be."""
    return f"离最低应付不超过 {gap}：至多 {most} 单，无论怎么拆，都不会少于 {bound}"


def place(count: int) -> str:
    """So many orders are to be placed."""
    return f"分 {count} 单，按这个顺序下单。"


def one_is_best(most: int) -> str:
    """No division costs less than one order: proven."""
    return f"不必拆单：至多 {most} 单，怎么拆都不会更便宜。"


def none_found(most: int) -> str:
    """No division was found that costs less than one order."""
    return f"不必拆单：至多 {most} 单，没有找到更便宜的拆法。"


def order(number: int, count: int, pay: str) -> str:
    """Over what belongs to an order: a heading."""
    return f"第 {number} 单（共 {count} 单）：{pay}" if count > 1 else f"这一单：{pay}"


def by_itself(rule: str, effect: str) -> str:
    """A rule that nobody decides about, and what it does."""
    return f"{rule}自动生效：{effect}。"


def nothing_used() -> str:
    """No rule does anything in an order."""
    return "没有优惠改变应付。"


def leave(rule: str) -> str:
    """Something to leave alone in an order."""
    return f"不用{rule}。"


def leave_for(rule: str, number: int) -> str:
    """Something to leave alone in an order, and which other one uses it."""
    return f"这一单不用{rule}：第 {number} 单会用。"


def in_sequence() -> str:
    """When the orders are placed, and what each leaves to the next."""
    return "各单同时下单，按上面的顺序；券、余额和限额，后一单只有前面各单剩下的。"


def counted_by_order() -> str:
    """What a rule counts without a period is counted anew in every order."""
    return "规则没有写明按日、按月等计数的，每单重新计数；若条款限每人一次而规则书没有写，这样拆单未必允许。"


def asked_again(lines: str) -> str:
    """Lines that are no goods are charged with every order."""
    return f"非商品的项目（{lines}）：哪一单有同店的商品，就在哪一单再收一次；没有同店商品的，每单都收。"


def added_again() -> str:
    """What rules add to a price is worked out for every order."""
    return "规则加收的项目（如运费、手续费）按每一单重新计算。"


def no_postage() -> str:
    """There is no postage in the cart; a shop may charge some for each order."""
    return "这个购物车没有运费；若店铺按单收运费，拆单就要多付这些。"


def no_solver() -> str:
    """The solver that a cart of this size needs is not there."""
    return "拆分这么大的购物车，需要一个尚未安装的求解器：pip install 'promocalc[choose]'"


def too_many_parts(parts: str, most: str) -> str:
    """There are too many ways to take some pieces of the cart."""
    return f"无法证明这个购物车怎么拆单最省：取其中若干件有 {parts} 种取法，逐一查看最多 {most} 种"


def too_many_runs(most: str) -> str:
    """Too many orders would have to be priced."""
    return f"无法证明这个购物车怎么拆单最省：要计价的订单超过 {most} 个"


def not_of_the_kind(said: str, rule: str | None, why: str) -> str:
    """Why the solver cannot do it either."""
    part = re.fullmatch("it sees part of what (.*) took", why)
    reason = f"只看到 {part[1]} 优惠的一部分" if part else REASONS.get(why, OTHER)
    return f"{said}；求解器也无法证明：{reason if rule is None else f'{rule}{reason}'}"


OTHER = "不是求解器所知的优惠"
REASONS = {
    "orders meet in more than single coupons": "各单之间相关的不只是单张的券",
    "it can be read in several ways, or a rule has to be used": "规则有几种读法，或有规则定为必用",
    "tax, postage or a deposit": "有税费、运费或定金",
    "alternatives that are more than a choice of one rule for an order": "可选的不只是每单在几条规则中取一条",
    "it excludes a rule that nobody decides about": "与一条不由人选择的规则互斥",
    "it cuts single pieces after other rules": "在其他规则之后才对单件优惠",
    "it looks for single pieces": "要挑出单件",
    "it uses up what it counts": "计过的件或金额不能再计",
    "it stands in a limited number of alternatives": "受可选数目的限制",
    "it takes numbers from lines": "取用商品自己的数值",
    "it is limited": "有次数或总额限制",
    "its scope looks at what others took": "范围要看其他规则减了多少",
    "something has to stay": "必须留下一定金额",
    "others bear it": "由其他商品分摊",
    "it is rounded otherwise": "取整方式不同",
    "it counts pieces": "按件数计算",
    "it is no plain cut": "不是单纯的减价",
    "its scope looks at amounts": "范围要看金额",
    "it cuts single pieces, and not for certain": "对单件优惠，但不一定生效",
    "it is neither for the order nor for a store": "既不按整单，也不按店铺",
    "it looks at several views": "看的金额不止一种",
    "it looks at a view of its own": "看的是另一种金额",
    "others keep it out": "会被其他规则挡住",
    "one coupon, or one cap, for several stores": "几家店铺共用一张券或一个封顶",
    "its cap is a share": "封顶是一个比例",
    "it takes otherwise than an amount, so much of every, or a rate": "不是减固定金额、每满减或按比例减",
    "it needs more than so much of what it is for": "除满额之外还有其他条件",
    "pieces of one line cost differently": "同一行的各件价格不同",
}
"""What keeps an offer from the solver, by what :class:`promocalc.choose.recognised.NotOfTheKind` says of it."""
