"""How fees, wallets that are filled first, and caps are told to people, in both languages."""

from __future__ import annotations

from promocalc.explain.overtime.protect import ProtectView
from promocalc.explain.overtime.protect_json import to_data as protection_data
from promocalc.explain.overtime.refund import RefundView
from promocalc.explain.overtime.refund_json import to_data as refund_data
from promocalc.timeline import Return, protect, refund
from tests.explain.overtime import moment, shop

SOCKS = (Return("socks", pieces=1),)
"""They cost 42.00, of which an envelope would have 4.67 again."""


def test_a_fee_is_told_beside_the_money_and_among_the_reasons() -> None:
    told = refund(shop(refund={"fee": "10%"}), SOCKS, at=moment("11-16 09:00"))
    for language, label, why in (("en", "  after a fee of", "fee"), ("zh", "  已扣手续费", "手续费")):
        view = RefundView(told, language)
        assert (label, "¥4.20") in view.totals()
        assert [amount for amount, text in view.why() if why in text] == ["4.20"]
    assert refund_data(told)["fee"] == "4.20"


def test_a_fee_that_depends_on_time_says_which_is_taken_where_nobody_said_when() -> None:
    fees = [{"until": "2026-11-20T00:00:00+08:00", "keeps": 0}, "10%"]
    for at, times in ((None, 1), (moment("11-16 09:00"), 0)):
        told = refund(shop(refund={"fee": fees}), SOCKS, at=at)
        for language, said in (("en", "The fee depends on when"), ("zh", "手续费因退货时间而不同")):
            assert len([note for note in RefundView(told, language).notes() if said in note]) == times


def test_what_goes_into_a_wallet_instead_of_money_has_a_column() -> None:
    told = refund(shop(refund={"balances": "first"}), SOCKS, at=moment("11-12 00:00"))
    for language, head in (("en", ("Into wallets instead", "Money back")), ("zh", ("改退余额", "退款"))):
        table = RefundView(told, language).lines()
        assert table.head[-2:] == head
        assert table.rows[0][-3:] == ("42.00", "23.34", "18.66")
    assert refund_data(told)["lines"][0]["moved"] == "23.34"


def test_nothing_of_that_is_told_where_there_is_none() -> None:
    told = refund(shop(), SOCKS, at=moment("11-16 09:00"))
    view = RefundView(told, "en")
    assert "Into wallets instead" not in view.lines().head
    assert not any("fee" in label for label, _ in view.totals())


def test_a_cap_and_a_multiple_are_among_the_reasons_of_a_claim() -> None:
    terms = {"pays": "200%", "cap": 50}
    told = protect(shop(protection=terms), at=moment("11-15 00:00"), prices={"shoes": 15000})
    for language, said in (("en", "one claim brings at most ¥50.00"), ("zh", "每次申请合计最多退 ¥50.00")):
        (why,) = [text for label, text in ProtectView(told, language).compared()[0].rows if said in text]
        assert "¥73.34" in why
    data = protection_data(told)
    assert (data["owed"], data["policy"]["pays"], data["policy"]["cap"]) == ("50.00", "200%", "50")
    assert data["lines"][0]["why"] == {"type": "above_cap", "owed": "73.34", "cap": "50.00"}
