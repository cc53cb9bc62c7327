"""The engine and the piece-by-piece pricer, which have only the text of a rulebook in common, come to the same cent."""

from __future__ import annotations

from hypothesis import assume, given

from promocalc.engine import price
from tests.generate_pieces import PieceCase, piece_cases
from tests.pieces import NotPieces, pays, prepaid


@given(piece_cases())
def test_every_line_pays_what_its_pieces_pay(case: PieceCase) -> None:
    try:
        expected, deposits = pays(case.lines, case.book), prepaid(case.lines, case.book)
    except NotPieces:
        assume(False)
        return
    got = price(*case.models)
    assert {line.id: line.pay for line in got.lines} == expected
    assert {line.id: line.deposit for line in got.lines} == deposits
