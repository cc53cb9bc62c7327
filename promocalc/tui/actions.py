"""Every action of the screen, once: bindings, key line, command palette, help and their tests derive from this list.

Plain letters have no priority, so an input method gets them while text is
typed. No alt, and ctrl only where every terminal passes it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from promocalc.tui.words import Label

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType

Scope: TypeAlias = Literal["app", "main", "explain", "import", "trouble", "help", "move"]
"""Where an action is: everywhere, on one screen, or inside a table."""


@dataclass(frozen=True, slots=True)
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

    @property
    def shown_key(self) -> str:
        """Its first key, as people write it."""
        return shown_key(self.keys[0])


def shown_key(key: str) -> str:
    """``ctrl+s`` as ``^s``, ``question_mark`` as ``?``."""
    names = {"question_mark": "?", "space": "Space", "delete": "Del", "escape": "Esc", "enter": "Enter", "tab": "Tab"}
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return names.get(key, key.upper() if key[0] == "f" and key[1:].isdigit() else key)


def _do(
    id_: str, keys: str, en: str, zh: str, help_: tuple[str, str], scope: Scope, *, call: str = "", **facts: int | bool
) -> Action:
    rank, in_palette = int(facts.get("rank", 0)), bool(facts.get("in_palette", True))
    return Action(id_, tuple(keys.split()), Label(en, zh), Label(*help_), scope, call or id_, rank, in_palette)


# fmt: off
ACTIONS: tuple[Action, ...] = (
    _do("help", "question_mark f1", "Help", "帮助", ("All keys of this screen", "本屏的全部按键"), "app", call="app.show_help", rank=1),
    _do("palette", "ctrl+p", "Commands", "命令", ("Find a command by its name", "按名称查找命令"), "app", call="app.show_palette", rank=80, in_palette=False),
    _do("language", "L", "中文", "English", ("Switch between English and Chinese", "切换中文与英文"), "app", call="app.switch_language", rank=60),
    _do("theme", "t", "Theme", "配色", ("Next colour theme: dark, light, the terminal's own, high contrast", "下一种配色：深色、浅色、终端自带、高对比"), "app", call="app.next_theme", rank=61),
    _do("quit", "ctrl+q", "Quit", "退出", ("Leave promocalc; unsaved changes are kept", "退出；未保存的改动会保留"), "app", call="app.quit"),

    _do("edit", "e", "Edit", "编辑", ("Edit the selected cell: name, shop, price or quantity", "编辑选中的格子：名称、店铺、单价、数量"), "main", rank=2),
    _do("add", "a", "Add", "添加", ("Add an item to the cart", "向购物车添加商品"), "main", rank=5),
    _do("remove", "delete D", "Remove", "删除", ("Remove the selected item (u brings it back)", "删除选中的商品（u 可撤销）"), "main", rank=9),
    _do("use", "space", "Use", "选用", ("Use or leave the selected coupon, balance or alternative", "选用或不用选中的券、余额或备选优惠"), "main", rank=3),
    _do("explain", "x", "Explain", "解释", ("Every step of the price, and the selected rule in full", "价格的每一步，以及选中规则的全文"), "main", rank=4),
    _do("import", "i", "Import", "导入", ("Paste a list, or read a file, and add its lines", "粘贴清单或读取文件，并添加其中的行"), "main", call="import_lines", rank=6),
    _do("undo", "u", "Undo", "撤销", ("Take back the last change", "撤销上一次改动"), "main", call="app.undo", rank=7),
    _do("redo", "ctrl+r U", "Redo", "重做", ("Make the undone change again", "重做被撤销的改动"), "main", call="app.redo"),
    _do("save", "ctrl+s", "Save", "保存", ("Write the cart to its file", "把购物车写入文件"), "main", call="app.save", rank=8),
    _do("save-as", "S", "Save as", "另存为", ("Write the cart to another file", "把购物车写入另一个文件"), "main", call="app.save_as"),
    _do("shopper", "p", "Shopper", "身份", ("Next of the shoppers that the cart names", "换成购物车列出的下一个身份"), "main", call="app.next_shopper"),
    _do("reload", "f5", "Reload", "重读", ("Read the files again", "重新读取文件"), "main", call="app.reload"),
    _do("restore", "R", "Restore", "恢复", ("Take up the unsaved changes that were kept", "恢复保留的未保存改动"), "main", call="app.restore"),
    _do("copy-row", "y", "Copy row", "复制行", ("Copy the selected row", "复制选中的行"), "main", call="copy_row", rank=10),
    _do("copy-receipt", "Y", "Copy receipt", "复制小票", ("Copy the whole receipt as Markdown", "把整张小票复制为 Markdown"), "main", call="app.copy_receipt", rank=11),
    _do("pane-1", "1", "Cart", "购物车", ("Go to the cart", "到购物车"), "main", call="pane('cart')"),
    _do("pane-2", "2", "Offers", "优惠", ("Go to the offers", "到优惠"), "main", call="pane('offers')"),
    _do("pane-3", "3", "Why this price", "价格瀑布", ("Go to the waterfall", "到价格瀑布"), "main", call="pane('waterfall')"),
    _do("pane-4", "4", "Rule", "规则详情", ("Go to the selected rule", "到规则详情"), "main", call="pane('rule')"),
    _do("pane-5", "5", "Result", "结果", ("Go to the result", "到结果"), "main", call="pane('result')"),
    _do("leave", "q", "Quit", "退出", ("Leave promocalc; unsaved changes are kept", "退出；未保存的改动会保留"), "main", call="app.quit", rank=90, in_palette=False),

    _do("explain-copy", "y", "Copy row", "复制行", ("Copy the selected row", "复制选中的行"), "explain", call="copy_row", rank=10),
    _do("explain-receipt", "Y", "Copy receipt", "复制小票", ("Copy the whole receipt as Markdown", "把整张小票复制为 Markdown"), "explain", call="app.copy_receipt", rank=11),
    _do("explain-undo", "u", "Undo", "撤销", ("Take back the last change", "撤销上一次改动"), "explain", call="app.undo", rank=12),
    _do("explain-back", "escape q x", "Back", "返回", ("Back to the cart", "回到购物车"), "explain", call="app.back", rank=2),

    _do("import-add", "f2", "Add these lines", "添加这些行", ("Add the lines that were found", "添加读到的行"), "import", call="add_lines", rank=2),
    _do("import-back", "escape", "Cancel", "取消", ("Back without adding anything", "不添加，返回"), "import", call="app.back", rank=3),

    _do("trouble-reload", "f5", "Read again", "重新读取", ("Read the files again", "重新读取文件"), "trouble", call="app.reload", rank=2),
    _do("trouble-quit", "q escape", "Quit", "退出", ("Leave promocalc", "退出"), "trouble", call="app.quit", rank=90),

    _do("help-back", "escape q", "Back", "返回", ("Back", "返回"), "help", call="app.back", rank=2),

    _do("move", "j k h l", "Move", "移动", ("Down, up, left, right, as the arrow keys", "下、上、左、右，同方向键"), "move", in_palette=False),
    _do("ends", "g G", "First, last", "首行、末行", ("To the first row, to the last row", "到第一行、到最后一行"), "move", in_palette=False),
    _do("enter", "enter", "Open", "打开", ("Edit the cell; for an offer, explain it", "编辑格子；在优惠上则是解释"), "move", in_palette=False),
    _do("tab", "tab shift+tab", "Next pane", "下一栏", ("To the next pane, to the previous one", "到下一栏、上一栏"), "move", in_palette=False),
)
# fmt: on


def actions(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of these scopes, in the order of the list."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def bindings(*scopes: Scope) -> list[BindingType]:
    """The key bindings of these scopes. Textual's own footer is not used, so none is shown."""
    return list(_bindings(*scopes))


def _bindings(*scopes: Scope) -> Iterator[Binding]:
    from textual.binding import Binding

    for action in actions(*scopes):
        for key in action.keys:
            # ctrl+q leaves from anywhere, even while text is typed.
            yield Binding(key, action.call, action.label.en, show=False, priority=key == "ctrl+q", id=f"{action.id}.{key}")


def key_line(*scopes: Scope) -> tuple[Action, ...]:
    """What the last line of a screen shows, most needed first."""
    shown = [action for action in actions(*scopes) if action.rank]
    return tuple(sorted(shown, key=lambda action: action.rank))
