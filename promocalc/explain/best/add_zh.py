"""What may be added to a cart, in Chinese."""

from __future__ import annotations

from promocalc.explain.best.add_words import AddLabels

labels = AddLabels(
    title="凑单",
    as_it_stands="现在应付",
    now="不凑单应付",
    after="凑单后应付",
    less="少付",
    more="多付",
    marked="凑单标价",
    proof="证明",
    no_more="没有更省的凑法",
    no_cheaper="凑到门槛没有更便宜的凑法",
    no_use="没有能少付的凑法，也没有能凑到门槛的",
    nothing="加什么",
    lowest="要付得最少，加上",
    reaching="要凑到门槛，加上",
    offers="凑单后怎么用优惠",
    frontier="多放多少，少付多少",
    added="加上",
    pay="应付",
    net="差额",
    items="商品",
    back="以后退掉的话",
    assumptions="假设",
)


def nothing_lowers() -> str:
    """Nothing that may be added lowers what is paid."""
    return "没有找到加上后能少付的商品。"


def nothing_reaches() -> str:
    """Nothing that may be added reaches a threshold."""
    return "也没有找到能凑到门槛的商品。"


def piece(item: str, marked: str, net: str) -> str:
    """One piece of an item, and what it costs with everything else being there."""
    return f"{item}：标价 {marked}，实际花费 {net}。"


def pieces(item: str, count: int, marked: str, net: str) -> str:
    """Several pieces of an item, and what the last of them costs."""
    return f"{item} {count} 件：每件标价 {marked}，最后一件实际花费 {net}。"


def each_last() -> str:
    """What several items cost is not the sum of what each does."""
    return "每项都按其他几项已在、最后才加它来算，所以各项相加不等于总差额。"


def optimal(cap: str, so: str) -> str:
    """Every amount that may be added was weighed."""
    return f"已权衡 {cap} 以内能凑出的每个金额：{so}"


def exhausted(cap: str, so: str) -> str:
    """Every choice among the items was priced."""
    return f"已逐一计价 {cap} 以内的每种凑法：{so}"


def found(cap: str) -> str:
    """The best of what was looked at."""
    return f"无：这是 {cap} 以内所看过的最省凑法，可能还有更省的"


def unseen(cap: str) -> str:
    """Nothing was found, and not everything was looked at."""
    return f"无：{cap} 以内的凑法没有全部看过，可能还有能少付的"


def back(item: str, cash: str, kept: str, alone: str) -> str:
    """An item goes back."""
    return f"退掉{item}，退回 {cash}，其余商品最终花费 {kept}；若当初没买它，本来是 {alone}。"


def back_assumed() -> str:
    """The terms say nothing of goods that go back."""
    return "条款没有写退货怎么算，这里按通常做法算。"


def chosen_best() -> str:
    """The offers are chosen best, without and with what is added, as far as they are open."""
    return "不凑单和凑单都按最省的选法用优惠；事先定下的不变。"


def as_chosen() -> str:
    """The offers are used as the cart and the options say."""
    return "优惠按购物车和选项的选择使用；没有选的，按所写顺序试用。"


def offered(count: str, fitting: str, cap: str) -> str:
    """How many items the catalogue has, how many of them are looked at, and what limits them."""
    return (
        f"清单有 {count} 种商品，其中 {fitting} 种不超过 {cap}；凑单总额也不超过它，每种不超过清单所写的件数，没写的算 "
        "1 件。"
    )
