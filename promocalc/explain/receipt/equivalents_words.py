"""What a receipt comes to in other numbers, in words: rows for every format, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import fold, nearest, percent
from promocalc.explain.language import Language
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.equivalents import Cut, LineEquivalents, PerUnit, Whole, of_lines, whole

ROWS = 12
"""How many lines are told of; data has them all."""
FEW = 2
"""How many of them in a sentence."""


def comes_to(receipt: Receipt, language: Language) -> str:
    """What a receipt comes to, without a full stop: ``26.4% off; ¥3.98 a piece; ¥12.40 more for later``; "" where
    nothing new is to be said."""
    return EquivalentsWords(Names(receipt, language)).sentence()


@dataclass(frozen=True)
class EquivalentsWords:
    """The equivalent numbers of one receipt's lines, for readers of one language."""

    names: Names

    def rows(self) -> list[tuple[str, str]]:
        """A line's title and what it comes to per piece and per unit; empty where nothing new is to be said."""
        told = of_lines(self.names.receipt)
        found = [(self.names.line(one.line), self._said(one)) for one in told[:ROWS]]
        if more := len(told) - len(found):
            zh = f"另有 {more} 行商品从略"
            en = f"{more} more line" if more == 1 else f"{more} more lines"
            found.append(("……" if self._zh else "...", zh if self._zh else f"{en} left out"))
        return found

    def sentence(self) -> str:
        """All of it at once."""
        told = whole(self.names.receipt)
        said = [] if told.cut is None else [self.cut(told.cut)]
        alone = len(self.names.receipt.cart.lines) == 1
        said += [self._said(one) if alone else self._named(one) for one in told.lines[:FEW]]
        said += [*self._left_out(len(told.lines) - FEW), *self._later(told)]
        return ("；" if self._zh else "; ").join(said)

    def cut(self, told: Cut) -> str:
        """``26.4% off``."""
        part, all_ = told.share.as_integer_ratio()
        if not self._zh:
            return f"{percent(part, all_)} off"
        tenths = fold(all_ - part, all_) if part < all_ else ""
        return f"减 {percent(part, all_)}" + (f"（{tenths}）" if tenths not in ("", "0折", "10折") else "")

    def _named(self, one: LineEquivalents) -> str:
        title = self.names.quoted(self.names.line(one.line))
        joint = "，" if self._zh else ", "
        said = self._said(one).replace("；" if self._zh else "; ", joint)
        return f"{title}{said}" if self._zh else f"{title} {said}"

    def _left_out(self, more: int) -> list[str]:
        if more <= 0:
            return []
        en = f"{more} more line" if more == 1 else f"{more} more lines"
        return [f"另有 {more} 行从略" if self._zh else f"{en} left out"]

    def _later(self, told: Whole) -> list[str]:
        price, zh, found = self.names.price, self._zh, list[str]()
        if told.later:
            found.append(f"另有 {price(told.later)} 以后可用" if zh else f"{price(told.later)} more for later")
        if told.hoped:
            said = price(told.hoped)
            en = f"{said} more for later if every promise is kept"
            found.append(f"承诺都兑现时，另有 {said} 以后可用" if zh else en)
        return found

    @property
    def _zh(self) -> bool:
        return self.names.language == "zh"

    def _said(self, one: LineEquivalents) -> str:
        said = []
        if one.piece is not None:
            piece = self.price(one.piece)
            said.append(f"每件 {piece}" if self._zh else f"{piece} a piece")
        if one.unit is not None:
            said.append(self._per(one.unit))
        if self.names.receipt.tax_added:
            said.append("未含税" if self._zh else "before tax")
        return ("；" if self._zh else "; ").join(said)

    def price(self, amount: Fraction) -> str:
        """A price; ``≈`` before one that was rounded to the minor unit, half up."""
        shown = self.names.price(nearest(amount))
        return shown if amount.denominator == 1 else f"≈{shown}"

    def _per(self, unit: PerUnit) -> str:
        """``¥4.65 per 100 g``, ``¥0.50 for each of 36``."""
        price = self.price(unit.price)
        if unit.dimension != "count":
            measure = _MEASURES[self.names.language][unit.dimension, unit.measure]
            return f"每{measure} {price}" if self._zh else f"{price} per {measure}"
        count = f"{unit.total.numerator:,}"
        if self._zh:
            word = "个" if unit.word.isascii() else clean(unit.word)
            so_many = "" if unit.measure == 1 else f" {unit.measure} "
            return f"每{so_many}{word} {price}（共 {count} {word}）"
        return f"{price} for each of {count}" if unit.measure == 1 else f"{price} per {unit.measure} of {count}"


_MEASURES = {
    "en": {("mass", 100): "100 g", ("mass", 1000): "kg", ("volume", 100): "100 ml", ("volume", 1000): "litre"},
    "zh": {("mass", 100): " 100 克", ("mass", 1000): "千克", ("volume", 100): " 100 毫升", ("volume", 1000): "升"},
}
