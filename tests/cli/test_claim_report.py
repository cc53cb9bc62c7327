"""``promocalc claim`` writes a report, in the form that is asked for or that the file's ending says."""

from __future__ import annotations

import html
import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.harness import run

AD = ("claim", "原价169元，促销价50.70元", "--reference", "119", "--standard", "cn-2022")


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", "<!doctype html>"), ("r.htm", "<!doctype html>"), ("r.md", "# ")]
)
def test_the_ending_of_the_file_says_the_form(tmp_path: Path, name: str, begins: str) -> None:
    report = tmp_path / name
    ran = run(*AD, "--output", report)
    assert ran.code == 1, ran.err
    assert report.read_text(encoding="utf-8").startswith(begins)


def test_another_ending_is_text_and_the_form_goes_before_the_ending(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    assert run(*AD, "--output", report).code == 1
    assert report.read_text(encoding="utf-8").replace(f" --output {report}", "") == run(*AD).out
    assert run(*AD, "--output", report, "--force", "--format", "html").code == 1
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    "asked",
    [
        ("--format", "markdown", "--lang", "zh"),
        ("--width", "60", "--ascii", "--lang", "en"),
        ("--output", "{folder}/r.html", "--lang", "en"),
        ("--format", "html", "--output", "{folder}/r.txt", "--lang", "zh"),
        ("--json",),
    ],
)
def test_the_command_that_is_told_writes_the_same_page(asked: tuple[str, ...], tmp_path: Path) -> None:
    def page(*args: object) -> tuple[int, str]:
        ran = run(*args)
        written = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
        return ran.code, re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d", "", (written or [ran.out])[0])

    code, first = page(*AD, *(word.format(folder=tmp_path) for word in asked))
    if "--json" in asked:
        command = json.loads(first)["command"]
    else:
        command = shlex.split(
            html.unescape(re.findall(r"^(?:\s*|<pre.*<code>)(promocalc claim [^<\n]+)", first, re.M)[0])
        )
    assert page(*command[1:], "--force") == (code, first)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_report_is_in_the_language_that_is_asked_for(form: str) -> None:
    assert "不成立" in run(*AD, "--format", form, "--lang", "zh").out
    assert "FAILS" in run(*AD, "--format", form, "--lang", "en").out
