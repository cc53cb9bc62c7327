"""The claim screen's own words. What a claim is and what comes of it, ``promocalc.explain.claim.judged`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promocalc.tui.words import Language


@dataclass(frozen=True)
class ClaimWords:
    """Every text of the screen that is not about a verdict. Names in braces are filled in."""

    title: str
    sentence: str
    """Before the field that is typed into."""
    example: str
    """In that field while it is empty."""
    begin: str
    """Before anything was judged."""
    verdicts: str
    one_of: str
    """Which advertisement of a file it is."""
    together: str
    """What comes of all of a file."""
    held_so_far: str
    """Of a verdict that holds on what was seen, while there are days on which nobody looked."""
    evidence: str
    witness: str
    conditions: str
    """Over all that the cheapest price takes, each beside what is paid without it."""
    working: str
    working_for: str
    """After some seconds."""
    stopping: str
    stopped: str
    so_far: str
    cut: str
    """Where somebody stopped looking for who pays least."""
    fill_in: str
    """Beside the key that asks for what a verdict lacks."""
    needs: str
    """Where the cart cannot be searched because a package is missing."""
    needs_file: str
    aside: str
    """Where the cart is left aside for another reason."""
    failed: str
    no_standard: str
    no_place: str
    """Where nothing says whose standards hold."""
    by: str
    reference: str
    by_mark: str
    by_standard: str
    prices: str
    start: str
    items: str
    none: str
    unknown: str
    """What stands in the line of what is known."""
    no_others: str
    """Where a file has no other advertisement, or none was opened."""
    as_said: str
    """Under the standards that a file of claims names."""
    ask_history: str
    ask_start: str
    ask_catalogue: str
    choose_standard: str
    usual: str
    """Under what is in force where the cart's money is used."""
    all_of: str
    """Under all that is in force in a jurisdiction."""
    open_standard: str
    choose_sku: str
    choose_channel: str
    no_such: str
    no_history: str
    marked_now: str
    standard_now: str
    copied: str
    written: str


EN = ClaimWords(
    title="Claim check",
    sentence="Advertisement",
    example="30% off, was 129 now 89, final price 1000",
    begin="Type what an advertisement says and press Enter: it is judged in every way in which it can be read, under "
    "every standard in force, against this cart. p opens a file of earlier prices; f tells what else is known.",
    verdicts="Verdicts",
    one_of="{number} of {count}, n: next",
    together="all together: {outcome}",
    held_so_far="HOLDS so far",
    evidence="Evidence",
    witness="Who pays least",
    conditions="What it takes, and what is paid without it",
    working="working…",
    working_for="working… {seconds} s{so_far}, Esc stops",
    stopping="stopping…",
    stopped="Stopped. Enter begins again.",
    so_far=", {pay} so far",
    cut="The cart is left aside: looking for who pays least was stopped. Enter begins again.",
    fill_in="fill in what is known",
    needs="The cart is left aside: finding who pays least needs one more package: pip install 'promocalc[{extra}]'",
    needs_file="Judging what is in this file needs one more package: pip install 'promocalc[{extra}]'",
    aside="The cart is left aside: {why}",
    failed="The advertisement could not be judged ({why}): a defect of promocalc. Prices and receipts "
    "are not affected.",
    no_standard="No shipped standard of {place} is in force on {day}; s chooses another.",
    no_place="Whose standards? s chooses them.",
    by="Standards",
    reference="Reference",
    by_mark="tag price",
    by_standard="as the standard has it",
    prices="Prices",
    start="From",
    items="Items",
    none="none",
    unknown="unknown",
    no_others="There is one advertisement only",
    as_said="What the file of claims says",
    ask_history="File of earlier prices (empty for none):",
    ask_start="First day of the reduction, as 2026-11-11 (empty for unknown):",
    ask_catalogue="File of the items in scope (empty for none):",
    choose_standard="Judge under",
    usual="What is in force where {currency} is used",
    all_of="{place}: all that is in force",
    open_standard="The standard in the file {name}",
    choose_sku="Of which thing",
    choose_channel="In which channel",
    no_such="Nothing found",
    no_history="No earlier prices are known: p opens a file of them",
    marked_now="Compared with the tag price; earlier prices are left aside",
    standard_now="Compared with what the standard allows, from earlier prices",
    copied="Verdicts copied as text, {count} lines",
    written="Report written to {path}",
)

ZH = ClaimWords(
    title="核验宣称",
    sentence="广告语",
    example="如：全场低至5折、原价1299现价899、到手价1000",
    begin="输入一句广告语，按 Enter：有几种理解就逐一判断，按施行中的各个标准，与这个购物车对照。"
    "按 p 打开之前的价格记录，按 f 填写其他已知情况。",
    verdicts="结论",
    one_of="{count} 条之 {number}，n 下一条",
    together="合计：{outcome}",
    held_so_far="暂时成立",
    evidence="依据",
    witness="谁付得最少",
    conditions="需要的条件，以及没有它时付多少",
    working="计算中……",
    working_for="计算中……{seconds} 秒{so_far}，Esc 停止",
    stopping="正在停止……",
    stopped="已停止。按 Enter 重新计算。",
    so_far="，目前最省 {pay}",
    cut="未与购物车对照：寻找谁付得最少的计算已停止。按 Enter 重新计算。",
    fill_in="填写已知情况",
    needs="未与购物车对照：要找出谁付得最少，还需要一个软件包：pip install 'promocalc[{extra}]'",
    needs_file="用上这个文件还需要一个软件包：pip install 'promocalc[{extra}]'",
    aside="未与购物车对照：{why}",
    failed="没能作出判断（{why}），是 promocalc 的缺陷；价格和小票不受影响。",
    no_standard="自带的标准中，{place} 在 {day} 没有施行的；按 s 另选。",
    no_place="按哪里的标准？按 s 选择。",
    by="标准",
    reference="比较价",
    by_mark="标价",
    by_standard="按标准",
    prices="价格记录",
    start="优惠首日",
    items="商品清单",
    none="无",
    unknown="未知",
    no_others="只有一条广告语",
    as_said="宣称文件所写的标准",
    ask_history="价格记录的文件名（留空为无）：",
    ask_start="优惠的第一天，如 2026-11-11（留空为未知）：",
    ask_catalogue="所指商品清单的文件名（留空为无）：",
    choose_standard="按哪些标准判断",
    usual="使用 {currency} 之地施行中的标准",
    all_of="{place}：施行中的全部标准",
    open_standard="文件 {name} 里的标准",
    choose_sku="哪一种商品",
    choose_channel="哪一个渠道",
    no_such="没有找到",
    no_history="没有之前的价格：按 p 打开价格记录",
    marked_now="改与标价比较，不看之前的价格",
    standard_now="改与标准允许的价格比较，取自之前的价格",
    copied="已复制各项结论，{count} 行",
    written="报告已写入 {path}",
)

_WORDS: Mapping[Language, ClaimWords] = {"en": EN, "zh": ZH}


def claim_words(language: Language) -> ClaimWords:
    """The texts of a language."""
    return _WORDS[language]
