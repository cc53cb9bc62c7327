"""What a wording is said to need is in everything that it matches: leaving it out for a text changes nothing."""

from __future__ import annotations

import re

import pytest

from promocalc.claims.reading import en as reading_en
from promocalc.claims.reading import limits_en as reading_limits_en
from promocalc.claims.reading import limits_zh as reading_limits_zh
from promocalc.claims.reading import others as reading_others
from promocalc.claims.reading import zh as reading_zh
from promocalc.claims.reading.limits import Wording
from promocalc.claims.reading.ways import Rule
from promocalc.claims.reading.words import fold
from tests.unit.test_claim_reading import ONE_WAY, SEVERAL_CLAIMS, SEVERAL_WAYS
from tests.unit.test_claim_reading_kinds import ONE_CLAIM, SEVERAL
from tests.unit.test_claim_reading_limits import SAID

WORDINGS: tuple[Rule | Wording, ...] = (
    *reading_zh.RULES,
    *reading_others.CHINESE,
    *reading_limits_zh.PLAIN,
    *reading_limits_zh.COUNTED,
    *reading_en.RULES,
    *reading_others.ENGLISH,
    *reading_limits_en.PLAIN,
    *reading_limits_en.COUNTED,
)
TEXTS = tuple(
    fold(text).text for some in (ONE_WAY, SEVERAL_WAYS, SEVERAL_CLAIMS, ONE_CLAIM, SEVERAL, SAID) for text in some
)


@pytest.mark.parametrize("one", [one for one in WORDINGS if one.needs], ids=lambda one: one.said[:24])
def test_what_matches_has_what_is_needed(one: Rule | Wording) -> None:
    matched = [match[0] for text in TEXTS for match in one.pattern.finditer(text) if match[0]]
    assert all(set(said) & set(one.needs) for said in matched), matched


@pytest.mark.parametrize("one", [one for one in WORDINGS if one.needs], ids=lambda one: one.said[:24])
def test_without_what_is_needed_nothing_matches(one: Rule | Wording) -> None:
    without = re.compile(f"[{re.escape(one.needs)}]")
    for text in TEXTS:
        left = without.sub("\0", text)
        assert not any(match[0] for match in one.pattern.finditer(left)), (one.said, text)


def test_most_wordings_say_what_they_need() -> None:
    assert sum(bool(one.needs) for one in WORDINGS) > len(WORDINGS) // 2
