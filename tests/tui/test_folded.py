"""Texts folded to the room there is."""

from __future__ import annotations

from promocalc.explain.cells import width
from promocalc.tui.widgets.folded import folded

PROBLEM = """\
错误：“八九九”不是金额（lines[0].unit_price）
  --> cart.yaml:6:40
  |
6 | - {title: 羽绒服, store: 优衣库, price: 八九九, quantity: 1}
  |                                         ^^^^^^
   = 帮助：请写数字：50 或 49.90，不要写单位，也不要写千位分隔符"""


def lines(text: str, cells: int) -> list[str]:
    """What stands there."""
    return [label + rest for label, rest in folded([("", text)], cells)]


def test_a_problem_hangs_under_its_heads() -> None:
    rows = lines(PROBLEM, 44)
    assert [row for row in rows if row.startswith("   = ")] == ["   = 帮助：请写数字：50 或 49.90，不要写单"]
    assert "     位，也不要写千位分隔符" in rows
    assert all(width(row) <= 44 for row in rows)


def test_carets_stay_under_what_they_point_at() -> None:
    for cells in range(24, 70):
        source, carets = (row for row in lines(PROBLEM, cells) if row.startswith("6 |") or "^" in row)
        assert width(source[: source.index("八九九")]) == carets.index("^"), cells
        assert carets.count("^") == 6


def test_labels_stand_before_hanging_texts() -> None:
    rows = list(folded([("规定", "每满 300.00 减 50.00"), ("to next", "142.30 more")], 22))
    assert rows[0] == ("规定     ", "每满 300.00")
    assert rows[1] == ("", "         减 50.00")
    assert rows[2] == ("to next  ", "142.30 more")
