"""The reference of files of claims names every key, every kind of claim and every fact, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from promocalc.claims.claim import KINDS
from promocalc.claims.document import Advertisement, ClaimFile
from promocalc.claims.facts import Facts

RULES = Path(__file__).parents[2] / "rules"


@pytest.mark.parametrize(("page", "heading"), [("README.md", "Files of claims"), ("README.zh.md", "宣称文件")])
def test_every_key_of_a_file_of_claims_is_told(page: str, heading: str) -> None:
    text = (RULES / page).read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    known = {word for quoted in re.findall(r"`([^`]+)`", text) for word in re.findall(r"\w+", quoted)}
    for model in (ClaimFile, Advertisement, Facts):
        assert set(model.model_fields) <= known, set(model.model_fields) - known
    for kind, claim in KINDS.items():
        (row,) = re.findall(rf"`\{{kind: {kind}\b([^}}]*)\}}`", text)
        assert set(re.findall(r"\w+", row)) == set(claim.model_fields) - {"kind"}
