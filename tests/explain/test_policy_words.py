"""What the terms say of goods that go back and of prices that fall, in words."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.rules.policies import protection, refunds
from promocalc.rules.protection import Protection
from promocalc.rules.refund import FROM_WALLET, RETURNED, Refund
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import CLAWBACKS

RULES: dict[str, Any] = {
    "coupon": {"title": {"en": "Coupon", "zh": "券"}, "take": {"off": 5}, "use": "coupon"},
    "purse": {"take": {"off": 5}, "use": {"balance": "purse"}},
    "post": {"take": {"add": 8, "line": "shipping"}},
    "points": {"take": {"give": 5, "in": "points"}},
    "deposit": {"take": {"deposit": 50}},
}


def book(rules: dict[str, Any] | None = None, **facts: Any) -> Rulebook:
    told = {"off": {"take": {"off": 5}}} if rules is None else rules
    return Rulebook.model_validate({"rulebook": "t", "rules": told, "price": list(told)} | facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_that_do_not_say_are_not_spoken_for(language: Language) -> None:
    assert refunds(book(RULES), language) == []
    assert protection(book(RULES), language) == []


def test_a_policy_tells_what_the_rules_ask_about() -> None:
    told = book(RULES, refund={})
    assert refunds(told, "en") == [
        "What a piece really cost comes back; what stays keeps its discounts.",
        "A coupon comes back once everything it was used on has gone back, while it is valid.",
        "What a balance paid of the goods that go back comes back into it.",
        "Postage and other charges come back once all goods have gone back.",
        "Where a rule does not say otherwise: a refund takes back what the returned goods earned.",
        "A deposit is lost where its balance is not paid.",
    ]
    assert refunds(told, "zh") == [
        "按实付分摊退：退的商品退还实际所付，留下的优惠不变。",
        "用券的商品全部退货后，券在有效期内退回。",
        "余额所付按所退商品退回余额。",
        "商品全部退货后，退运费等加收。",
        "所返的积分、现金等，退货时按所退商品收回；规则另有写明的除外。",
        "未付尾款的，定金不退。",
    ]


def test_what_neither_the_terms_nor_the_rules_speak_of_is_left_out() -> None:
    assert refunds(book(refund={"method": "reprice"}), "en") == [
        "What stays is priced anew; what that makes dearer is taken off the refund."
    ]


def test_what_the_terms_say_is_told_whatever_the_rules_are() -> None:
    said: dict[str, Any] = {
        "within": 7,
        "balances": {"purse": "never", "beans": "whole", "card": "share"},
        "before_receipt": True,
        "deposit": "back",
        "binds": "20%",
        "law": {"en": "Civil Code 586", "zh": "民法典 586"},
        "round": {"unit": 1, "mode": "down"},
        "source": "terms: 4",
    }
    wallets: dict[str, Any] = {name: {"take": {"off": 5}, "use": {"balance": name}} for name in said["balances"]}
    assert refunds(book(wallets, refund=said), "en")[1:] == [
        "Goods may go back for 7 days after receipt.",
        'What the balance "purse" paid does not come back.',
        'What the balance "beans" paid comes back into it once everything it was spent on has gone back.',
        'What the balance "card" paid of the goods that go back comes back into it.',
        "Coupons and balances come back only before the goods have been received.",
        "A deposit comes back where its balance is not paid.",
        (
            "By law a deposit binds up to 20% of the price; what is more is a prepayment and comes back "
            "(Civil Code 586)."
        ),
        "A refund is rounded down to 1.00.",
        "Source: terms: 4",
    ]
    assert refunds(book(wallets, refund=said), "zh")[1:] == [
        "收货后 7 天内可以退货。",
        "余额「purse」所付不退回。",
        "余额「beans」所付的商品全部退货后，才退回余额。",
        "余额「card」所付按所退商品退回余额。",
        "券和余额只在收货前退回。",
        "未付尾款的，定金退还。",
        "法律规定定金不超过价款的 20%，超出部分为预付款，应予退还（民法典 586）。",
        "退款舍去尾数到 1.00。",
        "来源：terms: 4",
    ]


def test_protection_tells_how_then_and_now_are_compared() -> None:
    said = {
        "title": {"en": "Price protection", "zh": "价保"},
        "within": 15,
        "leave_out": ["coupon"],
        "with_later": ["cash", "voucher", "points"],
        "simulates": "order",
        "excludes": ["purse"],
        "source": "terms: 5",
    }
    assert protection(book(RULES, protection=said), "en") == [
        'Known as "Price protection".',
        "Where the price falls within 15 days after the order, the difference is owed.",
        "Compared are the prices after what the merchant pays for; what others fund counts in neither.",
        'Counted in neither price: "Coupon".',
        "Counted as lower prices too: cash back, vouchers, points for later.",
        "The price now is that of the whole order bought once more.",
        'Goods under these are not protected: "purse".',
        "Source: terms: 5",
    ]
    assert protection(book(RULES, protection=said), "zh") == [
        "名称：价保。",
        "下单后 15 天内降价退差。",
        "比较时只计商家承担的优惠，别人承担的前后都不计。",
        "前后价格都不计：「券」。",
        "以下也算降价：返现、返券、返积分。",
        "现价按此刻重新下整单计算。",
        "参加以下活动的商品不保价：「purse」。",
        "来源：terms: 5",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_inherited_says_from_where(language: Language) -> None:
    inherited = {"inherited_refund": Refund(), "inherited_protection": Protection(), "extends": "tmall"}
    told = book(**inherited)
    assert "tmall" in refunds(told, language)[-1]
    assert "tmall" in protection(told, language)[-1]
    assert not any("tmall" in said for said in refunds(book(**inherited, refund={"within": 7}), language))


def words(field: str, model: type[Refund | Protection]) -> tuple[str, ...]:
    return tuple(get_args(model.model_fields[field].annotation))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        *((field, words(field, Refund)) for field in ("method", "coupons")),
        ("deposit", ("lost", "back", "50%")),
        ("fee", ("5%", 5, {"keeps": 5, "each": "line"}, {"keeps": 5, "each": "piece"}, {"keeps": "5%", "least": 5})),
        ("balances", FROM_WALLET),
        ("postage", RETURNED),
        ("benefits", CLAWBACKS),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_refund_policy_says_something_of_its_own(
    field: str, values: tuple[Any, ...], language: Language
) -> None:
    assert len(values) > 1
    assert len({tuple(refunds(book(refund={field: value}), language)) for value in values}) == len(values)


@pytest.mark.parametrize("field", ["counts", "simulates"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_price_protection_says_something_of_its_own(field: str, language: Language) -> None:
    values = words(field, Protection)
    assert len(values) > 1
    assert len({tuple(protection(book(protection={field: value}), language)) for value in values}) == len(values)


class TestFees:
    def said(self, language: Language, fee: Any, **terms: Any) -> list[str]:
        return refunds(book(currency="EUR", refund={"fee": fee, **terms}), language)[1:]

    def test_an_amount_is_told_with_what_it_is_for(self) -> None:
        assert self.said("en", 5) == ["5.00 is held back of a refund for each return."]
        assert self.said("zh", 5) == ["手续费：每次退货扣 5.00。"]
        assert self.said("en", {"keeps": 9, "each": "piece", "most": 20}) == [
            "9.00 is held back of a refund for each piece, at most 20.00."
        ]
        assert self.said("zh", {"keeps": 9, "each": "piece", "most": 20}) == ["手续费：每件扣 9.00，至多 20.00。"]
        assert self.said("en", {"keeps": {"EUR": 9, "USD": 10}, "each": "line"}) == [
            "EUR 9.00 / USD 10.00 is held back of a refund for each line."
        ]

    def test_a_rate_is_told_with_what_it_is_of(self) -> None:
        both = {"keeps": "20%", "least": 30, "most": 500}
        assert self.said("en", both) == [
            "20% of what the goods that go back cost is held back of a refund, at least 30.00 and at most 500.00."
        ]
        assert self.said("zh", both) == ["手续费：按所退商品的实付扣 20%，至少 30.00，至多 500.00。"]

    def test_steps_in_time_are_told_in_their_order(self) -> None:
        steps = [
            {"until": "2026-01-01T00:00:00+08:00", "keeps": 0},
            {"until": "2026-02-01T00:00:00+08:00", "keeps": 200},
        ]
        assert self.said("en", [*steps, {"keeps": "100%"}]) == [
            "Before 2026-01-01 00:00 +08:00, nothing is held back of a refund.",
            "From then on and before 2026-02-01 00:00 +08:00, 200.00 is held back of a refund for each return.",
            "From then on, 100% of what the goods that go back cost is held back of a refund.",
        ]
        assert self.said("zh", [*steps, {"keeps": "100%"}]) == [
            "手续费：2026-01-01 00:00 +08:00 前不扣。",
            "手续费：此后至 2026-02-01 00:00 +08:00 前每次退货扣 200.00。",
            "手续费：此后按所退商品的实付扣 100%。",
        ]

    def test_after_the_last_step_nothing_is_held_back(self) -> None:
        step = {"until": "2026-01-01T00:00:00+08:00", "keeps": 200}
        assert self.said("en", step)[1:] == ["From then on, nothing is held back of a refund."]
        assert self.said("zh", step)[1:] == ["手续费：此后不扣。"]


def test_wallets_are_filled_first_or_last_only_where_shares_are_kept() -> None:
    for language in LANGUAGES:
        first, last, share = (
            refunds(book(RULES, refund={"method": "reprice", "balances": word}), language)
            for word in ("first", "last", "share")
        )
        assert first == last == share


def test_a_part_of_a_deposit_that_is_lost_is_told() -> None:
    told = book(refund={"deposit": "50%"})
    assert refunds(told, "en")[1:] == ["50% of a deposit is lost where its balance is not paid."]
    assert refunds(told, "zh")[1:] == ["未付尾款的，定金的 50% 不退。"]


def test_more_or_less_than_the_difference_and_a_cap_are_told() -> None:
    told = book(protection={"pays": "200%", "cap": 500})
    assert protection(told, "en")[-2:] == ["200% of the difference is paid back.", "One claim brings at most 500.00."]
    assert protection(told, "zh")[-2:] == ["按差价的 200% 退。", "每次申请最多退 500.00。"]
    told = book(protection={"cap": "10%"})
    assert protection(told, "en")[-1] == "One claim brings at most 10% of the prices then."
    assert protection(told, "zh")[-1] == "每次申请最多退当时价格的 10%。"


@pytest.mark.parametrize("after", words("after", Refund))
@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_counted_from_somewhere(after: str, language: Language) -> None:
    others = [one for one in words("after", Refund) if one != after]
    for part, tell in (("refund", refunds), ("protection", protection)):
        said = tell(book(**{part: {"within": 1, "after": after}}), language)
        assert said != tell(book(**{part: {"within": 2, "after": after}}), language)
        assert all(said != tell(book(**{part: {"within": 1, "after": other}}), language) for other in others)
    assert protection(book(protection={}), "en")[0].endswith("for how long is not stated.")


def test_days_may_be_counted_from_the_end_of_a_campaign() -> None:
    told = book(protection={"within": 15, "after": "campaign", "campaign": "2026-11-12T00:00:00+08:00"})
    assert protection(told, "en")[0] == (
        "Where the price falls within 15 days after the campaign (until 2026-11-12 00:00 +08:00), "
        "the difference is owed."
    )
    assert protection(told, "zh")[0] == "活动结束后 15 天内降价退差（活动 2026-11-12 00:00 +08:00 止）。"
