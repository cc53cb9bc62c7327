"""``promocalc claim`` writes a report, in the form that is asked for or that the file's ending says."""

from __future__ import annotations

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
    assert report.read_text(encoding="utf-8") == run(*AD).out
    assert run(*AD, "--output", report, "--force", "--format", "html").code == 1
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_report_is_in_the_language_that_is_asked_for(form: str) -> None:
    assert "不成立" in run(*AD, "--format", form, "--lang", "zh").out
    assert "FAILS" in run(*AD, "--format", form, "--lang", "en").out
