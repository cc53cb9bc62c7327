"""What to add to a cart in words: which items, what each really costs, what sending it back does, the proof."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields

import pytest

from promocalc.choose.added import AddOns, Proof
from promocalc.choose.addons import Adding
from promocalc.choose.addons_best import AddingBest
from promocalc.explain.best import add_en as best_add_en
from promocalc.explain.best import add_zh as best_add_zh
from promocalc.explain.best.add import AddTold, AddView, text
from promocalc.explain.best.add_json import to_data
from promocalc.explain.best.add_words import AddLabels
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.catalogue import read_catalogue
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula.subject import Subject

CUT = "rulebook: b\nrules: {cut: {from: 300, take: {off: 36}}}\nprice: [cut]\n"
ITEMS = "socks,23.90,1 hat,23.89,1 shoes,59,1"


def view(language: Language = "en", *, items: str = ITEMS, price: str = "276.10", most: int | None = None) -> AddView:
    """A coat, 36 off from 300, and a wish-list of ``id,price,quantity`` rows."""
    one = Subject(read_cart(f"cart: c\nlines: [{{id: coat, price: {price}}}]\n"), read_rulebook(CUT))
    wishes = read_catalogue("id,price,quantity\n" + "\n".join(items.split()) + "\n")
    return AddView(AddTold(Adding(one, wishes, most)), language)


def test_an_item_that_lowers_the_total_is_told_with_what_it_really_costs() -> None:
    said = view()
    assert said.heading() == "To pay least, add"
    assert said.actions() == ['"socks": this 23.90 item costs you -12.10.']
    assert said.totals()[:-1] == [
        ("Nothing added", "¥276.10"),
        ("With these", "¥264.00"),
        ("Less by", "¥12.10"),
        ("Added, tag price", "¥23.90"),
    ]
    assert view("zh").actions() == ["「socks」：标价 23.90，实际花费 -12.10。"]


def test_of_several_pieces_it_is_the_last_that_costs_so_much() -> None:
    said = view(items="bell,11.95,2")
    assert said.actions() == ['"bell", 2 pieces: the last of these 11.95 items costs you -24.05.']
    assert view("zh", items="bell,11.95,2").actions() == ["「bell」 2 件：每件标价 11.95，最后一件实际花费 -24.05。"]


def test_that_what_several_items_cost_does_not_sum_to_the_difference_is_said() -> None:
    said = view(items="pin,11.90,1 hat,12.00,1")
    assert said.actions() == [
        '"hat": this 12.00 item costs you -24.00.',
        '"pin": this 11.90 item costs you -24.10.',
        "Each is weighed as the last one added, with the others there: these figures do not sum to the difference.",
    ]
    assert ("Less by", "¥12.10") in said.totals()
    assert view("zh", items="pin,11.90,1 hat,12.00,1").actions()[-1] == (
        "每项都按其他几项已在、最后才加它来算，所以各项相加不等于总差额。"
    )
    assert len(view().actions()) == 1


def test_what_sending_it_back_does_is_said_with_what_the_rest_costs_by_itself() -> None:
    # 23.90 of 300.00 is marked, so that much of 264.00 comes back.
    assert view().returned() == [
        (
            'If "socks" goes back, ¥21.03 comes back, and the rest has cost ¥242.97 in the end; ordered by itself it '
            "would have cost ¥276.10."
        ),
        "The terms say nothing of goods that go back; what is usual is taken for granted.",
    ]
    assert (
        view("zh").returned()[0]
        == "退掉「socks」，退回 ¥21.03，其余商品最终花费 ¥242.97；若当初没买它，本来是 ¥276.10。"
    )


def test_where_nothing_lowers_the_total_what_reaches_the_threshold_is_told_with_what_it_costs() -> None:
    said = view(items="shoes,109,1 boots,150,1", price="200")
    assert said.heading() == "To reach a threshold, add"
    assert said.actions() == [
        "Nothing was found in the catalogue that lowers what is paid.",
        '"shoes": this 109.00 item costs you +73.00.',
    ]
    assert ("More by", "¥73.00") in said.totals()
    assert said.proof().endswith(": nothing reaches a threshold for less")


def test_where_nothing_helps_that_is_said() -> None:
    said = view(items="pin,1,1")
    assert said.heading() == "What to add"
    assert said.actions() == [
        "Nothing was found in the catalogue that lowers what is paid.",
        "Nor was anything found in it that reaches a threshold.",
    ]
    assert said.proof().endswith(": nothing lowers it, and nothing reaches a threshold")
    assert said.returned() == []
    assert [name for name, _ in said.totals()] == ["Nothing added", "Proof"]


@pytest.mark.parametrize(
    ("language", "optimal", "exhausted", "found"),
    [
        (
            "en",
            "every amount that the items come to, up to ¥276.10, was weighed: nothing lowers it more",
            "every choice among the items, up to ¥276.10, was priced: nothing lowers it more",
            "none: the best of what was looked at, up to ¥276.10; there may be better",
        ),
        (
            "zh",
            "已权衡 ¥276.10 以内能凑出的每个金额：没有更省的凑法",
            "已逐一计价 ¥276.10 以内的每种凑法：没有更省的凑法",
            "无：这是 ¥276.10 以内所看过的最省凑法，可能还有更省的",
        ),
    ],
)
def test_a_proof_says_what_was_weighed(language: Language, optimal: str, exhausted: str, found: str) -> None:
    said = view(language)
    assert said.proof() == optimal
    answer = said.told.answer
    assert answer is not None
    proofs: tuple[tuple[Proof, str], ...] = (("exhausted", exhausted), ("found", found))
    for proof, words in proofs:
        vars(said.told)["saving"] = AddOns(answer.additions, answer.receipt, answer.before, proof)
        assert said.proof() == words


@pytest.mark.parametrize(
    ("language", "proof"),
    [
        (
            "en",
            "none: not everything that could be added, up to ¥276.10, was looked at; something there may lower it",
        ),
        ("zh", "无：¥276.10 以内的凑法没有全部看过，可能还有能少付的"),
    ],
)
def test_where_nothing_was_found_and_not_everything_looked_at_no_best_is_spoken_of(
    language: Language, proof: str
) -> None:
    said = view(language, items="pin,1,1")
    vars(said.told.adding)["saving_proof"] = "found"
    assert said.told.answer is None
    assert said.proof() == proof


def test_further_amounts_are_told_where_more_in_the_cart_lowers_the_total_again() -> None:
    assert view().frontier() is None
    deeper = AddTold(
        Adding(
            Subject(
                read_cart("cart: c\nlines: [{id: coat, price: 276.10}]\n"),
                read_rulebook(
                    CUT.replace("{off: 36}}}", "{off: 36}}, deep: {from: 330, take: {off: 100}}}").replace(
                        "[cut]", "[cut, deep]"
                    )
                ),
            ),
            read_catalogue("id,price\nsocks,23.90\nshoes,95\n"),
        )
    )
    table = AddView(deeper, "en").frontier()
    assert table is not None
    assert table.rows == (
        ("23.90", "264.00", "-12.10", "socks"),
        ("95.00", "235.10", "-41.00", "shoes"),
    )


def test_how_much_of_the_catalogue_is_looked_at_is_said() -> None:
    assert view(most=3_000).assumptions()[0] == (
        "Items in the catalogue: 3, of which 2 cost no more than ¥30.00; no more than that is added, and of an item "
        "no more pieces than the catalogue says, one unless stated."
    )
    assert view("zh", most=3_000).assumptions()[0].endswith("每种不超过清单所写的件数，没写的算 1 件。")


COUPONS = """\
rulebook: one
rules:
  small: {title: {en: Small, zh: 小券}, from: 200, take: {off: 10}, use: coupon}
  large: {title: {en: Large, zh: 大券}, from: 300, take: {off: 50}, use: coupon}
  club: {title: {en: Club, zh: 会员价}, take: {off: 1%}, use: coupon}
price: [small, large, club]
exclude: [{these: [small], not_with: [large]}]
"""


def chosen(language: Language) -> AddView:
    """The same coat under coupons, the offers chosen best."""
    one = Subject(read_cart("cart: c\nlines: [{id: coat, price: 276.10}]\n"), read_rulebook(COUPONS))
    asked = Adding(one, read_catalogue("id,price\nsocks,23.90\n"))
    return AddView(AddTold(asked, AddingBest(asked)), language)


def test_which_offers_go_with_what_is_added_is_told_as_differences_from_now() -> None:
    assert view().offers() == []
    assert chosen("en").offers() == [
        'Use "Large": -50.00.',
        'Leave "Small" alone (now: -10.00).',
        'Keep using "Club": -2.50.',
    ]
    assert chosen("zh").offers() == [
        "用上「大券」：-50.00。",
        "不用「小券」（现在 -10.00）。",
        "照旧用「会员价」：-2.50。",
    ]


def test_how_the_offers_were_chosen_is_said() -> None:
    assert view().assumptions()[1].startswith("Offers are used as the cart and the options say")
    assert chosen("en").assumptions()[1] == (
        "Offers are chosen best, both without and with what is added; what is fixed stands."
    )
    assert chosen("zh").assumptions()[1] == "不凑单和凑单都按最省的选法用优惠；事先定下的不变。"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 60, 80])
def test_every_row_fits(language: Language, cells: int) -> None:
    assert max(map(width, text(view(language).told, language, width=cells).splitlines())) <= cells


def test_what_to_add_as_data() -> None:
    data = to_data(view().told)
    assert (data["now"], data["proof"], data["reaching"]) == ({"pay": "276.10"}, "optimal", None)
    item = {"id": "socks", "quantity": 1, "price": "23.90", "net": "-12.10"}
    assert data["saving"] == {"pay": "264.00", "net": "-12.10", "added": "23.90", "items": [item]}
    assert data["receipt"]["pay"] == "264.00"
    assert data["returned"] == [{"id": "socks", "cash": "21.03", "kept": "242.97", "alone": "276.10", "assumed": True}]


def test_both_languages_have_every_word() -> None:
    for field in fields(AddLabels):
        one, other = (getattr(module.labels, field.name) for module in (best_add_en, best_add_zh))
        assert one
        assert other
        assert not re.search("[A-Za-z]", other)
    said = [
        {name: str(inspect.signature(one)) for name, one in vars(module).items() if inspect.isfunction(one)}
        for module in (best_add_en, best_add_zh)
    ]
    assert said[0] == said[1]
