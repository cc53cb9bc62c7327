"""Bad usage: what is wrong, in both languages, and exit code 2."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from promocalc.cli.language import language_of
from tests.cli.harness import run, spawn

BAD = [
    ("prise",),
    ("rules", "lst"),
    ("price",),
    ("price", "cart.yaml", "more"),
    ("price", "--wdith", "3", "cart.yaml"),
    ("price", "cart.yaml", "--width", "3"),
    ("price", "cart.yaml", "--width", "wide"),
    ("price", "cart.yaml", "--format", "pdf"),
    ("price", "cart.yaml", "--persona"),
    ("price", "cart.yaml", "--quiet=yes"),
    ("schema",),
    ("schema", "basket"),
    ("completion", "csh"),
    ("validate",),
    ("nowhere/cart.yaml",),
]

NAMES = {
    "text",
    "markdown",
    "json",
    "rulebook",
    "cart",
    "standard",
    "claims",
    "bash",
    "zsh",
    "fish",
    "width",
    "rules",
    "price",
    "list",
}


@pytest.mark.parametrize("args", BAD, ids=" ".join)
class TestBadUsage:
    def test_is_exit_code_two_with_nothing_on_stdout(self, args: tuple[str, ...]) -> None:
        ran = run(*args)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: ")

    def test_is_told_in_chinese_without_english_left_over(self, args: tuple[str, ...]) -> None:
        err = run(*args, env={"PROMOCALC_LANG": "zh"}).err
        assert err.startswith("错误：")
        words = set(re.findall(r"[A-Za-z]{3,}", err.splitlines()[0])) - set(re.findall(r"[A-Za-z]+", " ".join(args)))
        assert words <= NAMES


class TestBadValues:
    def test_a_number_out_of_range_is_told_as_people_write_it(self, cart: Path) -> None:
        assert run("price", cart, "--width", "20").err.startswith("error: '--width': 20 is not within 40–1000.")
        zh = run("price", cart, "--width", "20", "--lang", "zh").err
        assert zh.startswith("错误：'--width'：20 不在 40–1000 之内。")

    def test_a_file_that_is_there_is_no_invalid_value(self, cart: Path) -> None:
        for flag, said in (("en", "error: --ics: '"), ("zh", "错误：--ics：“")):
            assert run("timeline", cart, "--ics", cart, "--lang", flag).err.startswith(said)

    def test_a_moment_that_never_comes_is_told_as_one(self, cart: Path) -> None:
        assert "November has 30 days" in run("timeline", cart, "--received", "2026-11-31T00:00+08:00").err
        assert "hours" not in run("timeline", cart, "--received", "tomorrow").err


class TestNearMisses:
    def test_a_command_gets_the_nearest(self) -> None:
        assert "did you mean 'price'" in run("prise").err

    def test_a_command_of_a_group_gets_the_nearest(self) -> None:
        assert "did you mean 'list'" in run("rules", "lits").err

    def test_an_option_gets_the_nearest(self) -> None:
        assert "Did you mean" in run("price", "--rulez", "x", "y").err

    def test_a_file_gets_the_nearest(self, cart: Path) -> None:
        assert "did you mean 'cart.yaml'" in run(cart.parent / "crat.yaml").err

    def test_a_cart_that_is_not_there_gets_the_nearest(self, cart: Path) -> None:
        ran = run("price", cart.parent / "crat.yaml")
        assert (ran.code, "cart.yaml" in ran.err) == (2, True)


class TestLanguage:
    @pytest.mark.parametrize(
        ("args", "env", "language"),
        [
            ((), {}, "en"),
            ((), {"LANG": "zh_CN.UTF-8"}, "zh"),
            ((), {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
            ((), {"LC_ALL": "C", "PROMOCALC_LANG": "zh_CN"}, "zh"),
            (("--lang", "en"), {"PROMOCALC_LANG": "zh"}, "en"),
            (("price", "x", "--lang=zh"), {}, "zh"),
            (("--lang", "auto"), {"LANG": "zh_CN.UTF-8"}, "zh"),
            (("price", "--", "--lang", "zh"), {}, "en"),
            (("--lang",), {"PROMOCALC_LANG": "xx"}, "en"),
        ],
    )
    def test_the_line_goes_before_the_variable_and_that_before_the_locale(
        self, args: tuple[str, ...], env: dict[str, str], language: str
    ) -> None:
        assert language_of(args, env) == language

    def test_click_speaks_english_again_after_a_chinese_run(self) -> None:
        run("price", "--lang", "zh")
        assert "Missing argument" in run("price").err

    @pytest.mark.parametrize("flag", ["zh", "en"])
    def test_problems_of_a_cart_follow_it(self, flag: str) -> None:
        err = run("price", "none.yaml", "--lang", flag).err
        assert err.startswith("错误：" if flag == "zh" else "error: ")


class TestNoTraceback:
    @pytest.mark.parametrize(
        "data", [b"", b"\xff\xfe\x00", b"[", b"a: &b [*b]", b"\x00\x01", b"- " * 200, b"lines: 3", b"3"]
    )
    @pytest.mark.parametrize("verb", ["price", "validate"])
    def test_bad_input_is_a_problem_and_no_crash(self, verb: str, data: bytes) -> None:
        ran = run(verb, "-", stdin=data)
        assert (ran.code, ran.out) == (2, ""), ran.err
        assert "Traceback" not in ran.err

    def test_a_fault_of_ours_is_one_line_and_how_to_report_it(
        self, monkeypatch: pytest.MonkeyPatch, cart: Path
    ) -> None:
        def broken(*args: object, **given: object) -> None:
            raise RuntimeError("the sky\nfell")

        monkeypatch.setattr("promocalc.engine.price", broken)
        ran = run("price", cart)
        assert (ran.code, ran.out) == (4, "")
        assert "internal error: RuntimeError: the sky fell" in ran.err
        assert "Traceback" not in ran.err

    def test_the_traceback_shows_where_it_is_asked_for(self, monkeypatch: pytest.MonkeyPatch, cart: Path) -> None:
        def broken(*args: object, **given: object) -> None:
            raise RuntimeError("the sky fell")

        monkeypatch.setattr("promocalc.engine.price", broken)
        assert "Traceback" in run("price", cart, env={"PROMOCALC_DEBUG": "1"}).err


class TestTheScreen:
    @pytest.mark.parametrize("args", [(), ("tui",)])
    def test_without_a_terminal_it_points_at_price(self, args: tuple[str, ...]) -> None:
        ran = spawn(*args)
        assert (ran.code, ran.out) == (2, "")
        assert "promocalc price CART" in ran.err

    def test_a_shipped_rulebook_in_place_of_a_command_is_told_as_one(self) -> None:
        ran = run("tmall-2020")
        assert (ran.code, ran.out) == (2, "")
        assert "--rules tmall-2020" in ran.err

    def test_a_cart_in_place_of_a_command_opens_on_the_screen(self, cart: Path) -> None:
        assert f"promocalc price {cart}" in run(cart).err

    @pytest.mark.parametrize(
        ("args", "opened"),
        [
            ((), (None, None)),
            (("tui", "x.yaml", "--rules", "shop"), ("x.yaml", "shop")),
            (("tui", "-"), ("-", None)),
            (("jd-double11-2025",), ("jd-double11-2025", None)),
        ],
    )
    def test_in_a_terminal_it_opens_on_what_was_asked_for(
        self, args: tuple[str, ...], opened: tuple[str | None, str | None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[tuple[str | None, str | None]] = []

        def screen(source: str | None, *, rules: str | None, language: str, at: object) -> int:
            seen.append((source, rules))
            return 0

        monkeypatch.setattr("promocalc.tui.app.run", screen)
        monkeypatch.setattr("promocalc.cli.tui._no_terminal", lambda *_, **__: None)
        assert (run(*args).code, seen) == (0, [opened])

    @pytest.mark.parametrize("args", [("half-price-example",), ("tui", "half-price-example"), ("{file}",)])
    def test_a_file_of_claims_opens_on_its_verdicts(
        self, args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "mine.claims.yaml"
        file.write_text("claims: mine\nadvertisements: [半价]\n", encoding="utf-8")
        seen: list[str] = []

        def screen(path: str, language: str, *, at: object) -> int:
            seen.append(path)
            return 0

        asked = [word.format(file=file) for word in args]
        assert f"promocalc claim {asked[-1]}" in run(*asked).err
        monkeypatch.setattr("promocalc.tui.app.run_claims", screen)
        monkeypatch.setattr("promocalc.cli.tui._no_terminal", lambda *_, **__: None)
        assert (run(*asked).code, seen) == (0, [asked[-1]])
        assert "--rules" in run("tui", asked[-1], "--rules", "tmall-2020").err
