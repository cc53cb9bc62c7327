"""The report: complete, and nothing in it is more than text."""

from __future__ import annotations

import pytest

from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.receipt.markdown import escape, markdown
from promocalc.explain.receipt.notation import grouped
from tests.explain.example import example, receipt

NASTY = "a|b `c` <script>x</script> [d](e) *f* __g__ ~h~ &lt; \\ \n# i"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_author_wrote_opens_nothing(language: Language) -> None:
    book = {"sources": {"s": {"title": NASTY, "url": "javascript:alert(1)"}}}
    told = receipt([{"id": "a", "title": NASTY, "price": 10}], {"r": {"title": NASTY, "take": {"off": 1}}}, **book)
    report = markdown(told, language)
    assert "<script" not in report
    assert "](<javascript" not in report
    assert "](e)" not in report.replace("\\](e)", "")
    for row in report.splitlines():
        if row.startswith("|"):
            cells = row.replace("\\\\", "").replace("\\|", "").count("|") - 1
            assert cells in (2, 3, 7), row


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("half_up(1 * 2, 0.01) -> 3", "half_up(1 * 2, 0.01) -> 3"),
        ("-60.00", "-60.00"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("60.00 off", "60.00 off"),
        ("## head", "#\\# head"),
        ("> said", "\\> said"),
        ("---", "\\---"),
        ("a & b &amp; c", "a & b &amp;amp; c"),
    ],
)
def test_only_what_would_mean_something_is_escaped(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_names_its_sources_and_every_rule(language: Language) -> None:
    told = example()
    report = markdown(told, language)
    assert "](<https://example.com/terms>)" in report
    assert told.fingerprint in report
    assert all(told.title_of(rule).in_language(language) in report for rule in told.rulebook.rules)
    for step in told.steps:
        assert all(grouped(equation.text) in report for equation in step.formula)
