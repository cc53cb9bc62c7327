"""Deposits, balances and promises, where a receipt speaks of them."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.engine.receipt import Receipt
from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.as_json import to_data
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.detail import detail
from promocalc.explain.receipt.markdown import markdown
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.text import text
from promocalc.explain.receipt.waterfall import waterfall_rows
from tests.explain.example import example, receipt
from tests.explain.presale import BALANCE, DEPOSITS, presale

LINES: list[dict[str, Any]] = [{"id": "a", "price": 100}, {"id": "b", "price": 60}]
ORDERED = {"at": "2026-10-21T10:00:00+08:00"}
PROMISE = {"if_promised": {"en": "a draw", "zh": "抽中"}}


def summary(told: Receipt, language: Language) -> Summary:
    return Summary(Names(told, language))


class TestPayments:
    def test_each_has_its_amount_its_day_and_its_window(self) -> None:
        (_, doubling), (_, _), (label, balance) = summary(presale(), "en").payments()
        assert doubling == (
            "¥100.00, paid 2026-10-21 10:00 +08:00; "
            "can be paid from 2026-10-20 20:00 +08:00 until 2026-11-10 20:00 +08:00"
        )
        assert label == "Balance"
        assert balance.startswith("¥1,176.00, paid 2026-11-10 21:00 +08:00; can be paid from 2026-11-10 21:00")

    def test_deposits_go_by_their_rules_where_there_are_several(self) -> None:
        assert [label for label, _ in summary(presale(), "zh").payments()] == [
            "定金（定金膨胀）",
            "定金（付定立减30）",
            "尾款",
        ]
        single = presale({"choices": {"skip": ["instant"]}})
        assert [label for label, _ in summary(single, "zh").payments()] == ["定金", "尾款"]

    def test_a_day_that_nobody_knows_is_not_told(self) -> None:
        told = receipt(LINES, {"r": {"take": {"deposit": 20}}})
        assert summary(told, "en").payments() == [("Deposit", "¥20.00"), ("Balance", "¥140.00")]
        assert summary(told, "zh").payments() == [("定金", "¥20.00"), ("尾款", "¥140.00")]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_one_payment_is_no_table(self, language: Language) -> None:
        labels = catalogue(language).labels
        assert summary(example(), language).payments() == []
        for said in (text(example(), language), markdown(example(), language)):
            assert not any(word in said for word in (labels.payments, labels.balance, labels.balance_moment))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_they_are_in_the_text_and_in_the_report(self, language: Language) -> None:
        labels = catalogue(language).labels
        for said in (text(presale(), language, width=200), markdown(presale(), language)):
            assert labels.payments in said
            assert "¥1,176.00" in said
            assert "2026-11-11 23:59:59 +08:00" in said

    def test_the_data(self) -> None:
        data = to_data(presale())
        assert data["balance_at"] == "2026-11-10T21:00:00+08:00"
        assert data["payments"] == [
            {
                "stage": "deposit",
                "rule": "doubling",
                "at": "2026-10-21T10:00:00+08:00",
                "opens": "2026-10-20T20:00:00+08:00",
                "closes": "2026-11-10T20:00:00+08:00",
                "amount": "100.00",
            },
            {
                "stage": "deposit",
                "rule": "instant",
                "at": "2026-10-21T10:00:00+08:00",
                "opens": "2026-10-20T20:00:00+08:00",
                "closes": "2026-11-10T20:00:00+08:00",
                "amount": "50.00",
            },
            {
                "stage": "balance",
                "rule": None,
                "at": "2026-11-10T21:00:00+08:00",
                "opens": "2026-11-10T21:00:00+08:00",
                "closes": "2026-11-11T23:59:59+08:00",
                "amount": "1176.00",
            },
        ]
        (order,) = to_data(example())["payments"]
        assert (order["stage"], order["at"], order["amount"]) == ("order", "2026-11-10T20:00:00+08:00", "1148.82")


class TestDeposits:
    def test_a_step_tells_what_is_paid_at_once_and_what_that_takes_off(self) -> None:
        told = presale()
        assert Names(told, "en").effect(told.steps[0]) == "deposit 100.00, -100.00"
        assert Names(told, "zh").effect(told.steps[0]) == "定金 100.00，-100.00"
        rows = dict(detail(told, told.steps[1], "en"))
        assert (rows["deposit"], rows["off"]) == ("50.00", "30.00")

    def test_a_deposit_that_takes_nothing_off_is_a_step_and_no_row_of_the_waterfall(self) -> None:
        told = receipt(LINES, {"r": {"take": {"deposit": "10%"}}})
        assert Names(told, "en").effect(told.steps[0]) == "deposit 16.00"
        rows = dict(detail(told, told.steps[0], "en"))
        assert rows["base"] == "the amount due at this point = 160.00"
        assert rows["deposit"] == "a 10.00 + b 6.00 = 16.00"
        assert [row.label for row in waterfall_rows(told, "en")] == ["Tag price", "To pay"]
        assert "Step by step" in text(told, "en")
        assert "Not used" not in text(told, "en")

    def test_lines_say_how_much_of_them_is_paid_as_a_deposit(self) -> None:
        told = summary(presale(), "en")
        assert told.line_heads()[-2:] == ("Pays", "Deposit")
        assert [told.line_cells(line)[-2:] for line in told.lines()] == [
            ("802.20", "100.00"),
            ("418.50", "50.00"),
            ("105.30", ""),
        ]
        assert told.line_total()[-2:] == ("1,326.00", "150.00")
        assert "Deposit" not in summary(example(), "en").line_heads()
        data = to_data(presale())
        assert {line["id"]: line["deposit"] for line in data["lines"]} == {
            "coat": "100.00",
            "boots": "50.00",
            "socks": "0.00",
        }
        assert data["steps"][0]["deposits"] == [{"line": "coat", "amount": "100.00"}]

    @pytest.mark.parametrize(("language", "said"), [("en", "its deposit is not paid"), ("zh", "不付这笔定金")])
    def test_a_deposit_left_alone_is_told_as_such(self, language: Language, said: str) -> None:
        told = presale({"choices": {"skip": ["doubling", "instant"]}})
        assert said in catalogue(language).outcome(told.steps[0], Names(told, language))
        assert summary(told, language).payments() == []

    def test_a_deposit_that_can_no_longer_be_paid_says_when_it_could(self) -> None:
        told = presale({"at": "2026-11-11T09:00:00+08:00"})
        assert catalogue("en").outcome(told.steps[0], Names(told, "en")) == (
            "not used: ended 2026-11-10 20:00 +08:00, priced at 2026-11-11 09:00 +08:00"
        )

    def test_the_moment_of_the_balance_stands_under_that_of_the_order(self) -> None:
        assert ("Balance at", "2026-11-11 08:00 +08:00") in summary(
            presale({"balance_at": "2026-11-11T08:00:00+08:00"}), "en"
        ).facts()


class TestAssumptions:
    def test_a_day_that_was_not_stated_is_said_to_be_assumed(self) -> None:
        english, chinese = summary(presale(), "en").assumptions(), summary(presale(), "zh").assumptions()
        assert english[0] == (
            "Nothing was said of when the balance is paid: as soon as it can be is assumed, 2026-11-10 21:00 +08:00."
        )
        assert chinese[0] == "未说明何时付尾款：按尾款开始支付时计，即 2026-11-10 21:00 +08:00。"
        stated = presale({"balance_at": "2026-11-11T08:00:00+08:00"})
        assert not any("as soon as" in one for one in summary(stated, "en").assumptions())

    def test_a_coupon_that_lapses_before_the_balance_is_found_without_being_asked(self) -> None:
        assert summary(presale(), "en").assumptions()[1] == (
            '"Early bird coupon" holds when the deposit is paid, but ends 2026-11-05 00:00 +08:00: '
            "it has lapsed when the balance is paid, 2026-11-10 21:00 +08:00."
        )
        assert to_data(presale())["assumptions"][:2] == [
            {"type": "assumed_balance_day", "at": "2026-11-10T21:00:00+08:00"},
            {
                "type": "lapses_before",
                "rule": "early-bird",
                "until": "2026-11-05T00:00:00+08:00",
                "balance_at": "2026-11-10T21:00:00+08:00",
            },
        ]


class TestPromises:
    def test_three_totals(self) -> None:
        assert summary(presale(), "en").totals()[-2:] == [
            ("To pay for certain", "¥1,326.00, 82.1% of the tag price"),
            (
                "If every promise is kept",
                (
                    "¥1,066.00 (¥1,126.00 paid, ¥60.00 back later; another ¥300.00 has to be spent), "
                    "71.3% of the tag price and the next purchase together"
                ),
            ),
        ]
        assert summary(presale(), "zh").totals()[-2:] == [
            ("确定应付", "¥1,326.00，占标价 82.1%（8.21折）"),
            (
                "承诺全部兑现后",
                "¥1,066.00（付 ¥1,126.00，以后可得 ¥60.00；须另行消费 ¥300.00），占标价与下一单合计 71.3%（7.13折）",
            ),
        ]

    def test_a_promised_cut_says_what_it_needs_by_when_and_what_it_is_worth_otherwise(self) -> None:
        assert summary(presale(), "en").promised() == [
            (
                "Free order up to 200",
                (
                    "¥200.00 less; only if: the draw is won, by 2026-11-12 12:00 +08:00; "
                    "a chance of 0.1%: ¥0.20 on average; otherwise ¥0.00"
                ),
            )
        ]
        assert summary(presale(), "zh").promised() == [
            (
                "免单抽奖 最高200",
                (
                    "减 ¥200.00；条件：抽中免单，须在 2026-11-12 12:00 +08:00 前实现；"
                    "概率 0.1%，平均 ¥0.20；不实现则为 ¥0.00"
                ),
            )
        ]

    def test_a_voucher_shows_the_spending_that_it_forces(self) -> None:
        rows = dict(summary(presale(), "en").later())
        assert rows["Voucher for the next order"].startswith(
            "a voucher of ¥50.00; needs another purchase of ¥300.00 or more, 3.1% off both; can be used from 2026-11-20"
        )
        assert "须另行消费满 ¥300.00，相当于两单合计减 3.1%" in dict(summary(presale(), "zh").later())["下单返券"]

    def test_what_is_only_promised_is_not_used_and_not_in_the_price(self) -> None:
        told = receipt(LINES, {"r": {"take": {"off": 50}, **PROMISE}})
        assert told.pay == told.marked
        assert catalogue("en").outcome(told.steps[0], Names(told, "en")) == (
            "not used: only promised, so not counted: a draw"
        )
        assert catalogue("zh").outcome(told.steps[0], Names(told, "zh")) == "未用上：只是承诺，不计入：抽中"
        assert ("If every promise is kept", "¥110.00, 68.8% of the tag price") in summary(told, "en").totals()

    def test_where_chances_are_known_there_is_an_average(self) -> None:
        told = receipt(LINES, {"r": {"take": {"off": 50}, **PROMISE, "chance": "1/3"}})
        assert ("On average, by the chances stated", "¥143.33") in summary(told, "en").totals()
        assert ("按所写概率平均", "¥143.33") in summary(told, "zh").totals()
        data = to_data(told)["promises"]
        assert (data["certain"], data["kept_pay"], data["expected"]) == ("160.00", "110.00", "143.33")
        (promise,) = data["promised"]
        assert (promise["kind"], promise["worth"], promise["chance"], promise["expected"], promise["worth_if_not"]) == (
            "cut",
            "50.00",
            "1/3",
            "16.67",
            "0.00",
        )

    def test_what_comes_later_for_certain_is_no_promise(self) -> None:
        told = receipt(LINES, {"r": {"take": {"give": 20, "in": "cash"}}})
        totals = summary(told, "en").totals()
        assert totals[-2:] == [
            ("To pay", "¥160.00"),
            ("Less what comes later", "¥140.00 (¥160.00 paid, ¥20.00 back later), 87.5% of the tag price"),
        ]
        assert summary(told, "zh").totals()[-1] == (
            "减去以后可得",
            "¥140.00（付 ¥160.00，以后可得 ¥20.00），占标价 87.5%（8.75折）",
        )
        assert summary(told, "en").promised() == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_where_nothing_is_promised_there_is_one_total(self, language: Language) -> None:
        labels, told = catalogue(language).labels, text(example(), language)
        assert labels.pay in told
        for word in (labels.certain, labels.kept, labels.after_later, labels.on_average, labels.promised):
            assert word not in told

    def test_a_benefit_that_a_kept_promise_brings_about_is_told_too(self) -> None:
        rules: dict[str, Any] = {
            "cut": {"take": {"off": 50}, **PROMISE},
            "gift": {"needs": {"at_most": 120}, "take": {"give": 5, "in": "cash"}, **PROMISE},
        }
        told = receipt(LINES, rules)
        assert told.later == ()
        assert [label for label, _ in summary(told, "en").later()] == ["gift"]

    def test_the_data_of_a_voucher(self) -> None:
        data = to_data(presale())
        voucher = next(one for one in data["later"] if one["rule"] == "next-time")
        assert (voucher["spend"], voucher["by"], voucher["chance"]) == ("300.00", None, None)
        assert voucher["valid"] == {"opens": "2026-11-20T00:00:00+08:00", "closes": "2026-12-01T00:00:00+08:00"}
        (benefit,) = data["promises"]["benefits"]
        assert (benefit["off_both"], data["promises"]["second_purchases"]) == ("25/813", "300.00")


def test_a_rate_of_the_balance_shows_what_was_paid_before() -> None:
    rules: dict[str, Any] = {
        "r": {"on": {"id": "a"}, "take": {"deposit": 20, "counts": 30}},
        "vip": {"take": {"off": "5%"}, "of": "running - paid"},
    }
    told = receipt(LINES, rules)
    assert (told.pay, told.steps[1].base) == (14350, 13000)
    (base,) = (said for label, said in detail(told, told.steps[1], "en") if label == "base")
    assert base == (
        "the amount due at this point - what is paid already = 160.00 - 10.00 (r) - 20.00 (deposit) = 130.00"
    )
    split = dict(detail(told, told.steps[1], "zh"))["分摊"]
    assert split.startswith("按此时应付 - 已付的比例（70.00 : 60.00）")


def test_a_coupon_may_go_with_the_deposit() -> None:
    rules: dict[str, Any] = {
        "r": {"when": DEPOSITS, "take": {"deposit": 20, "balance": BALANCE}},
        "early": {"when": {"window": {"until": "2026-11-05T00:00:00+08:00"}}, "take": {"off": 5}, "stage": "deposit"},
    }
    told = receipt(LINES, rules, ORDERED)
    assert told.pay == 15500
    assert "This is judged when the deposit is paid." in text(told, "en", width=200)
