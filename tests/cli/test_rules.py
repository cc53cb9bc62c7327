"""``promocalc rules`` and ``promocalc schema``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.harness import RULEBOOK, run
from tests.files.everything import BOOK as EVERYTHING


class TestList:
    def test_every_shipped_rulebook_has_a_line(self) -> None:
        from promocalc.files.shipped import shipped

        lines = run("rules", "list").out.splitlines()
        assert [line.split()[0] for line in lines[1:]] == [one.name for one in shipped("rulebook")]

    def test_rules_alone_is_the_list(self) -> None:
        assert run("rules").out == run("rules", "list").out

    def test_json_has_titles_in_both_languages(self) -> None:
        books = json.loads(run("rules", "list", "--json").out)["rulebooks"]
        book = next(one for one in books if one["name"] == "tmall-double11-2020")
        assert (book["currency"], book["title"]["zh"]) == ("CNY", "天猫双11 2020")
        assert book["confidence"] in ("high", "medium", "low")


class TestShow:
    def test_a_shipped_one_shows_rules_sources_and_carts(self) -> None:
        out = run("rules", "show", "tmall-double11-2020").out
        assert out.index("deposit-first") < out.index("store-coupon") < out.index("red-envelope")
        assert "https://m.53shop.com/nszt/7471" in out
        assert "tmall-double11-2020-clip" in out

    def test_it_says_how_the_rules_stack(self) -> None:
        from promocalc.explain.rules.programme import defaults, stacking
        from promocalc.files.load import load_rulebook

        book = load_rulebook("tmall-double11-2020")
        out = " ".join(run("rules", "show", "tmall-double11-2020").out.split())
        assert "How they stack" in out
        for said in (*stacking(book, "en"), *defaults(book, "en")):
            assert " ".join(said.split()) in out

    def test_a_dialect_shows_its_defaults(self) -> None:
        out = run("rules", "show", "tmall-2020").out
        assert "Defaults, where a rule says nothing else" in out
        assert "How they stack" not in out

    def test_what_is_inherited_on_refunds_and_protection_is_shown_as_its_own(self) -> None:
        out = run("rules", "show", "tmall-double11-2020").out
        assert "When goods go back" in out
        assert "Price protection, 15 days" in out
        said = json.loads(run("rules", "show", "tmall-double11-2020", "--json").out)
        assert (said["refund"]["within"], said["protection"]["within"]) == (7, 15)
        assert "refund" not in said["rulebook"]

    def test_json_has_the_tree(self) -> None:
        said = json.loads(run("rules", "show", "tmall-double11-2020", "--json").out)
        assert said["price"] == said["rulebook"]["price"]
        assert "measure" in said["defaults"]

    def test_chinese_shows_chinese_titles(self) -> None:
        out = run("rules", "show", "tmall-double11-2020", "--lang", "zh").out
        assert out.startswith("天猫双11 2020")
        assert "来源" in out

    def test_ones_own_file_is_shown(self, shop: Path) -> None:
        assert "Small shop" in run("rules", "show", shop).out

    def test_stdin_is_shown(self) -> None:
        assert "Small shop" in run("rules", "show", "-", stdin=RULEBOOK.encode()).out

    def test_json_reads_back_as_the_rulebook(self, shop: Path) -> None:
        said = json.loads(run("rules", "show", shop, "--json").out)
        assert said["order"] == ["flash", "coupon", "member"]
        assert run("validate", "-", stdin=json.dumps(said["rulebook"]).encode()).code == 0

    def test_a_title_cannot_send_commands_to_the_terminal(self) -> None:
        evil = RULEBOOK.replace("zh: 小店, en: Small shop", 'en: "Small\\e[2J shop"')
        ran = run("rules", "show", "-", stdin=evil.encode())
        assert (ran.code, "\x1b" in ran.out) == (0, False)

    @pytest.mark.parametrize(
        ("language", "told"),
        [
            (
                "en",
                (
                    "currency CNY, also USD",
                    "What a dialect fixes, in words.",
                    "The cheapest piece of each set of 3 is free",
                    "a piece that one of these has used, no later one may use",
                    "at the end prices hold the tax",
                    "Dear and cheap go by the tag price",
                ),
            ),
            (
                "zh",
                (
                    "货币 CNY，另有 USD",
                    "用文字说明规定了什么。",
                    "每组最低价 1 件免单",
                    "已用于前面一项的商品，后面各项不可再用",
                    "最后价格含税",
                    "价格高低按标价",
                ),
            ),
        ],
    )
    def test_every_part_of_the_language_is_shown(self, language: str, told: tuple[str, ...]) -> None:
        out = run("rules", "show", "-", "--lang", language, stdin=EVERYTHING.encode()).out
        said = " ".join(out.split()) if language == "en" else "".join(out.split())
        for one in told:
            assert (one if language == "en" else "".join(one.split())) in said

    def test_several_currencies_read_back_out_of_json(self) -> None:
        said = json.loads(run("rules", "show", "-", "--json", stdin=EVERYTHING.encode()).out)
        assert said["rulebook"]["currency"] == ["CNY", "USD"]
        assert run("validate", "-", stdin=json.dumps(said["rulebook"]).encode()).code == 0

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_words_fit_eighty_columns(self, language: str) -> None:
        from promocalc.explain.cells import width

        out = run("rules", "show", "tmall-double11-2020", "--lang", language).out
        described = out.split("\n\n")[1]
        assert max(width(row) for row in described.splitlines()) <= 80

    def test_an_unknown_name_gets_the_nearest(self) -> None:
        ran = run("rules", "show", "tmall-doubel11-2020")
        assert (ran.code, ran.out) == (2, "")
        assert "tmall-double11-2020" in ran.err


class TestSchema:
    @pytest.mark.parametrize("kind", ["rulebook", "cart"])
    def test_it_is_json_schema(self, kind: str) -> None:
        said = json.loads(run("schema", kind).out)
        assert "json-schema.org" in said["$schema"]
        assert kind in said["properties"]

    def test_another_kind_is_bad_usage(self) -> None:
        assert run("schema", "basket").code == 2
