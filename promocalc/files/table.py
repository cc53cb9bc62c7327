"""Carts from tables: CSV, TSV and pasted text, with a header in English or Chinese or none at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from promocalc.cart import Cart
from promocalc.files.cells import Cell, Row, Sheet, joined, read_cells, split_lines
from promocalc.files.fit import fit_cart
from promocalc.files.place import Document, Entries, Items, Scalar, Span, spot
from promocalc.files.syntax import bad_characters
from promocalc.problems import (
    ColumnCount,
    EmptyFile,
    EmptyList,
    NoHeader,
    Problem,
    ProblemGroup,
    TooManyKeys,
    Trouble,
    UnknownKey,
    Where,
    nearest,
)
from promocalc.rules.values import read_amount, read_whole

_COLUMNS = {
    "id": "id 编号 商品编号 sku",
    "title": "title name item product 商品 商品名称 商品名 品名 名称 标题 宝贝 宝贝标题",
    "store": "store shop 店铺 店铺名称 店铺名 店名 商家",
    "unit_price": "unit_price price unitprice 单价 价格 售价 商品单价",
    "quantity": "quantity qty count 数量 件数 商品数量",
    "category": "category 类目 分类 品类",
    "tags": "tags tag 标签",
    "list_price": "list_price 原价 划线价 吊牌价",
    "kind": "kind 类型",
}
_WORDS = {word: column for column, words in _COLUMNS.items() for word in words.split()}
_NOW = "now now_price sale_price offer_price deal_price 现价 活动价 促销价 折后价 优惠价 到手价"
"""What is asked, in a list of items that says beside it what was asked before."""
_BEFORE = "was was_price before old_price former_price regular_price original_price rrp msrp 市场价"
"""What was asked before, or is struck, in such a list."""
_NUMBERS: dict[str, Callable[[object], object]] = {
    "unit_price": read_amount,
    "quantity": read_whole,
    "list_price": read_amount,
}
_NEEDED = ("unit_price", "quantity")
"""Columns whose empty cell is a gap and not a default."""
_WITHOUT_HEADER = ("title", "store", "unit_price", "quantity", "category")
_LEAST_WITHOUT_HEADER = 3

_YAML_LINE = re.compile(r"""["']?[^\s,;，:"']+["']?\s*:(\s|$)|[{\[%]|---|- """)
_COUNTED = re.compile(r"(?:[x×*]\s*)?(\d+)\s*(?:件|个|份|双|条|瓶|盒|包|袋|箱|pcs)?", re.IGNORECASE)


def read_table(text: str, *, file: str | None = None, currency: str | None = None) -> Cart:
    """The cart in a table; ``currency`` where it is not CNY.

    Raises ProblemGroup with every problem in every row.
    """
    return fit_cart(read_sheet(text, file=file, currency=currency))


def looks_like_table(text: str) -> bool:
    """Whether a text without a telling name is a table rather than YAML."""
    for line in split_lines(text):
        if line.strip() and not line.lstrip().startswith("#"):
            return not _YAML_LINE.match(line.strip()) and any(mark in line.strip() for mark in ",;\t，；")
    return False


def read_sheet(text: str, *, file: str | None = None, currency: str | None = None, beside: bool = False) -> Document:
    """The document of a table, in the form of a cart.

    With ``beside``, a column may say what is asked now (``now``) beside what was asked before (``was``, or ``price``
    where there is ``now``). Raises ProblemGroup where no rows can be told from it.
    """
    bad = bad_characters(split_lines(text), file)
    if bad:
        raise ProblemGroup(tuple(bad))
    sheet = read_cells(text, file=file)
    if not sheet.rows:
        empty = Problem(EmptyFile(), Where(file=file, line=1, column=1))
        raise ProblemGroup(sheet.problems or (empty,))
    words = _beside([cell.text for cell in sheet.rows[0].cells]) if beside else _WORDS
    return _Reader(sheet, file, words).document(currency)


def _beside(header: Sequence[str]) -> Mapping[str, str]:
    """What the words of a header mean, where prices stand beside those before."""
    words, now = _WORDS | dict.fromkeys(_BEFORE.split(), "list_price"), _NOW.split()
    if not any(_folded(cell) in now for cell in header):
        return words
    earlier = (word for word, column in _WORDS.items() if column == "unit_price")
    return words | dict.fromkeys(earlier, "list_price") | dict.fromkeys(now, "unit_price")


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns in their order. Columns that a cart does not know are attributes, by the name they have."""

    names: tuple[str, ...]
    least: int
    """Fewest cells that make a row."""
    rows_from: int


class _Reader:
    """One table on its way to a document."""

    def __init__(self, sheet: Sheet, file: str | None, words: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.words = words
        self.file = file
        self.problems: list[Problem] = list(sheet.problems)

    def document(self, currency: str | None) -> Document:
        header = self.header(self.sheet.rows[0])
        rows = self.sheet.rows[header.rows_from :]
        whole = Span(0, 0, 0, 0)
        lines = Items(whole)
        root = Entries(whole, keys={"lines": rows[0].span if rows else whole}, values={"lines": lines})
        if currency is not None:
            root.keys["currency"], root.values["currency"] = whole, Scalar(currency, whole)
        known = self.known_stores(rows, header)
        for row in rows:
            cells = self.fitted(row, header, known)
            if cells is not None:
                lines.items.append(_line(cells, header, row.span))
        if not rows:
            self.trouble(EmptyList(), self.sheet.rows[0].span)
        return Document(self.sheet.lines, root, self.file, tuple(self.problems), is_table=True)

    def trouble(self, trouble: Trouble, span: Span) -> None:
        self.problems.append(Problem(trouble, spot(self.sheet.lines, span, self.file)))

    # --- the header

    def header(self, row: Row) -> _Header:
        names = [self.words.get(_folded(cell.text)) for cell in row.cells]
        numeric = any(_is("unit_price", cell.text) for cell in row.cells)
        if numeric and names.count(None) > len(names) - 2:
            return _Header(_WITHOUT_HEADER, _LEAST_WITHOUT_HEADER, 0)
        if not any(names) or "unit_price" not in names:
            near = self.misspelt(row)
            if "unit_price" not in near:
                missing = tuple(column for column in ("title", "unit_price") if column not in names)
                self.trouble(NoHeader(missing or ("unit_price",)), row.span)
            raise ProblemGroup(tuple(self.problems))
        self.misspelt(row)
        self.repeated(row)
        columns = (name or cell.text for name, cell in zip(names, row.cells, strict=True))
        return _Header(tuple(columns), len(names), 1)

    def misspelt(self, row: Row) -> set[str]:
        """A column almost named like a known one is a slip of the pen and not an attribute. The columns meant."""
        meant = set()
        for cell in row.cells:
            word = _folded(cell.text)
            near = nearest(word, tuple(_WORDS)) if word and word not in self.words and word.isascii() else None
            if near is not None:
                meant.add(_WORDS[near])
                self.trouble(UnknownKey(cell.text, tuple(_COLUMNS), near), cell.span)
        return meant

    def repeated(self, row: Row) -> None:
        seen: dict[str, Cell] = {}
        for cell in row.cells:
            name = self.words.get(_folded(cell.text), cell.text)
            if name in seen and name:
                self.trouble(TooManyKeys((seen[name].text, cell.text)), cell.span)
            seen.setdefault(name, cell)

    # --- rows of the wrong length

    def known_stores(self, rows: Sequence[Row], header: _Header) -> frozenset[str]:
        if "store" not in header.names:
            return frozenset()
        at, columns = header.names.index("store"), range(header.least, len(header.names) + 1)
        fitting = (row.cells for row in rows if len(row.cells) in columns and self.anchored(row.cells, header))
        return frozenset(cells[at].text for cells in fitting)

    def fitted(self, row: Row, header: _Header, stores: frozenset[str]) -> tuple[Cell, ...] | None:
        """The row's cells, one a column; None, and a problem, where it is unclear which is which."""
        cells, wanted = row.cells, len(header.names)
        while len(cells) > wanted and not cells[-1].text:
            cells = cells[:-1]
        fits = header.least <= len(cells) <= wanted
        if fits and self.anchored(cells, header):
            return cells
        repaired = self.repaired(cells, header, stores)
        if repaired is not None or fits:
            return repaired or cells
        self.trouble(ColumnCount(len(cells), len(self.usual(header))), row.span)
        return None

    def usual(self, header: _Header) -> tuple[str, ...]:
        """The columns that a row has; without a header, those that it usually has."""
        return header.names if header.rows_from else _WITHOUT_HEADER[: _WITHOUT_HEADER.index("quantity") + 1]

    def anchored(self, cells: Sequence[Cell], header: _Header) -> bool:
        return header.rows_from == 1 or _is("unit_price", cells[_WITHOUT_HEADER.index("unit_price")].text)

    def repaired(self, cells: Sequence[Cell], header: _Header, stores: frozenset[str]) -> tuple[Cell, ...] | None:
        """A text that was not quoted has fallen apart at its commas: the numbers tell where, or nothing does."""
        names = self.usual(header)
        extra = len(cells) - len(names)
        if extra < 1:
            return None
        found: dict[str, tuple[Cell, ...]] = {}
        for at, name in enumerate(names):
            pieces = cells[at : at + extra + 1]
            if name == "store" and any(_is("unit_price", cell.text) for cell in pieces):
                continue
            one = joined(self.sheet.lines, pieces)
            row = (*cells[:at], one, *cells[at + extra + 1 :])
            if all(_plausible(column, cell.text) for column, cell in zip(names, row, strict=True)):
                found[name] = row
        if len(found) > 1 and "title" in found and "store" in names:
            # The title it is, where the shop that remains is one that other rows name.
            return found["title"] if found["title"][names.index("store")].text in stores else None
        return next(iter(found.values())) if len(found) == 1 else None


# --- one row ------------------------------------------------------------------------------------------------------


def _line(cells: Sequence[Cell], header: _Header, span: Span) -> Entries:
    line = Entries(span, flow=True)
    attributes = Entries(span)
    for name, cell in zip(header.names, cells, strict=False):
        if name in _COLUMNS:
            if cell.text or name in _NEEDED:
                line.keys[name], line.values[name] = cell.span, _value(name, cell)
        elif cell.text and name:
            attributes.keys[name], attributes.values[name] = cell.span, Scalar(cell.text, cell.span)
    if attributes.values:
        line.keys["attributes"], line.values["attributes"] = span, attributes
    return line


def _value(name: str, cell: Cell) -> Scalar | Items:
    match name:
        case "tags":
            words = [word for word in re.split(r"[|;；、\s]+", cell.text) if word]
            return Items(cell.span, True, [Scalar(word, cell.span) for word in words])
        case "quantity":
            return Scalar(_counted(cell.text), cell.span)
        case _:
            return Scalar(cell.text, cell.span)


def _counted(text: str) -> str:
    """``×2`` and ``2件`` are two."""
    match = _COUNTED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return match[1] if match is not None else text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower().replace(" ", "_").removesuffix("(元)")


def _is(column: str, text: str) -> bool:
    try:
        _NUMBERS[column](_counted(text) if column == "quantity" else text)
    except ValidationError:
        return False
    return True


def _plausible(column: str, text: str) -> bool:
    """Whether a cell may stand in a column: a number where one belongs, and a shop is none."""
    if column in _NUMBERS:
        return _is(column, text)
    return column != "store" or not _is("unit_price", text)
