"""Every action of the screen, once: bindings, key line, command palette, help and their tests derive from this list.

Plain letters have no priority, so an input method gets them while text is
typed. No alt, and ctrl only where every terminal passes it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from promocalc.tui.words import Label

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType

Scope: TypeAlias = Literal[
    "app",
    "main",
    "explain",
    "timeline",
    "refund",
    "whatif",
    "best",
    "claim",
    "import",
    "trouble",
    "help",
    "edit",
    "enter",
    "move",
]
"""Where an action is: everywhere, on one screen, or inside a table."""

Part: TypeAlias = Literal["anywhere", "cart", "offers", "editing"]
"""Under which head the help has an action."""


NAMES: Mapping[str, str] = {
    "question_mark": "?",
    "shift+tab": "Shift+Tab",
    "shift+left": "Shift+←",
    "shift+right": "Shift+→",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "delete": "Del",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
"""Keys whose names Textual spells out, as people write them."""
TYPED = {name for name, written in NAMES.items() if written in "?+-,.[]"} | {"space", "delete"}
"""Those of them that a field of text takes for itself."""


@dataclass(frozen=True)
class Action:
    """Something a key does. ``call`` is the method that does it, as Textual writes it."""

    id: str
    keys: tuple[str, ...]
    label: Label
    help: Label
    scope: Scope
    call: str
    rank: int = 0
    """Place in the key line, from 1; 0 keeps it out."""
    in_palette: bool = True
    part: Part = "anywhere"

    def key_while(self, *, typing: bool) -> str:
        """Its first key that does not go into a text that is being typed; "" where it has none."""
        return next((key for key in self.keys if not (typing and is_typed(key))), "")

    def without(self, taken: AbstractSet[str]) -> Action:
        """With the keys that are left to it; as it is where none are taken."""
        keys = tuple(key for key in self.keys if key not in taken)
        return self if keys == self.keys else replace(self, keys=keys)

    @property
    def shown_key(self) -> str:
        """Its first key, as people write it."""
        return shown_key(self.keys[0])


def is_typed(key: str) -> bool:
    """Whether a field of text takes the key for itself."""
    return len(key) == 1 or key in TYPED


def shown_key(key: str) -> str:
    """``ctrl+s`` as ``^s``, ``question_mark`` as ``?``."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return NAMES.get(key, key.upper() if key[0] == "f" and key[1:].isdigit() else key)


def _do(
    id_: str,
    keys: str,
    scope: Scope,
    call: str,
    rank: int,
    en: str,
    zh: str,
    *,
    in_palette: bool = True,
    part: Part = "anywhere",
) -> Action:
    """One row of the list: in each language the label, a colon, and the help."""
    (label_en, _, help_en), (label_zh, _, help_zh) = en.partition(": "), zh.partition("：")
    label, help_ = Label(label_en, label_zh), Label(help_en, help_zh)
    return Action(id_, tuple(keys.split()), label, help_, scope, call, rank, in_palette, part)


# fmt: off
ACTIONS: tuple[Action, ...] = (
    _do("help", "question_mark f1", "app", "app.show_help", 1,
        "Help: All keys of this screen", "帮助：本屏的全部按键"),
    _do("palette", "ctrl+p", "app", "app.show_palette", 80,
        "Commands: Find a command by its name", "命令：按名称查找命令", in_palette=False),
    _do("language", "L", "app", "app.switch_language", 60,
        "中文: Switch between English and Chinese", "English：切换中文与英文"),
    _do("theme", "t T", "app", "app.next_theme", 61,
        "Theme: Next colour theme: dark, light, the terminal's own, high contrast",
        "配色：下一种配色：深色、浅色、终端自带、高对比"),
    _do("quit", "ctrl+q", "app", "app.quit", 0,
        "Quit: Leave promocalc; unsaved changes are kept", "退出：退出；未保存的改动会保留"),

    _do("edit", "e", "main", "edit", 2,
        "Edit: Edit the selected cell: name, shop, price or quantity", "编辑：编辑选中的格子：名称、店铺、单价、数量",
        part="cart"),
    _do("add", "a", "main", "add", 9,
        "Add: Add an item to the cart", "添加：向购物车添加商品", part="cart"),
    _do("remove", "delete D", "main", "remove", 11,
        "Remove: Remove the selected item (u brings it back)", "删除：删除选中的商品（u 可撤销）",
        part="cart"),
    _do("use", "space", "main", "use", 3,
        "Use: Use or leave the selected coupon, balance or alternative", "选用：选用或不用选中的券、余额或备选优惠",
        part="offers"),
    _do("explain", "x", "main", "explain", 4,
        "Explain: Every step of the price, and the selected rule in full", "解释：价格的每一步，以及选中规则的全文"),
    _do("timeline", "d", "main", "timeline", 7,
        "Timeline: What is paid when, what is at stake, and what else could be done",
        "定金：时间线：何时付什么、得失如何、还有哪些走法"),
    _do("whatif", "w W", "main", "whatif", 8,
        "What-if: What is paid as a price, a quantity or a number of a rule moves",
        "试算：单价、数量或规则里的数变动时，应付多少"),
    _do("best", "o O", "main", "best", 9,
        "Optimise: All ways to pay, the cheapest first, and the proof that none is cheaper",
        "最优：各种付法，最省的在前，并证明没有更省的"),
    _do("claim", "c", "main", "claim", 15,
        "Claim: Is it true what an advertisement says? Judged against this cart, under a named rule",
        "核验：广告说的是不是真的：按指明的规定，与这个购物车对照"),
    _do("refund", "r", "main", "refund", 12,
        "Refund: What comes back when goods go back", "退款：退货时退回多少"),
    _do("import", "i", "main", "import_lines", 10,
        "Import: Paste a list, or read a file, and add its lines", "导入：粘贴清单或读取文件，并添加其中的行",
        part="cart"),
    _do("undo", "u", "main", "app.undo", 5,
        "Undo: Take back the last change", "撤销：撤销上一次改动"),
    _do("redo", "ctrl+r U", "main", "app.redo", 0,
        "Redo: Make the undone change again", "重做：重做被撤销的改动"),
    _do("save", "ctrl+s", "main", "app.save", 6,
        "Save: Write the cart to its file", "保存：把购物车写入文件"),
    _do("save-as", "S", "main", "app.save_as", 0,
        "Save as: Write the cart to another file", "另存为：把购物车写入另一个文件"),
    _do("shopper", "p", "main", "app.next_shopper", 0,
        "Shopper: Next of the shoppers that the cart names", "身份：换成购物车列出的下一个身份"),
    _do("reload", "f5", "main", "app.reload", 0,
        "Reload: Read the files again", "重读：重新读取文件"),
    _do("restore", "R", "main", "app.restore", 0,
        "Restore: Take up the unsaved changes that were kept", "恢复：恢复保留的未保存改动"),
    _do("copy-row", "y", "main", "copy_row", 13,
        "Copy row: Copy the selected row", "复制行：复制选中的行"),
    _do("copy-receipt", "Y", "main", "app.copy_receipt", 14,
        "Copy receipt: Copy the whole receipt as Markdown", "复制小票：把整张小票复制为 Markdown"),
    _do("pane-1", "1", "main", "pane('cart')", 0,
        "Cart: Go to the cart", "购物车：到购物车"),
    _do("pane-2", "2", "main", "pane('offers')", 0,
        "Offers: Go to the offers", "优惠：到优惠"),
    _do("pane-3", "3", "main", "pane('waterfall')", 0,
        "Why this price: Go to the waterfall", "价格瀑布：到价格瀑布"),
    _do("pane-4", "4", "main", "pane('rule')", 0,
        "Rule: Go to the selected rule", "规则详情：到规则详情"),
    _do("pane-5", "5", "main", "pane('result')", 0,
        "Result: Go to the result", "结果：到结果"),
    _do("leave", "q", "main", "app.quit", 90,
        "Quit: Leave promocalc; unsaved changes are kept", "退出：退出；未保存的改动会保留", in_palette=False),

    _do("explain-copy", "y", "explain", "copy_row", 10,
        "Copy row: Copy the selected row", "复制行：复制选中的行"),
    _do("explain-receipt", "Y", "explain", "app.copy_receipt", 11,
        "Copy receipt: Copy the whole receipt as Markdown", "复制小票：把整张小票复制为 Markdown"),
    _do("explain-undo", "u", "explain", "app.undo", 12,
        "Undo: Take back the last change", "撤销：撤销上一次改动"),
    _do("explain-pane-1", "1", "explain", "pane('cart')", 0,
        "Cart: Back to the cart", "购物车：回到购物车"),
    _do("explain-pane-2", "2", "explain", "pane('offers')", 0,
        "Offers: Back to the offers", "优惠：回到优惠"),
    _do("explain-pane-3", "3", "explain", "pane('steps')", 0,
        "Why this price: Go to the steps", "价格瀑布：到各步骤"),
    _do("explain-pane-4", "4", "explain", "pane('detail')", 0,
        "Rule: Go to the selected rule", "规则详情：到规则详情"),
    _do("explain-pane-5", "5", "explain", "pane('result')", 0,
        "Result: Go to the result", "结果：到结果"),
    _do("explain-back", "escape q x", "explain", "app.back", 89,
        "Back: Back to the cart", "返回：回到购物车"),

    _do("moment-detail", "enter", "timeline", "detail", 2,
        "Detail: The selected moment in full, and back to the whole order", "详情：选中时刻的详情，再按回到整单"),
    _do("moment-set", "t", "timeline", "moments", 3,
        "Moments: When the order is made, its balance paid, its goods received",
        "时刻：下单、付尾款、收货的时刻"),
    _do("calendar", "i", "timeline", "calendar", 6,
        "Calendar: Write the windows to a calendar file (.ics)", "日历：把各个时间窗写入日历文件（.ics）"),
    _do("timeline-copy", "y", "timeline", "copy", 5,
        "Copy: Copy the timeline as text", "复制：把时间线复制为文本"),
    _do("timeline-undo", "u", "timeline", "app.undo", 12,
        "Undo: Take back the last change", "撤销：撤销上一次改动"),
    _do("timeline-redo", "ctrl+r U", "timeline", "app.redo", 0,
        "Redo: Make the undone change again", "重做：重做被撤销的改动"),
    _do("timeline-refund", "r", "timeline", "refund", 4,
        "Refund: What comes back when goods go back", "退款：退货时退回多少"),
    _do("timeline-back", "escape q d", "timeline", "app.back", 89,
        "Back: Back to the cart", "返回：回到购物车"),

    _do("give-back", "space", "refund", "whole_line", 2,
        "Line: The whole line goes back, or none of it", "退：整行退，或不退"),
    _do("give-more", "plus", "refund", "more(1)", 3,
        "More: One more piece of the line goes back", "多退：这一行多退一件"),
    _do("give-less", "minus", "refund", "more(-1)", 4,
        "Less: One piece less of the line goes back", "少退：这一行少退一件"),
    _do("give-all", "a", "refund", "all", 5,
        "All: Everything goes back, or nothing", "全退：全部退，或都不退"),
    _do("refund-moment", "t", "refund", "moments", 6,
        "When: When goods go back, and when they were received", "时刻：退货与收货的时刻"),
    _do("received", "v", "refund", "received", 7,
        "Received: Say when the goods came, or take it out again", "收货：填写收货时刻，或去掉它"),
    _do("refund-copy", "y", "refund", "copy", 10,
        "Copy: Copy the refund as text", "复制：把退款明细复制为文本"),
    _do("refund-undo", "u", "refund", "app.undo", 12,
        "Undo: Take back the last change of the cart", "撤销：撤销购物车的上一次改动"),
    _do("refund-redo", "ctrl+r U", "refund", "app.redo", 0,
        "Redo: Make the undone change again", "重做：重做被撤销的改动"),
    _do("refund-timeline", "d", "refund", "timeline", 11,
        "Timeline: What is paid when, and what is at stake", "时间线：何时付什么，以及得失"),
    _do("refund-back", "escape q r", "refund", "app.back", 89,
        "Back: Back to the cart", "返回：回到购物车"),

    _do("whatif-left", "left h H", "whatif", "column(-1)", 0,
        "Left: One column to the left; no jump is passed over", "向左：向左一列，不越过跳变"),
    _do("whatif-right", "right l", "whatif", "column(1)", 0,
        "Right: One column to the right; no jump is passed over", "向右：向右一列，不越过跳变"),
    _do("whatif-first", "home", "whatif", "end_of(-1)", 0,
        "First: To the first value that is seen", "最左：到看得到的第一个值"),
    _do("whatif-last", "end", "whatif", "end_of(1)", 0,
        "Last: To the last value that is seen", "最右：到看得到的最后一个值"),
    _do("whatif-up", "up k", "whatif", "scroll_text(-1)", 0,
        "Up: Scroll the text up", "上滚：向上滚动文字", in_palette=False),
    _do("whatif-down", "down j", "whatif", "scroll_text(1)", 0,
        "Down: Scroll the text down", "下滚：向下滚动文字", in_palette=False),
    _do("whatif-less", "comma shift+left", "whatif", "step(-1)", 0,
        "Less: One minor unit, piece or point less", "减一：少一分、一件或一个积分"),
    _do("whatif-more", "full_stop shift+right", "whatif", "step(1)", 0,
        "More: One minor unit, piece or point more", "加一：多一分、一件或一个积分"),
    _do("whatif-next", "n", "whatif", "jump(1)", 2,
        "Next: To the next cliff or jump", "下一跳：到下一处跳降或跳变"),
    _do("whatif-previous", "N", "whatif", "jump(-1)", 9,
        "Previous: To the cliff or jump before", "上一跳：到上一处跳降或跳变"),
    _do("whatif-variable", "v", "whatif", "next_variable", 3,
        "Vary: The next thing that may move", "变量：换成下一个可变动的数"),
    _do("whatif-variables", "V", "whatif", "choose_variable", 10,
        "What: Choose what moves", "选变量：从清单里选变动什么"),
    _do("whatif-go-to", "g G", "whatif", "go_to", 4,
        "Go to: Type a value to go to", "跳到：输入要看的值"),
    _do("whatif-in", "right_square_bracket", "whatif", "zoom(1)", 7,
        "In: Zoom in: half as much of the curve", "放大：只看一半范围"),
    _do("whatif-out", "left_square_bracket", "whatif", "zoom(-1)", 8,
        "Out: Zoom out: twice as much of the curve", "缩小：看两倍范围"),
    _do("whatif-compare", "b", "whatif", "compare", 5,
        "Compare: The cart's next shopper on a second curve", "对比：用第二条曲线画下一个身份"),
    _do("whatif-others", "B", "whatif", "choose_other", 11,
        "With: Choose a shopper or another rulebook to compare with", "选对比：选择要对比的身份或规则"),
    _do("whatif-receipt", "enter", "whatif", "receipt", 6,
        "Receipt: The receipt at the cursor, or away, and back", "小票：显示或收起光标处的小票"),
    _do("whatif-copy", "y", "whatif", "copy", 12,
        "Copy: Copy the stretch that is seen as text", "复制：把眼前这段曲线复制为文本"),
    _do("whatif-table", "Y", "whatif", "write_table", 13,
        "CSV: Write every value of that stretch to a table (.csv)", "CSV：把这段曲线的每个值写入表格（.csv）"),
    _do("whatif-undo", "u", "whatif", "app.undo", 15,
        "Undo: Take back the last change of the cart", "撤销：撤销购物车的上一次改动"),
    _do("whatif-redo", "ctrl+r U", "whatif", "app.redo", 0,
        "Redo: Make the undone change again", "重做：重做被撤销的改动"),
    _do("whatif-shopper", "p", "whatif", "app.next_shopper", 14,
        "Shopper: Next of the shoppers that the cart names", "身份：换成购物车列出的下一个身份"),
    _do("whatif-reload", "f5", "whatif", "app.reload", 0,
        "Reload: Read the files again", "重读：重新读取文件"),
    _do("whatif-back", "escape q w W", "whatif", "app.back", 89,
        "Back: Back to the cart", "返回：回到购物车"),

    _do("best-apply", "enter", "best", "apply", 2,
        "Apply: Pay it the selected way", "采用：照选中的付法付"),
    _do("best-limit", "space", "best", "limit", 3,
        "Limit: An offer has to be used, has to be left alone, is free again; from the ways, to the limits",
        "约束：把选中的优惠定为必用、不用，再按恢复不限；在付法表里按则转到约束栏"),
    _do("best-budget", "b", "best", "budget", 6,
        "Budget: How much may be paid at the most", "预算：最多付多少"),
    _do("best-orders", "s", "best", "orders", 7,
        "Split: Whether up to 2, 3, 4 or 5 orders cost less than one", "拆单：至多拆 2、3、4、5 单能否更省"),
    _do("best-add", "a", "best", "catalogue", 8,
        "Add: What to add out of a catalogue so that less is paid, or how far the next threshold is",
        "凑单：从凑单清单里加什么能少付，或离下一个门槛多远"),
    _do("best-copy", "y", "best", "copy", 4,
        "Copy: Copy all of it as text", "复制：把各种付法复制为文本"),
    _do("best-undo", "u", "best", "app.undo", 5,
        "Undo: Take back the last change of the cart", "撤销：撤销购物车的上一次改动"),
    _do("best-redo", "ctrl+r U", "best", "app.redo", 0,
        "Redo: Make the undone change again", "重做：重做被撤销的改动"),
    _do("best-shopper", "p", "best", "app.next_shopper", 10,
        "Shopper: Next of the shoppers that the cart names", "身份：换成购物车列出的下一个身份"),
    _do("best-reload", "f5", "best", "app.reload", 0,
        "Reload: Read the files again", "重读：重新读取文件"),
    _do("best-back", "escape q o O", "best", "leave", 89,
        "Back: Back to the cart; a search that takes long is stopped first",
        "返回：回到购物车；计算费时的，先停止计算"),

    _do("claim-judge", "enter", "claim", "judge", 2,
        "Judge: Judge what is typed; from a verdict, on to its evidence",
        "核验：判断输入的广告语；在结论上按则转到依据"),
    _do("claim-sentence", "e", "claim", "sentence", 3,
        "Sentence: Type another sentence", "广告语：改输一句广告语"),
    _do("claim-standard", "s J", "claim", "standard", 5,
        "Standard: Under which standard, or whose", "标准：按哪个标准、哪里的标准"),
    _do("claim-facts", "f", "claim", "facts", 4,
        "Facts: What is known of it; what a verdict lacks comes first", "已知：填写已知情况，判断所缺的在前"),
    _do("claim-history", "p", "claim", "history", 6,
        "Prices: Open a file of earlier prices", "价格记录：打开之前的价格记录"),
    _do("claim-reference", "r", "claim", "reference", 8,
        "Reference: Compare with the tag price, or with what the standard allows",
        "比较价：与标价比较，或与标准允许的价格比较"),
    _do("claim-start", "d", "claim", "start", 10,
        "From: The first day of the reduction", "首日：优惠的第一天"),
    _do("claim-catalogue", "a", "claim", "catalogue", 11,
        "Items: Open a file of the items that it is about", "清单：打开所指商品的清单"),
    _do("claim-next", "n", "claim", "another(1)", 12,
        "Next: The next advertisement of the file", "下一条：文件里的下一条广告语"),
    _do("claim-previous", "N", "claim", "another(-1)", 0,
        "Previous: The advertisement before", "上一条：文件里的上一条广告语"),
    _do("claim-copy", "y", "claim", "copy", 9,
        "Copy: Copy all of it as text", "复制：把各项结论复制为文本"),
    _do("claim-export", "E", "claim", "export", 7,
        "Report: Write a report: .html, .md, .json or .txt", "报告：写成报告：.html、.md、.json 或 .txt"),
    _do("claim-reload", "f5", "claim", "reload", 0,
        "Reload: Read the files again", "重读：重新读取文件"),
    _do("claim-back", "escape q c", "claim", "leave", 89,
        "Back: Back to the cart; what takes long is stopped first",
        "返回：回到购物车；计算费时的，先停止计算"),

    _do("import-add", "f2", "import", "add_lines", 2,
        "Add these lines: Add the lines that were found", "添加这些行：添加读到的行"),
    _do("import-back", "escape", "import", "app.back", 89,
        "Cancel: Back without adding anything", "取消：不添加，返回"),

    _do("trouble-reload", "f5", "trouble", "app.reload", 2,
        "Read again: Read the files again", "重新读取：重新读取文件"),
    _do("trouble-quit", "q escape", "trouble", "app.quit", 90,
        "Quit: Leave promocalc", "退出：退出"),

    _do("help-back", "escape q", "help", "app.back", 89,
        "Back: Back", "返回：返回"),

    _do("edit-keep", "enter", "edit", "", 1,
        "Apply: Take over what was typed", "确定：采用输入的内容", in_palette=False, part="editing"),
    _do("edit-next", "tab shift+tab", "edit", "", 2,
        "Next field: Take it over, and edit the next field, or the previous one",
        "下一格：采用并编辑下一格或上一格", in_palette=False, part="editing"),
    _do("edit-cancel", "escape", "edit", "", 3,
        "Cancel: Leave it as it was", "取消：保持原样", in_palette=False, part="editing"),

    _do("enter-cart", "enter", "enter", "", 0,
        "Edit: Edit the selected cell, too", "编辑：同样是编辑选中的格子", in_palette=False, part="cart"),
    _do("enter-offers", "enter", "enter", "", 0,
        "Explain: Explain the selected offer", "解释：解释选中的优惠", in_palette=False, part="offers"),

    _do("move", "j k h l", "move", "move", 0,
        "Move: Down, up, left, right, as the arrow keys", "移动：下、上、左、右，同方向键", in_palette=False),
    _do("ends", "g G", "move", "ends", 0,
        "First, last: To the first row, to the last row", "首行、末行：到第一行、到最后一行", in_palette=False),
    _do("tab", "tab shift+tab", "move", "tab", 0,
        "Next pane: To the next pane, to the previous one", "下一栏：到下一栏、上一栏", in_palette=False),
)
# fmt: on


def actions(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of these scopes, in the order of the list. A screen's own key goes before one that works anywhere."""
    found = [action for action in ACTIONS if action.scope in scopes]
    own = {key for action in found if action.scope != "app" for key in action.keys}
    return tuple(action.without(own) if action.scope == "app" else action for action in found)


def bindings(*scopes: Scope) -> list[BindingType]:
    """The key bindings of these scopes. Textual's own footer is not used, so none is shown."""
    return list(_bindings(*scopes))


def _bindings(*scopes: Scope) -> Iterator[Binding]:
    from textual.binding import Binding

    for action in actions(*scopes):
        for key in action.keys:
            # ctrl+q leaves from anywhere, even while text is typed.
            yield Binding(
                key, action.call, action.label.en, show=False, priority=key == "ctrl+q", id=f"{action.id}.{key}"
            )


def key_line(*scopes: Scope) -> tuple[Action, ...]:
    """What the last line of a screen shows, most needed first."""
    hidden = {"help"} if "help" in scopes else set()
    shown = [action for action in actions(*scopes) if action.rank and action.id not in hidden]
    return tuple(sorted(shown, key=lambda action: action.rank))
