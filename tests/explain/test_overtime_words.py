"""What is told of payments over time, returns and falling prices: as people read it, in both languages."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import get_args

import pytest

from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.moments import Clock, lasting
from promocalc.explain.names import Names
from promocalc.explain.overtime import (
    compare,
    protect,
    protect_en,
    protect_zh,
    refund,
    refund_en,
    refund_zh,
    timeline,
    timeline_en,
    timeline_zh,
)
from promocalc.explain.overtime.compare import CompareView
from promocalc.explain.overtime.paths import PathsView
from promocalc.explain.overtime.protect import ProtectView
from promocalc.explain.overtime.refund import RefundView
from promocalc.explain.overtime.timeline import TimelineView
from promocalc.explain.rules.policies import After
from promocalc.explain.sheet import Sheet, Table
from promocalc.rules.refund import Refund
from promocalc.timeline import Return
from promocalc.timeline import protect as protect_of
from promocalc.timeline import refund as refund_of
from promocalc.timeline.protected import (
    AboveCap,
    BalanceFalls,
    Counts,
    LessToRefund,
    NoFall,
    NothingOwed,
    NothingToRefund,
    NotProtected,
    NotSoldNow,
    OutOfTime,
    PaidBefore,
    ReasonKind,
    Unchanged,
)
from promocalc.timeline.refunded import BalanceBack, CouponBack, Part, PartKind, RefundStage, TakenBack, Why
from promocalc.timeline.scenarios import ScenarioKind
from promocalc.timeline.windows import (
    BeginsWithin,
    DepositNotOpen,
    DepositSavesNothing,
    Finding,
    LapsesWithin,
    Mark,
    NightBalance,
    PromiseAfterRefund,
    ProtectionEndsFirst,
    RefundEndsFirst,
    ShortBalance,
    Stage,
    Stake,
    VoucherEndsFirst,
    Window,
    WindowKind,
)
from tests.explain.overtime import (
    PRESALE_BOOK,
    SHOP_BOOK,
    compared,
    fallen,
    moment,
    presale,
    returned,
    shop,
)
from tests.explain.update_overtime import GOLDEN, texts

TEXTS = texts()
FACES: dict[str, Callable[[Language, int], str]] = {
    "timeline": lambda language, cells: timeline.text(presale(), language, width=cells),
    "refund": lambda language, cells: refund.text(returned(), language, width=cells),
    "protect": lambda language, cells: protect.text(fallen(), language, width=cells),
    "compare": lambda language, cells: compare.text(compared(), language, width=cells),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_worked_examples_read_as_expected(name: str) -> None:
    expected = (GOLDEN / name).read_text(encoding="utf-8")
    assert TEXTS[name] == expected, "python -m tests.explain.update_overtime"


def test_no_expected_text_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(TEXTS)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 60, 80, 120])
def test_no_row_is_wider_than_asked(face: str, language: Language, cells: int) -> None:
    assert max(map(width, FACES[face](language, cells).splitlines())) <= cells


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_narrow_pages_lose_no_figure(face: str, language: Language) -> None:
    narrow, wide = (set(re.findall(r"\d[\d,]*\.\d\d", FACES[face](language, cells))) for cells in (40, 120))
    assert narrow == wide


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith("ascii.txt")])
def test_ascii_pages_are_ascii_but_for_money(name: str) -> None:
    assert set(TEXTS[name]) - {"¥"} <= {chr(code) for code in range(128)}


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".json")])
def test_data_holds_no_binary_fraction(name: str) -> None:
    def floats(value: object) -> Iterator[float]:
        if isinstance(value, dict):
            yield from (found for inner in value.values() for found in floats(inner))
        elif isinstance(value, list):
            yield from (found for inner in value for found in floats(inner))
        elif isinstance(value, float):
            yield value

    said = json.loads(TEXTS[name])
    assert said["schema"].partition("/")[2] in ("1", "1.1")
    assert list(floats(said)) == []


class TestTimelines:
    def test_figures_are_those_worked_out_by_hand(self) -> None:
        ways = {one.kind: one.paid for one in presale().scenarios}
        assert ways == {
            "presale": 72900,
            "in_stock_now": 76900,
            "in_stock": 77900,
            "walk_away": 5000,
            "miss": 82900,
            "presale_fallen": 62900,
            "in_stock_fallen": 67900,
        }

    def test_every_moment_of_the_line_has_a_label_in_twelve_cells(self) -> None:
        for language in LANGUAGES:
            view = TimelineView(presale().timeline, language)
            labels = view.labels()
            assert len(labels) == len(view.timeline.moments)
            assert all(said and max(map(width, said)) <= 12 for said in labels)

    def test_what_comes_back_is_told_by_terms_and_by_law_together_where_they_agree(self) -> None:
        assert timeline_en.back("50.00", "0.00", "0.00", False).endswith("by the terms, and by law")
        assert timeline_zh.back("50.00", "0.00", "0.00", False).endswith("按法律相同")
        assert "law" not in timeline_en.back("50.00", "0.00", None, False)

    def test_a_presale_that_is_worth_it_in_any_case_needs_no_sureness(self) -> None:
        ways = presale(refund={"deposit": "back"})
        (said,) = PathsView(ways, "en").break_even()
        assert said.startswith("By the terms the presale pays in any case: it saves ¥40.00 against buying in stock now")

    def test_a_presale_that_saves_nothing_never_pays(self) -> None:
        rules = PRESALE_BOOK["rules"]
        take = {key: value for key, value in rules["deposit"]["take"].items() if key != "counts"}
        changed = {
            **rules,
            "deposit": {**rules["deposit"], "take": take},
            "early": {**rules["early"], "take": {"off": 0}},
        }
        ways = presale(rules=changed)
        assert "does not pay: it costs the same as buying" in PathsView(ways, "en").break_even()[0]
        assert "与当天买现货同价" in PathsView(ways, "zh").break_even()[0]

    def test_terms_that_do_not_say_are_told_as_taken_for_granted(self) -> None:
        for language, said in (("en", "taken for granted"), ("zh", "假设")):
            view = TimelineView(presale(refund=None).timeline, language)
            assert said in view.texts()[0][1]

    def test_the_balance_equation_comes_to_the_balance(self) -> None:
        for language in LANGUAGES:
            said = PathsView(presale(), language).equation()
            left, right = re.sub(r"[（(][^）)]*[）)]", "", said).split(" = ", 1)[1].rsplit(" = ", 1)
            terms = [Decimal(part) for part in left.replace("- ", "-").replace("+ ", "").split()]
            assert sum(terms) == Decimal(right) == 679

    def test_a_moment_in_full_tells_what_opens_and_what_comes_back(self) -> None:
        view = TimelineView(presale().timeline, "en")
        at = next(at for at, one in enumerate(view.timeline.moments) if one.at == moment("10-31 20:00"))
        said = "\n".join(f"{label}: {text}" for label, text in view.moment(at))
        assert "Sat 2026-10-31 20:00" in said
        assert "¥679.00" in said
        assert "¥729.00 of ¥729.00 comes back" in said

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_moment_says_what_is_lost_at_its_end_and_nothing_twice(self, language: Language) -> None:
        view = TimelineView(presale().timeline, language)
        mark = view.words.mark("closes", "balance")
        (rows,) = (rows for at in range(len(view.labels())) if mark in dict(rows := view.moment(at)))
        told = dict(rows)
        assert "10-31" in told[mark], "since when it could be paid, not the word itself again"
        assert "¥50.00" in told[view.say.stake], "the deposit is lost from here on"
        kinds = {view.words.kind(window.kind) for window in view.timeline.windows}
        assert not kinds & {text for at in range(len(view.labels())) for _, text in view.moment(at)}


OPENS, CLOSES = moment("11-11 00:00"), moment("11-11 22:00")
FINDINGS: list[Finding] = [
    LapsesWithin("shop", OPENS, CLOSES, 2000),
    BeginsWithin("shop", CLOSES, OPENS, 2000),
    ShortBalance(OPENS, CLOSES, 1320),
    NightBalance(OPENS, CLOSES, True),
    NightBalance(OPENS, CLOSES, False),
    DepositNotOpen("deposit", OPENS, CLOSES, over=False),
    DepositNotOpen("deposit", OPENS, CLOSES, over=True),
    DepositSavesNothing("deposit", 5000),
    ProtectionEndsFirst(OPENS, "balance", CLOSES, 1320),
    ProtectionEndsFirst(OPENS, "receipt", CLOSES, 1320),
    RefundEndsFirst(OPENS, CLOSES),
    PromiseAfterRefund("review", CLOSES, OPENS),
    VoucherEndsFirst("review", OPENS, CLOSES),
]


@pytest.mark.parametrize("found", FINDINGS, ids=lambda found: type(found).__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_a_sentence_with_its_moments_and_amounts(found: Finding, language: Language) -> None:
    order = presale().timeline.receipt
    say = timeline_zh if language == "zh" else timeline_en
    said = say.finding(found, Names(order, language), Clock("Asia/Shanghai", language))
    assert said.endswith("。" if language == "zh" else ".")
    assert ("00:00" in said) == any(isinstance(part, datetime) and part == OPENS for part in found.__dict__.values())
    assert ("20.00" in said) == (2000 in found.__dict__.values())


class TestRefunds:
    def test_the_amounts_of_the_reasons_come_to_what_does_not_come_back(self) -> None:
        view = RefundView(returned(), "en")
        reasons = sum(Decimal(amount.replace(",", "")) for amount, _ in view.why())
        assert reasons == Decimal("8.00")

    def test_a_wallet_and_a_coupon_are_told_apart_from_money(self) -> None:
        said = dict(RefundView(returned(), "en").elsewhere())
        assert said["Red envelope"].startswith("¥4.66 goes into the wallet again")
        assert said["Shop coupon 199-20"].startswith("does not come back: not everything")
        assert said["Member points"].startswith("taken back: 42 points")

    def test_what_others_had_paid_goes_back_to_them(self) -> None:
        rules = SHOP_BOOK["rules"]
        gift = {**rules["coupon"], "funded_by": "platform"}
        told = returned(rules={**rules, "coupon": gift})
        said = ("The platform", "¥3.34 that it had paid goes back to it; that was never yours")
        assert said in RefundView(told, "en").elsewhere()
        assert ("3.34", 'the coupon "Shop coupon 199-20"') in RefundView(told, "en").why()

    def test_a_return_too_late_is_said_so_beside_the_figure(self) -> None:
        late = refund_of(shop(), (Return("socks"),), at=moment("11-25 00:00"), received=moment("11-14 12:00"))
        for language, said in (
            ("en", ("Money back, had it been in time", "  but too late: returns ended")),
            ("zh", ("若未过期，可退回现金", "  但已过期，截止于")),
        ):
            assert tuple(label for label, _ in RefundView(late, language).totals()[1:3]) == said

    def test_days_that_are_counted_from_an_unknown_moment_are_told_with_it(self) -> None:
        told = refund_of(shop(), (Return("socks"),), at=moment("11-25 00:00"))
        for language, said in (("en", "until then, and 7 days after, it is in time"), ("zh", "收货后 7 天内")):
            assert any(said in note for note in RefundView(told, language).notes())

    def test_terms_that_do_not_say_are_told_as_taken_for_granted(self) -> None:
        for language, said in (("en", "Taken for granted"), ("zh", "假设")):
            view = RefundView(returned(refund=None), language)
            assert (said in view.notes()[0], view.policy()) == (True, [])

    def test_without_a_moment_the_stage_is_told_as_taken_for_granted(self) -> None:
        told = refund_of(shop(), (Return("socks"),))
        assert "as if, by then, everything was paid, the goods not yet received" in RefundView(told, "en").notes()[0]

    def test_all_at_once_brings_the_coupon_and_the_postage_back(self) -> None:
        told = refund_of(shop(), (Return("shoes"), Return("socks")), at=moment("11-12 00:00"))
        view = RefundView(told, "en")
        assert ("Money back", "¥260.00") in view.totals()
        assert ("Shop coupon 199-20", "comes back") in view.elsewhere()
        assert (view.kept_head(), view.kept()) == ("You keep nothing", [("It costs you in the end", "¥0.00")])

    def test_repricing_tells_what_the_kept_goods_hold_back(self) -> None:
        told = refund_of(shop(refund={"method": "reprice"}), (Return("shoes"),), at=moment("11-12 00:00"))
        said = " ".join(text for _, text in RefundView(told, "en").why())
        assert "what you keep costs more by itself" in said

    def test_a_deposit_that_is_lost_is_told_by_terms_and_by_law(self) -> None:
        order = presale().timeline.receipt
        told = refund_of(order, (Return("coat"),), at=moment("10-25 00:00"))
        totals = dict(RefundView(told, "en").totals())
        assert totals["Money back, by the terms"] == "¥0.00"
        assert totals["Money back, by law at least"] == "¥13.55"
        assert "What the tag says" not in totals
        assert dict(RefundView(told, "en").facts())["Paid so far"] == "¥50.00 of ¥729.00"

    def test_terms_that_give_more_of_a_deposit_back_than_the_law_are_told_so(self) -> None:
        order = presale().timeline.receipt
        back = Refund.model_validate({"deposit": "back", "binds": "20%"})
        told = refund_of(order, (Return("coat"),), at=moment("10-25 00:00"), policy=back)
        totals = dict(RefundView(told, "en").totals())
        assert (totals["Money back, by the terms"], totals["Money back, by law at least"]) == ("¥50.00", "¥0.00")
        for language, said in (("en", "the better of the two counts"), ("zh", "以较多者为准")):
            assert any(said in note for note in RefundView(told, language).notes())

    def test_amounts_less_than_nothing_are_told_as_what_they_are(self) -> None:
        names = Names(shop(), "en")
        dearer, cheaper = (refund_en.part(Part("clawback", None, n), names, assumed=False) for n in (1, -1))
        assert (dearer[-14:], cheaper[-14:]) == ("more by itself", "less by itself")
        assert refund_en.part(Part("rounding", None, -1), names, assumed=False) == "rounding, in your favour"

    def test_what_is_kept_of_a_deposit_is_no_law_where_terms_say_so_or_are_silent(self) -> None:
        for language, words in (("en", refund_en), ("zh", refund_zh)):
            names, kept = Names(shop(), language), Part("deposit", None, 100)
            said = {words.part(kept, names, assumed=assumed) for assumed in (True, False)}
            assert len(said) == 2
            assert not any("bind" in one or "law" in one or "法" in one.replace("做法", "") for one in said)


class TestProtection:
    def test_what_counts_and_what_does_not_is_said_of_every_cut(self) -> None:
        said = [text for _, text in ProtectView(fallen(), "en").compared()[0].rows]
        assert "-13.33 Shop coupon 199-20: counts" in said
        assert "-18.67 Red envelope: does not count: others pay for it" in said

    def test_why_the_claim_differs_from_what_one_would_think_is_said(self) -> None:
        totals = dict(ProtectView(fallen(), "en").totals())
        assert totals["Owed"] == "¥36.67"
        assert totals["What one would think"].startswith("¥50.00")
        rows = [text for _, text in ProtectView(fallen(), "en").totals()]
        assert rows[2].endswith("coupons that the order used up are not at hand now")
        reasons = [Decimal(text.split()[0]) for text in rows[2:]]
        assert sum(reasons) == Decimal("36.67") - Decimal("50.00")

    def test_an_order_that_costs_more_now_is_told_so_and_not_as_less_than_nothing(self) -> None:
        for language, said in (("en", "nothing: the same order costs ¥10.00 more now"), ("zh", "要多付 ¥10.00")):
            told = protect_of(shop(), prices={"shoes": 21000})
            rows = dict(ProtectView(told, language).totals())
            assert any(said in text for text in rows.values())

    def test_terms_that_do_not_say_promise_nothing(self) -> None:
        for language, said in (("en", "nothing is promised"), ("zh", "没有承诺")):
            view = ProtectView(fallen(protection=None), language)
            assert (said in view.totals()[0][1], view.policy()) == (True, [])
            assert view.lines().head[-1] == ("Usual" if language == "en" else "通常可退")


class TestComparisons:
    def test_the_reasons_come_to_the_difference(self) -> None:
        for said in CompareView(compared(), "en").verdict()[1:]:
            more = Decimal(re.search(r"¥([\d.]+) more", said)[1])  # type: ignore[index]
            reasons = said.split("through")[1]
            assert more == sum(Decimal(one) for one in re.findall(r" ([+-]\d+\.\d\d)", reasons))

    def test_many_columns_go_on_below_each_other_and_none_is_lost(self) -> None:
        view = CompareView(compared(), "en")
        parts = view.tables(50)
        assert len(parts) > 1
        assert [name for part in parts for name in part.head[1:]] == list(view.table().head[1:])

    def test_variants_that_cost_the_same_are_said_to(self) -> None:
        found = compared()
        same = type(found)(
            found.currency,
            found.variants[:1] * 2,
            (),
            found.marked[:1] * 2,
            found.later[:1] * 2,
        )
        assert CompareView(same, "en").verdict() == ["All cost the same: ¥260.00."]
        assert CompareView(same, "zh").verdict() == ["都一样：¥260.00。"]


class TestMoments:
    def test_a_zone_with_two_offsets_tells_each(self) -> None:
        summer, winter = (datetime.fromisoformat(f"2026-{day}T00:00:00+00:00") for day in ("07-01", "12-01"))
        clock = Clock.of("Europe/Berlin", "en", (summer, None, winter))
        assert (clock.stamp(summer), clock.stamp(winter)) == (
            "Wed 2026-07-01 02:00 +02:00",
            "Tue 2026-12-01 01:00 +01:00",
        )
        assert clock.named(summer) == "Europe/Berlin"

    def test_a_window_without_an_end_is_told_by_its_start(self) -> None:
        at = moment("11-11 00:00")
        assert Clock("Asia/Shanghai", "en").span(at, None) == "from Wed 2026-11-11 00:00"
        assert Clock("Asia/Shanghai", "zh").span(None, at) == "2026-11-11 周三 00:00 前"

    @pytest.mark.parametrize(
        ("minutes", "said"), [(0, "0 minutes"), (1, "1 minute"), (1440, "24 hours"), (2880, "2 days")]
    )
    def test_stretches_of_time_are_told_in_words(self, minutes: int, said: str) -> None:
        assert lasting(timedelta(minutes=minutes), "en") == said


def test_a_table_too_wide_is_told_row_by_row() -> None:
    told = Table(("", "one", "two"), (("a", "1.00", "2.00"),), ("left", "right", "right"))
    assert Sheet("en", 40).table(told)[1].split() == ["a", "1.00", "2.00"]
    assert Sheet("en", 12).table(told) == ["a", "   one: 1.00", "   two: 2.00"]


WORDS = {"en": (timeline_en, refund_en, protect_en), "zh": (timeline_zh, refund_zh, protect_zh)}


def _said(language: Language) -> Iterator[str]:
    """Every word and sentence about a member of a closed set."""
    line, back, owed = WORDS[language]
    names = Names(shop(), language)
    yield from map(line.kind, get_args(WindowKind))
    yield from map(line.stage, get_args(Stage))
    yield from map(line.path, get_args(ScenarioKind))
    yield from (line.mark(mark, kind) for kind in get_args(WindowKind) for mark in get_args(Mark))
    yield from (line.stake(Window("order", None, None, None, 0, stake, 100), names) for stake in get_args(Stake)[1:])
    yield from map(back.stage, get_args(RefundStage))
    yield from map(back.why, get_args(Why))
    for kind, silent, amount in itertools.product(get_args(PartKind), (True, False), (100, -100)):
        yield back.part(Part(kind, "coupon", amount), names, assumed=silent)
    yield from (back.unknown_time(after, days) for after in get_args(After)[:3] for days in (1, 7))
    yield from (say("¥1.00", "20%", None) for say in (back.binds, back.binds_less))
    yield from (back.costs_less("¥1.00"), back.so_far("¥1.00", "¥2.00"))
    for points, kind, cash in (
        (True, "points", False),
        (False, "cash", False),
        (False, "voucher", True),
        (False, "mug", False),
    ):
        yield back.benefit(TakenBack("points", kind, 100, points, 100, cash, False), names)
    yield from (back.coupon(CouponBack("coupon", "", count, why, True)) for count in (1, 2) for why in (None, "part"))
    yield back.balance(BalanceBack("envelope", "envelope", 100, 0, "expired", True), names)
    yield from map(owed.counts, get_args(Counts))
    yield from (owed.differs(kind, rules, "200%") for kind in get_args(ReasonKind) for rules in ("", '"1"'))
    clock = Clock("Asia/Shanghai", language)
    reasons: list[NothingOwed] = [
        OutOfTime(CLOSES, 1),
        OutOfTime(CLOSES, 2),
        NotProtected(("coupon",)),
        NoFall(0),
        NoFall(100),
        BalanceFalls(100),
        PaidBefore(200, 100),
        NothingToRefund(),
        NotSoldNow(),
        LessToRefund(200, 0, 100),
        LessToRefund(200, 50, 100),
        BalanceFalls(0),
        Unchanged(),
        AboveCap(200, 100),
    ]
    yield from (owed.why(reason, names, clock) for reason in reasons)


def test_everything_that_can_be_told_is_told_in_english_without_chinese() -> None:
    said = list(_said("en"))
    assert all(said)
    assert all(not re.search("[\u4e00-\u9fff]", re.sub('".*?"', "", one)) for one in said)


def test_everything_that_can_be_told_is_told_in_chinese_without_english() -> None:
    said = list(_said("zh"))
    assert all(said)
    assert [one for one in said if re.search("[A-Za-z]{2,}", one.replace("mug", ""))] == []
