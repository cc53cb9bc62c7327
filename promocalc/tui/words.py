"""The screen's own words: labels, headings and notices, in each language.

What a rule did and what is wrong with a file is worded by ``promocalc.explain``.
A text that one language lacks is a type error, because both are made of one class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["en", "zh"]


@dataclass(frozen=True)
class Label:
    """One text in both languages."""

    en: str
    zh: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


class Words(NamedTuple):
    """Every text of the screen that is not about a price. Names in braces are filled in."""

    cart: str
    offers: str
    waterfall: str
    rule: str
    result: str
    explanation: str
    help: str
    importing: str
    saving: str
    trouble: str
    commands: str

    item: str
    store: str
    unit_price: str
    quantity: str
    subtotal: str
    total: str
    offer: str
    takes: str
    outcome: str

    marked: str
    off: str
    added: str
    tax: str
    pay: str
    tax_held: str
    later: str

    rulebook: str
    shopper: str
    no_moment: str
    autosaved: str
    not_autosaved: str
    undo_steps: str
    selected: str

    empty_cart: str
    no_rules: str
    loading: str
    too_small: str

    editing: str

    paste_here: str
    path_here: str
    nothing_to_import: str
    found_lines: str
    shipped_carts: str

    file_name: str
    save_keys: str
    file_exists: str
    not_written: str
    trouble_keys: str
    more_problems: str
    search: str
    no_command: str

    copied_row: str
    copied_receipt: str
    copied_how: str
    tmux: str
    saved_to: str
    comments_lost: str
    original_in: str
    automatic: str
    barred: str
    nothing_added: str
    nothing_to_undo: str
    nothing_to_redo: str
    nothing_to_copy: str
    autosave_found: str
    autosave_waits: str
    no_autosave: str
    no_other_shopper: str
    reloaded: str
    no_file: str
    theme_now: str
    how_to_quit: str

    anywhere: str
    on_cart: str
    on_offers: str
    while_editing: str
    mouse_help: str
    places_help: str
    line_head: str
    line_help: tuple[tuple[str, str], ...]
    """The marks of the line of moments, and what each means."""

    timeline: str
    refund: str
    when: str
    paths: str
    order_detail: str
    moment_of: str
    no_dates: str
    no_receipt: str
    findings: str
    one_payment: str
    windows: str
    returned: str
    paid_for: str
    comes_back: str
    nothing_returned: str
    charge_stays: str
    ordered_at: str
    deposit_at: str
    balance_paid_at: str
    received_at: str
    returned_at: str
    when_help: str
    received_now: str
    not_received: str
    goes_back_at: str
    goes_back_somewhen: str
    calendar_in: str
    calendar_missing: str
    copied_timeline: str
    copied_refund: str


EN = Words(
    cart="Cart",
    offers="Offers",
    waterfall="Why this price",
    rule="Rule",
    result="Result",
    explanation="Explanation",
    help="Help",
    importing="Import",
    saving="Save as",
    trouble="This cannot be read",
    commands="Commands",
    item="Item",
    store="Shop",
    unit_price="Price",
    quantity="Qty",
    subtotal="Amount",
    total="Total",
    offer="Offer",
    takes="Takes",
    outcome="Because",
    marked="Tag price",
    off="Off",
    added="Added",
    tax="Tax",
    tax_held="of which tax",
    later="later",
    pay="PAY",
    rulebook="Rules",
    shopper="Shopper",
    no_moment="no time given",
    autosaved="Autosaved {time}",
    not_autosaved="No change yet",
    undo_steps="Undo {undo} / redo {redo}",
    selected="Selected: {name}",
    empty_cart="The cart is empty.\n\n  a  add an item\n  i  paste a list, or read a file\n  ?  help",
    no_rules="This rulebook holds no rules.",
    loading="Reading…",
    too_small="Please enlarge the window to 60x18 at least,\nor use the command line: promocalc price\n\nq quits",
    editing="{field}, {line}:",
    paste_here="Paste a table here: name, shop, price, quantity (with or without a header)",
    path_here="or a file: cart.yaml, cart.csv …, then Enter",
    nothing_to_import="Nothing to add yet.",
    found_lines="{count} lines found; F2 adds them:",
    shipped_carts="Shipped carts: {names}",
    file_name="File name",
    save_keys="Enter save · Esc cancel",
    file_exists="That file exists already. Enter again overwrites it.",
    not_written="Could not be written: {reason}",
    trouble_keys="Correct the file, then F5 reads it again. q quits.",
    more_problems="Problems: {count}",
    search="Type to search",
    no_command="No such command",
    copied_row="Row copied: {text}",
    copied_receipt="Receipt copied as Markdown, {count} lines",
    copied_how="To the terminal's clipboard (OSC 52), and into {path}",
    tmux="In tmux this needs: set -g set-clipboard on",
    saved_to="Saved to {path}",
    comments_lost="Comments and layout are not kept; the original is in {path}",
    original_in="Comments not kept; original in {path}",
    automatic="{rule} applies by itself: there is nothing to choose",
    barred="Nothing to choose here. {rule}: {why}",
    nothing_added="Nothing was added: correct the rows marked below first ({count})",
    nothing_to_undo="Nothing to undo",
    nothing_to_redo="Nothing to redo",
    nothing_to_copy="Nothing to copy here",
    autosave_found="Unsaved changes of {time} were kept. Press R to take them up again.",
    autosave_waits="R: unsaved changes of {time}",
    no_autosave="No unsaved changes were kept",
    no_other_shopper="The cart names no other shopper",
    reloaded="Read again",
    no_file="This cart comes from no file",
    theme_now="Theme: {theme}",
    how_to_quit="q or ctrl+q quits",
    anywhere="Anywhere",
    on_cart="Cart",
    on_offers="Offers",
    while_editing="While editing a cell",
    mouse_help="The mouse works too: click to select, click a key in the last line to press it. "
    "To select text with the mouse, hold Shift.",
    places_help="Every change is kept in {path} until you save.",
    line_head="The line of moments",
    line_help=(
        ("●", "You pay or receive here, or a payment opens or closes"),
        ("○", "Something else begins or ends: a coupon, returns, price protection, a promise"),
        ("◆", "The selected moment"),
        ("═", "From here to the next moment, a deposit or a balance can be paid"),
        ("─", "Neither can be paid"),
        ("…", "The line goes on"),
    ),
    timeline="Timeline",
    refund="Refund",
    when="Moments",
    paths="Ways to pay",
    order_detail="The whole order",
    moment_of="Moment {number} of {count}",
    no_dates="Nothing in this order has a date. Press t to say when it is made.",
    no_receipt="This cart has no price yet: go back to see why.",
    findings="Found",
    one_payment="One payment: nothing is paid as a deposit.",
    windows="Windows",
    returned="Back",
    paid_for="Paid",
    comes_back="Refund",
    nothing_returned="Nothing goes back yet.\n\nSpace  the whole line\n+ -    piece by piece\na      everything",
    charge_stays="{item} cannot be given back by itself: it goes with the goods",
    ordered_at="Ordered",
    deposit_at="Deposit paid",
    balance_paid_at="Balance paid",
    received_at="Received",
    returned_at="Goods go back",
    when_help="As 2019-11-11 01:00, in {zone}; nothing leaves it open. Enter takes them over, Esc cancels.",
    received_now="Received: {moment}",
    not_received="Received: no moment given",
    goes_back_at="Returned: {moment}",
    goes_back_somewhen="Returned: no moment given",
    calendar_in="Calendar written to {path}",
    calendar_missing="A calendar needs one more package: pip install 'promocalc[{extra}]'",
    copied_timeline="Timeline copied, {count} lines",
    copied_refund="Refund copied, {count} lines",
)

ZH = Words(
    cart="购物车",
    offers="优惠",
    waterfall="价格瀑布",
    rule="规则详情",
    result="结果",
    explanation="逐分解释",
    help="帮助",
    importing="导入",
    saving="另存为",
    trouble="无法读取",
    commands="命令",
    item="商品",
    store="店铺",
    unit_price="单价",
    quantity="数量",
    subtotal="小计",
    total="合计",
    offer="优惠",
    takes="减免",
    outcome="原因",
    marked="标价",
    off="优惠",
    added="加收",
    tax="税费",
    tax_held="其中税费",
    later="以后可得",
    pay="应付",
    rulebook="规则",
    shopper="身份",
    no_moment="未给时刻",
    autosaved="已自动保存 {time}",
    not_autosaved="尚无改动",
    undo_steps="撤销 {undo} / 重做 {redo}",
    selected="选中：{name}",
    empty_cart="购物车是空的。\n\n  a  添加商品\n  i  粘贴清单或读取文件\n  ?  帮助",
    no_rules="这套规则里没有规则。",
    loading="正在读取…",
    too_small="请放大窗口（至少 60x18），\n或使用命令行：promocalc price\n\nq 退出",
    editing="{field}，{line}：",
    paste_here="在此粘贴表格：名称、店铺、单价、数量（有无表头均可）",
    path_here="或文件：cart.yaml、cart.csv……，按 Enter",
    nothing_to_import="还没有可添加的内容。",
    found_lines="读到 {count} 行，按 F2 添加：",
    shipped_carts="自带购物车：{names}",
    file_name="文件名",
    save_keys="Enter 保存 · Esc 取消",
    file_exists="文件已存在。再按一次 Enter 覆盖。",
    not_written="无法写入：{reason}",
    trouble_keys="改好文件后按 F5 重新读取。q 退出。",
    more_problems="问题：{count} 个",
    search="输入以搜索",
    no_command="没有这个命令",
    copied_row="已复制一行：{text}",
    copied_receipt="已复制小票（Markdown），{count} 行",
    copied_how="到终端剪贴板（OSC 52），并写入 {path}",
    tmux="tmux 中需要：set -g set-clipboard on",
    saved_to="已保存到 {path}",
    comments_lost="注释和排版不保留；原文件在 {path}",
    original_in="注释未保留，原文件在 {path}",
    automatic="{rule} 自动生效，无需选择",
    barred="这里没有可选择的。{rule}：{why}",
    nothing_added="没有添加：请先改正下方列出的行（{count} 处）",
    nothing_to_undo="没有可撤销的",
    nothing_to_redo="没有可重做的",
    nothing_to_copy="这里没有可复制的内容",
    autosave_found="保留着 {time} 未保存的改动，按 R 恢复。",
    autosave_waits="R：恢复 {time} 未保存的改动",
    no_autosave="没有保留未保存的改动",
    no_other_shopper="购物车没有列出其他身份",
    reloaded="已重新读取",
    no_file="这个购物车不来自文件",
    theme_now="配色：{theme}",
    how_to_quit="按 q 或 ctrl+q 退出",
    anywhere="各处",
    on_cart="购物车",
    on_offers="优惠",
    while_editing="编辑格子时",
    mouse_help="也可用鼠标：单击选择，单击末行的按键等于按下它。要用鼠标选取文字，请按住 Shift。",
    places_help="每次改动都保留在 {path}，直到保存。",
    line_head="时间线上的记号",
    line_help=(
        ("●", "在此付款或收货，或一笔付款在此开始、截止"),
        ("○", "其他事情在此开始或截止：券、退货、价保、承诺"),
        ("◆", "选中的时刻"),
        ("═", "从这里到下一个时刻，可以付定金或尾款"),
        ("─", "定金、尾款都不能付"),
        ("…", "后面还有"),
    ),
    timeline="定金与尾款",
    refund="退款",
    when="时刻",
    paths="付款路径",
    order_detail="整单",
    moment_of="第 {number}/{count} 个时刻",
    no_dates="这个订单没有任何日期。按 t 填写下单时刻。",
    no_receipt="这个购物车还没有价格：返回查看原因。",
    findings="发现",
    one_payment="一次付清：没有定金。",
    windows="时间窗",
    returned="退",
    paid_for="实付",
    comes_back="退款",
    nothing_returned="还没有要退的商品。\n\nSpace  整行\n+ -    逐件\na      全部",
    charge_stays="{item} 不能单独退，随商品一起算",
    ordered_at="下单",
    deposit_at="付定金",
    balance_paid_at="付尾款",
    received_at="收货",
    returned_at="退货",
    when_help="写作 2019-11-11 01:00，时区 {zone}；留空表示未定。Enter 确定，Esc 取消。",
    received_now="收货：{moment}",
    not_received="收货：未给时刻",
    goes_back_at="退货：{moment}",
    goes_back_somewhen="退货：未给时刻",
    calendar_in="日历已写入 {path}",
    calendar_missing="导出日历还需要一个软件包：pip install 'promocalc[{extra}]'",
    copied_timeline="已复制时间线，{count} 行",
    copied_refund="已复制退款明细，{count} 行",
)

_WORDS: Mapping[Language, Words] = {"en": EN, "zh": ZH}


def words(language: Language) -> Words:
    """The texts of a language."""
    return _WORDS[language]


NO_SCREEN = Label(
    "there is no terminal to draw on; promocalc price gives the same figures as text",
    "没有可用的终端；promocalc price 以文本给出同样的数字",
)
