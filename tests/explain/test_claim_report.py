"""The report of verdicts: all of them, with what they rest on, in both languages and both forms."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from promocalc import __version__
from promocalc.claims.claim import Lowest, Off
from promocalc.claims.facts import Facts
from promocalc.claims.history import PRICE_KINDS, History, Observation, Span
from promocalc.claims.judging import Advert, advert_of
from promocalc.claims.standard import Standard
from promocalc.explain.claim.markdown import markdown
from promocalc.explain.claim.parts import Cards, Code, Command, Grid, Link, Mark, Part, Picture, Said, Section
from promocalc.explain.claim.report import report
from promocalc.explain.claim.report_words import labels
from promocalc.explain.claim.seen import SeenView
from promocalc.explain.language import LANGUAGES, Language
from tests.explain.claim_example import START, everything, history, loaded, told

AT = datetime.fromisoformat("2026-11-22T12:00:00+08:00")
NASTY = "a|b `c` <script>x</script> [d](e) *f* \u202eevil\u202c \" onload=' &lt; </style> \n# i"


def nasty() -> tuple[Advert, ...]:
    """Everything that an author can write, written to break out."""
    standard = Standard.model_validate(
        {
            "standard": "own",
            "title": NASTY,
            "jurisdiction": NASTY,
            "about": NASTY,
            "article": NASTY,
            "sources": {
                "one": {"title": NASTY, "url": "javascript:alert(1)"},
                "two": {"title": NASTY, "url": 'https://example.com/"onmouseover="x', "published": NASTY},
            },
            "reference": {"way": "lowest", "window": {"days": 7}},
            "tests": [{"test": "saving", "article": NASTY, "note": NASTY}],
        }
    )
    facts = Facts.model_validate({"start": START.isoformat(), "by": NASTY})
    seen = Observation(Span(START - timedelta(days=2), START), 10_00, "offer", "", NASTY)
    said = Off.model_validate({"rate": "50%"})
    return (advert_of(NASTY, (standard,), (said,), facts, History.of([seen])),)


def sections(some: tuple[Section, ...]) -> list[Section]:
    return [one for section in some for one in (section, *sections(section.within))]


def parts_of(language: Language) -> list[Part]:
    return [part for one in sections(report(everything(), language, AT).sections) for part in one.parts]


def words_of(said: Said | None) -> str:
    if said is None:
        return ""
    return said if isinstance(said, str) else "".join(one if isinstance(one, str) else one.text for one in said)


# --- what is in it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_has_a_row_for_every_reading_under_every_standard(language: Language) -> None:
    judged = everything()
    found = report(judged, language)
    (summary,) = found.sections[0].parts
    assert isinstance(summary, Grid)
    pairs = [pair for advert in judged.adverts for reading in advert.readings for pair in reading.judged]
    assert len(summary.rows) == len(pairs)
    marks = [row[-1] for row in summary.rows]
    assert [cell[0].outcome for cell in marks if isinstance(cell, tuple) and isinstance(cell[0], Mark)] == [
        one.outcome for one in pairs
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_within_the_page_leads_to_a_section(language: Language) -> None:
    found = report(everything(), language)
    every = sections(found.sections)
    ids = [one.id for one in every]
    assert len(ids) == len(set(ids))
    linked = {
        word.to
        for one in every
        for part in one.parts
        for said in _texts(part)
        for word in ([] if isinstance(said, str) else said)
        if isinstance(word, Link)
    }
    assert {to[1:] for to in linked if to.startswith("#")} <= set(ids)
    assert any(to.startswith("https://") for to in linked)


def _texts(part: Part) -> list[Said]:
    match part:
        case Grid():
            return [cell for row in part.rows for cell in row if cell is not None]
        case Cards(cards):
            return [text for card in cards for text in (card.title, *(said for _, said in card.rows))]
        case _:
            said = getattr(part, "said", ())
            return list(said) if said and not isinstance(said[0], str) else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_verdict_rests_on_is_told(language: Language) -> None:
    said = markdown(everything(), language, AT)
    for figure in ("¥129.00", "2026-11-07", "¥149.00", "24.0%", "¥226.48", "1,088.82", "1,148.82"):
        assert figure in said
    assert ("第十九条第三项" in said, "art. 19(3)" in said) == (language == "zh", language == "en")
    assert "https://github.com/LawRefBook/Laws" in said
    assert __version__ in said
    assert "2026-11-22 12:00 +08:00" in said


def test_it_can_be_redone_from_what_it_says() -> None:
    judged = everything()
    parts = parts_of("en")
    (command,) = [part for part in parts if isinstance(part, Command)]
    assert command.text == " ".join(judged.again)
    hashes = [
        cell[0].text for part in parts if isinstance(part, Grid) for row in part.rows for cell in row if _code(cell)
    ]
    assert hashes == [one.sha256 for one in judged.inputs]


def _code(cell: Said | None) -> bool:
    return isinstance(cell, tuple) and isinstance(cell[0], Code)


def test_without_a_clock_only_the_version_is_said() -> None:
    said = markdown(everything(), "en")
    assert f"Worked out by promocalc {__version__}." in said
    assert said == markdown(everything(), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_that_all_claims_see_alike_are_in_one_table(language: Language) -> None:
    own = labels(language)
    tables = [part for part in parts_of(language) if isinstance(part, Grid) and part.caption == own.items]
    assert [len(table.rows) for table in tables] == [40]
    assert tables[0].rows[0][-1] == own.yes
    assert {row[-1] for row in tables[0].rows[1:]} == {own.no}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_and_every_kind_of_price_has_a_name(language: Language) -> None:
    own = labels(language)
    assert set(own.facts) == set(Facts.model_fields)
    assert set(own.kinds) == set(PRICE_KINDS)
    assert len(set(own.facts.values())) == len(own.facts)


# --- the picture ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_says_what_its_table_says(language: Language) -> None:
    pictures = [part for part in parts_of(language) if isinstance(part, Picture)]
    assert len(pictures) == 1
    picture = pictures[0]
    root = ElementTree.fromstring(picture.svg)
    names = {"s": "http://www.w3.org/2000/svg"}
    runs = root.findall("s:line[@class='seen']", names)
    assert len(runs) == len(picture.table.rows)
    drawn = " ".join(root.itertext())
    for shown in ("¥129.00", "¥149.00", "¥119.00", "cn-2022", "2026-11-11"):
        assert shown in drawn
    assert len(root.findall(".//s:path[@class='bracket']", names)) == 1


def test_nothing_is_drawn_on_days_on_which_nobody_looked() -> None:
    judged = told(advert_of("原价149元，现价119元", loaded("cn-2022"), (), Facts(start=START), history()), cart=False)
    picture = SeenView(judged.adverts[0], "en", str).picture("p")
    assert picture is not None
    root = ElementTree.fromstring(picture.svg)
    lines = root.findall("{http://www.w3.org/2000/svg}line[@class='seen']")
    spans = sorted((float(line.get("x1", "")), float(line.get("x2", ""))) for line in lines)
    bare = [(before[1], after[0]) for before, after in pairwise(spans) if after[0] > before[1]]
    assert len(bare) == 2  # two days in October and November, and the day before the sale


def test_days_that_are_looked_at_are_shown_where_nothing_was_seen_on_them() -> None:
    view = _seen(History.of([Observation(Span(START, START), 9_00)]))
    assert view.windows == ((Span(START - timedelta(days=7), START - timedelta(days=1)), ("cn-2022",)),)
    assert [one.kind for one in view.levels()] == ["compared", "asked"]


def test_one_price_on_one_day_after_the_other_is_one_row() -> None:
    days = [Observation(Span(START - timedelta(days=at), START - timedelta(days=at)), 10_00) for at in range(5, 0, -1)]
    view = _seen(History.of(days))
    assert [one.span.days for one in view.observations] == [5]
    gap = History.of([*days[:2], *days[3:]])
    assert [one.span.days for one in _seen(gap).observations] == [2, 2]


def test_prices_of_long_ago_are_left_out_and_that_is_said() -> None:
    old = Observation(Span(date(2020, 1, 1), date(2020, 1, 31)), 10_00)
    recent = Observation(Span(START - timedelta(days=3), START), 12_00)
    view = _seen(History.of([old, recent]))
    assert view.observations == (recent,)
    assert view.remarks() == (f"1 prices seen before {view.since} are not shown.",)
    ever = _seen(History.of([old, recent]), Lowest())
    assert ever.observations == (old, recent)
    assert ever.remarks() == ()


def _seen(history: History, claim: Off | Lowest | None = None) -> SeenView:
    said = claim or Off.model_validate({"rate": "10%"})
    facts = Facts(start=START, now=Decimal(9))
    judged = told(advert_of("x", loaded("cn-2022"), (said,), facts, history), cart=False)
    return SeenView(judged.adverts[0], "en", str)


# --- what an author wrote ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_author_wrote_opens_nothing_in_markdown(language: Language) -> None:
    said = markdown(told(*nasty(), cart=False), language, AT)
    assert "<script" not in said
    assert "](<javascript" not in said
    assert "](e)" not in said.replace("\\](e)", "")
    assert "\u202e" not in said
    widths = set()
    for row in said.splitlines():
        if row.startswith("|"):
            widths.add(re.sub(r"\\.", "", row).count("|") - 1)
        assert not row.startswith("# i")
    assert widths <= {2, 3, 4}


def test_a_table_in_markdown_has_as_many_cells_in_every_row() -> None:
    rows = [re.sub(r"\\.", "", row) for row in markdown(everything(), "zh", AT).splitlines()]
    for before, after in pairwise(rows):
        if before.startswith("|") and after.startswith("|"):
            assert before.count("|") == after.count("|"), after
