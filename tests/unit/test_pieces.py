"""The piece-by-piece pricer against arithmetic done by hand (in the comments). Results are in cents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pieces import NotPieces, pays


def line(name: str, price: str | int, quantity: int = 1, **facts: Any) -> dict[str, Any]:
    return {"id": name, "unit_price": str(price), "quantity": quantity, **facts}


def paid(lines: list[dict[str, Any]], rules: dict[str, Any], price: Any = None, **facts: Any) -> dict[str, int]:
    """What these lines pay under these rules; in sequence unless ``price`` says otherwise."""
    return pays(lines, {"rules": rules, "price": list(rules) if price is None else price, **facts})


def rule(off: Any, **parts: Any) -> dict[str, Any]:
    """A rule that takes ``off``; ``from_`` is its threshold."""
    return {"take": {"off": off}} | {key.rstrip("_"): part for key, part in parts.items()}


ABC = [line("a", 30), line("b", 20), line("c", 10)]


class TestSets:
    def test_the_second_at_half_price(self) -> None:
        """Dearest first: 30 and 20 are a pair, half of 20 is 10; 10 is left over."""
        assert paid(ABC, {"r": rule("50%", sets={"of": 2}, pick={"cheapest": 1}, each="set")}) == {
            "a": 3000,
            "b": 1000,
            "c": 1000,
        }

    def test_formed_from_the_cheapest(self) -> None:
        """10 and 20 are the pair; the dearer of them is 20, the cheaper 10."""
        half = rule("50%", sets={"of": 2, "form": "cheapest"}, pick={"cheapest": 1}, each="set")
        assert paid(ABC, {"r": half}) == {"a": 3000, "b": 2000, "c": 500}

    def test_formed_as_the_cart_has_them(self) -> None:
        """i2 before i10 before z: the second of the pair i2, i10, whatever they cost and wherever they stand."""
        lines = [line("z", 20), line("i10", 50), line("i2", 5)]
        free = rule("100%", sets={"of": 2, "form": "cart"}, pick={"nth": 2}, each="set")
        assert paid(lines, {"r": free}) == {"i2": 500, "i10": 0, "z": 2000}

    def test_a_part_of_a_set(self) -> None:
        """Of three, sets of two for 40: 30 + 20 = 50 is 10 off, over 30:20 = 6, 4; with a part, 10 is below 40."""
        pair = {"take": {"to": 40}, "sets": {"of": 2}, "each": "set"}
        assert paid(ABC, {"r": pair}) == {"a": 2400, "b": 1600, "c": 1000}
        part = {"take": {"off": "10%"}, "sets": {"of": 2, "partial": True}, "each": "set"}
        assert paid(ABC, {"r": part}) == {"a": 2700, "b": 1800, "c": 900}

    def test_no_more_sets_than_said(self) -> None:
        """Six at 10: three pairs, of which one counts: 1 off."""
        one = rule("5%", sets={"of": 2, "at_most": 1}, each="set")
        assert paid([line("a", 10, 6)], {"r": one}) == {"a": 5900}

    def test_companions(self) -> None:
        """Two bags for every cap: five bags carry two caps; the dearest two of three are free."""
        lines = [
            line("bag", 50, 5, category="bag"),
            line("cap", 10, 2, category="cap"),
            line("hat", 12, category="cap"),
        ]
        free = rule("100%", on={"category": "cap"}, sets={"of": 1, "with": {"on": {"category": "bag"}, "pieces": 2}})
        assert paid(lines, {"r": free}) == {"bag": 25000, "cap": 1000, "hat": 0}
        every = free | {"sets": {"of": 1, "with": {"on": {"category": ["bag", "cap"]}, "pieces": 2}}}
        assert paid(lines, {"r": every}) == {"bag": 25000, "cap": 1000, "hat": 0}

    def test_sets_of_every_pool_by_itself(self) -> None:
        """Store A has a pair, B a single piece."""
        lines = [line("a", 30, 2, store="A"), line("b", 20, store="B")]
        assert paid(lines, {"r": rule(5, per="store", sets={"of": 2}, each="set")}) == {"a": 5500, "b": 2000}


class TestDistinct:
    def test_one_of_each(self) -> None:
        """Dates 1 2 3 1 2 4 make two sets of three (counts 2 2 1 1); two free, the cheapest of all six picked."""
        dates = ["1", "2", "3", "1", "2", "4"]
        lines = [line(f"k{at}", 10 + at, attributes={"date": date}) for at, date in enumerate(dates, 1)]
        free = rule("100%", sets={"of": 3, "distinct": "date"}, pick={"cheapest": 1, "from": "all"}, each="piece")
        assert paid(lines, {"r": free}) == {"k1": 0, "k2": 0, "k3": 1300, "k4": 1400, "k5": 1500, "k6": 1600}

    def test_a_value_that_is_short_limits_the_sets(self) -> None:
        """Five red and one blue make one pair: the first red (dearest first: r2) and the blue; 10 % of 20 + 5."""
        lines = [
            line("b", 5, attributes={"colour": "blue"}),
            line("r1", 10, 3, attributes={"colour": "red"}),
            line("r2", 20, 2, attributes={"colour": "red"}),
        ]
        pair = rule("10%", sets={"of": 2, "distinct": "colour"}, each="piece")
        assert paid(lines, {"r": pair}) == {"b": 450, "r1": 3000, "r2": 3800}

    def test_the_surplus_is_taken_back_from_the_last_value(self) -> None:
        """Counts 2 2 2, sets of two: three of them. At most two: 2 2 2 less two of the last are 2 2 0."""
        lines = [line(name, 10, 2, category=name) for name in ("x", "y", "z")]
        pair = rule(1, sets={"of": 2, "distinct": "category"}, each="piece")
        assert paid(lines, {"r": pair}) == {"x": 1800, "y": 1800, "z": 1800}
        pair["sets"]["at_most"] = 2
        assert paid(lines, {"r": pair}) == {"x": 1800, "y": 1800, "z": 2000}

    def test_what_is_left_over_joins_sets_that_lack_its_value(self) -> None:
        """Counts 3 1 1, sets of two: two of them (x y, x z); a third of x has no set to go to, and stays as it is."""
        lines = [line("x", 10, 3, category="x"), line("y", 10, category="y"), line("z", 10, category="z")]
        pair = rule(1, sets={"of": 2, "distinct": "category", "partial": True}, each="piece")
        assert paid(lines, {"r": pair}) == {"x": 2800, "y": 900, "z": 900}
        lines = [line(name, 10, category=name) for name in ("x", "y", "z")]
        assert paid(lines, {"r": pair}) == {"x": 900, "y": 900, "z": 900}

    def test_round_robin(self) -> None:
        """Values a (30, 20) and b (10, 5), two sets: a is 30 | 20, b starts again at the first: 30 + 10 and 20 + 5.

        To 30 each set: 10 off 40 and nothing off 25.
        """
        lines = [
            line("a1", 30, category="a"),
            line("a2", 20, category="a"),
            line("b1", 10, category="b"),
            line("b2", 5, category="b"),
        ]
        rules = {"r": {"take": {"to": 30}, "sets": {"of": 2, "distinct": "category"}, "each": "set"}}
        assert paid(lines, rules) == {"a1": 2250, "a2": 2000, "b1": 750, "b2": 500}


class TestPick:
    def test_within_each_set_and_across_all(self) -> None:
        """10 x 10 and 10 x 20 in sets of four from the cheapest: 4 x 10, 4 x 10, 10 10 20 20, 4 x 20, 4 x 20.

        The fourth of each, dearest first: 10 10 10 20 20 = 70, a tenth is 7. Across all, dearest first: places 16 to
        20 of twenty, five at 10: 5.
        """
        lines = [line("a", 10, 10), line("b", 20, 10)]
        tenth = rule("10%", sets={"of": 4, "form": "cheapest"}, pick={"nth": 4, "order": "dearest"}, each="piece")
        assert paid(lines, {"r": tenth}) == {"a": 9700, "b": 19600}
        tenth["pick"]["from"] = "all"
        assert paid(lines, {"r": tenth}) == {"a": 9500, "b": 20000}

    def test_several_places(self) -> None:
        """The second and third of each three, dearest first: 20 and 10 at half price."""
        assert paid(ABC, {"r": rule("50%", sets={"of": 3}, pick={"nth": [2, 3]}, each="piece")}) == {
            "a": 3000,
            "b": 1000,
            "c": 500,
        }

    def test_without_sets_the_pool_is_one_group(self) -> None:
        assert paid(ABC, {"r": rule("10%", pick={"dearest": 2})}) == {"a": 2700, "b": 1800, "c": 1000}
        assert paid(ABC, {"r": rule("10%", pick={"cheapest": 5, "at_most": 1})}) == {"a": 3000, "b": 2000, "c": 900}

    def test_ties_follow_the_cart_and_then_the_piece(self) -> None:
        """Of four at 10 the dearest three and the cheapest three are the same: both of a, one of b."""
        lines = [line("b", 10, 2), line("a", 10, 2)]
        for word in ("dearest", "cheapest", "first"):
            assert paid(lines, {"r": rule(1, pick={word: 3}, each="piece")}) == {"a": 1800, "b": 1900}

    def test_rank_by_what_is_asked_or_by_what_is_left(self) -> None:
        """a at 30 comes down to 5, so that b at 20 is the dearest by now."""
        rules = {"cut": rule(25, on={"id": "a"}), "half": rule("50%", pick={"dearest": 1})}
        assert paid(ABC, rules)["b"] == 1000
        rules["half"]["rank"] = "marked"
        assert paid(ABC, rules) == {"a": 250, "b": 2000, "c": 1000}

    def test_a_threshold_looks_at_the_pool(self) -> None:
        """60 in all, of which the cheapest costs 10."""
        assert paid(ABC, {"r": rule(5, from_=60, pick={"cheapest": 1})})["c"] == 500
        assert paid(ABC, {"r": rule(5, from_="60.01", pick={"cheapest": 1})})["c"] == 1000


class TestUnits:
    def test_a_rate_is_rounded_once_for_each_unit(self) -> None:
        """Half of 4 x 0.33: each piece 0.17 and 0.68; each pair 0.33 and 0.66; the line 0.66; a third pair is none."""
        lines = [line("a", "0.33", 4)]
        off = {each: 132 - paid(lines, {"r": rule("50%", sets={"of": 2}, each=each)})["a"] for each in EACH}
        assert off == {"pool": 66, "set": 66, "line": 66, "piece": 68}

    def test_line_is_all_its_picked_pieces_over_all_sets(self) -> None:
        """15 % of 3 x 0.33 = 0.1485 -> 0.15; each piece 0.0495 -> 0.05 and 0.15; a pair 0.10."""
        lines = [line("a", "0.33", 3)]
        assert paid(lines, {"r": rule("15%", sets={"of": 2}, each="line")}) == {"a": 99 - 10}

    def test_a_cap_for_each(self) -> None:
        """Pairs 30 + 20 and 10 + 10: 10 % is 5 and 2, at most 3."""
        lines = [*ABC, line("d", 10)]
        assert sum(paid(lines, {"r": rule("10%", sets={"of": 2}, each="set", cap={"each": 3})}).values()) == 6500

    def test_a_cap_on_the_pool_is_shared_as_the_amounts_were(self) -> None:
        """Half of 20 and of 10 is 10 and 5; capped to 6: 4 and 2."""
        lines = [line("a", 30), line("b", 20), line("c", 30), line("d", 10)]
        half = rule("50%", sets={"of": 2, "form": "cart"}, pick={"nth": 2}, each="set", cap=6)
        assert paid(lines, {"r": half}) == {"a": 3000, "b": 1600, "c": 3000, "d": 800}


EACH = ("pool", "set", "line", "piece")


class TestWhoBearsIt:
    def test_over_the_set(self) -> None:
        """The second at half price, 10 off, over both of 30 : 20 = 6, 4."""
        half = rule("50%", sets={"of": 2}, pick={"cheapest": 1}, each="set", share={"over": "sets"})
        assert paid(ABC, {"r": half}) == {"a": 2400, "b": 1600, "c": 1000}

    def test_over_the_pool_and_the_order(self) -> None:
        """10 off over 30:20:10 = 5, 3.33.., 1.66.. -> 5.00, 3.33, 1.67; over the order with 40 more: 3, 2, 1, 4."""
        lines = [*ABC, line("x", 40, category="other")]
        half = rule("50%", on={"id": ["a", "b", "c"]}, sets={"of": 2}, pick={"cheapest": 1}, share={"over": "pool"})
        assert paid(lines, {"r": half}) == {"a": 2500, "b": 1667, "c": 833, "x": 4000}
        half["share"] = {"over": "order"}
        assert paid(lines, {"r": half}) == {"a": 2700, "b": 1800, "c": 900, "x": 3600}

    def test_the_heaviest_gets_all_odd_cents(self) -> None:
        """0.05 over 3 : 1 : 3 is 2.14, 0.71, 2.14 cents: 2, 0, 2 and one more for the last of the heaviest."""
        lines = [line("a", 3), line("b", 1), line("c", 3)]
        assert paid(lines, {"r": rule("0.05", share={"odd": "heaviest"})}) == {"a": 298, "b": 100, "c": 297}

    def test_where_nobody_weighs_anything(self) -> None:
        """Weighed by what a rule took that took nothing: nobody bears anything, or three pieces 2 each."""
        lines = [line("a", 10), line("b", 20, 2)]
        rules = {"none": rule(1, from_=99), "r": rule(6, share={"by": "none"})}
        assert paid(lines, rules) == {"a": 1000, "b": 4000}
        rules["r"]["share"]["zero"] = "even"
        assert paid(lines, rules) == {"a": 800, "b": 3600}


class TestRoom:
    lines = (line("a", 10), line("b", 30), line("c", 60))

    def test_clipped_refused_respread(self) -> None:
        """80 by marked prices 10:30:60 = 8, 24, 48, after 5 off a and 30 off c: rooms 5, 30, 30.

        Clipped: 5 + 24 + 30 = 59. Respread: 3 + 18 = 21 are left over, only b has room (6): 65, all there was.
        """
        cut = {"a5": rule(5, on={"id": "a"}), "c30": rule(30, on={"id": "c"})}
        by = {"by": "marked"}
        assert paid([*self.lines], cut | {"r": rule(80, share=by)}) == {"a": 0, "b": 600, "c": 0}
        assert paid([*self.lines], cut | {"r": rule(80, share=by, over="refuse")}) == {"a": 500, "b": 3000, "c": 3000}
        assert paid([*self.lines], cut | {"r": rule(80, share=by, over="respread")}) == {"a": 0, "b": 0, "c": 0}

    def test_respread_by_the_same_weights_again_and_again(self) -> None:
        """50 by marked 10:30:60 = 5, 15, 30; a has 1 left. 4 over 30:60 = 1.33, 2.67."""
        cut = {"a9": rule(9, on={"id": "a"})}
        got = paid([*self.lines], cut | {"r": rule(50, share={"by": "marked"}, over="respread")})
        assert got == {"a": 0, "b": 3000 - 1633, "c": 6000 - 3267}

    def test_a_floor_of_the_lines_own(self) -> None:
        """a may not fall below 9: of 10 % it bears 1, of 50 % also 1; b has no floor of its own."""
        lines = [line("a", 10, attributes={"least": "9"}), line("b", 30)]
        assert paid(lines, {"r": rule("50%", floor="line.least")}) == {"a": 900, "b": 1500}
        assert paid(lines, {"r": rule("50%", floor="line.least", over="refuse")}) == {"a": 1000, "b": 3000}

    def test_a_cap_that_refuses(self) -> None:
        assert paid([*self.lines], {"r": rule(5, cap=4, over={"cap": "refuse"})})["a"] == 1000
        assert sum(paid([*self.lines], {"r": rule(5, cap=5, over={"cap": "refuse"})}).values()) == 9500

    def test_a_number_of_the_lines_own(self) -> None:
        """3 off each a; b says nothing, and is out of scope."""
        lines = [line("a", 10, 2, attributes={"cut": "3"}), line("b", 30)]
        assert paid(lines, {"r": rule("line.cut", each="piece")}) == {"a": 1400, "b": 3000}
        rates = [line("a", 10, 2, attributes={"cut": "30%"}), line("b", 30, attributes={"cut": "3"})]
        assert paid(rates, {"r": rule("line.cut", each="line")}) == {"a": 1400, "b": 2700}


class TestPiecesOfALine:
    def test_odd_cents_lie_on_the_first(self) -> None:
        """1.00 off 3 x 1.00: 67 67 66. The cheapest is the third: half of 66 is 33; the dearest: half of 67 is 34."""
        first = {"one": rule(1)}
        assert paid([line("a", 1, 3)], first | {"r": rule("50%", pick={"cheapest": 1})}) == {"a": 200 - 33}
        assert paid([line("a", 1, 3)], first | {"r": rule("50%", pick={"dearest": 1})}) == {"a": 200 - 34}

    def test_a_rule_for_some_pieces_tells_them_apart(self) -> None:
        """Five at 10: two pairs, pieces 2 and 4 at half price: 10 5 10 5 10. Then the dearest: 30."""
        rules = {
            "half": rule("50%", sets={"of": 2}, pick={"nth": 2}, each="piece"),
            "tenth": rule("10%", pick={"dearest": 3}),
        }
        assert paid([line("a", 10, 5)], rules) == {"a": 4000 - 300}

    def test_those_that_no_rule_has_told_apart_come_first(self) -> None:
        """Two at 10, the first of them at half price: 10 and then 5. The first by the cart is then the other one."""
        half = rule("50%", sets={"of": 2}, pick={"first": 1}, each="piece")
        assert paid([line("a", 10, 2)], {"r": half, "s": rule("50%", pick={"nth": 1, "order": "cart"})}) == {"a": 1000}

    def test_equal_pieces_bear_equally(self) -> None:
        """1.00 off the three of a: 9.67 9.67 9.66 and one at 10; all but the dearest to 9.66: 1 + 1 + 0."""
        rules = {
            "one": rule(1, pick={"dearest": 3}),
            "to": {"take": {"to": "9.66"}, "pick": {"cheapest": 3}, "each": "piece"},
        }
        assert paid([line("a", 10, 4)], rules) == {"a": 3900 - 2}


class TestTogether:
    def test_ranks_and_rates_are_those_at_the_start(self) -> None:
        """Both see a at 30 as the dearest: 15 and then 15 off it; one after the other, 10 off b at 20."""
        rules = {"one": rule("50%", pick={"dearest": 1}), "two": rule("50%", pick={"dearest": 1})}
        assert paid(ABC, rules, [{"together": ["one", "two"]}]) == {"a": 0, "b": 2000, "c": 1000}
        assert paid(ABC, rules) == {"a": 1500, "b": 1000, "c": 1000}


class TestConsume:
    def test_what_one_rule_used_no_later_one_may_use(self) -> None:
        """Five at 100: the pairs use four (two at 80), the rest is one at 50."""
        rules = {
            "pair": rule("20%", sets={"of": 2}, pick={"cheapest": 1, "from": "all"}, each="piece"),
            "rest": rule("50%", each="piece"),
        }
        five = [line("a", 100, 5)]
        assert paid(five, rules, [{"consume": "pieces", "of": ["pair", "rest"]}]) == {"a": 20000 + 16000 + 5000}
        assert paid(five, rules) == {"a": 3 * 5000 + 2 * 4000}

    def test_companions_are_used_too(self) -> None:
        """Two bags go with the hat; the third is one of its own."""
        lines = [line("bag", 50, 3, category="bag"), line("hat", 10)]
        hat = rule("100%", on={"id": "hat"}, sets={"of": 1, "with": {"on": {"category": "bag"}, "pieces": 2}})
        rules = {"hat": hat, "bag": rule(1, on={"category": "bag"}, each="piece")}
        assert paid(lines, rules, [{"consume": "pieces", "of": ["hat", "bag"]}]) == {"bag": 14900, "hat": 0}

    def test_without_sets_the_whole_pool_is_used_if_anything_is_taken(self) -> None:
        rules = {"first": rule(5, on={"id": ["a", "b"]}, from_=50), "second": rule(1, each="piece")}
        tree = [{"consume": "pieces", "of": ["first", "second"]}]
        assert paid(ABC, rules, tree) == {"a": 2700, "b": 1800, "c": 900}
        assert paid(ABC, rules | {"first": rules["first"] | {"from": 51}}, tree) == {"a": 2900, "b": 1900, "c": 900}


def test_what_it_leaves_to_others() -> None:
    for parts in ({"use": "coupon"}, {"cap": {"month": 3}}, {"measure": "item_price"}, {"share": {"by": "r"}}):
        with pytest.raises(NotPieces):
            paid(ABC, {"r": rule(5) | parts})
