"""Every code block of both READMEs does what the README says."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from promocalc.engine import price
from promocalc.files.load import read_cart, read_rulebook

TOP = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")
REFERENCE = ("rules/README.md", "rules/README.zh.md")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the block right after it."""

    kind: str
    text: str
    following: str


def blocks(readme: str, kind: str) -> list[Block]:
    found = re.findall(r"^```(\w+)\n(.*?)^```$", (TOP / readme).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    texts = [*found, ("", "")]
    return [Block(one, text, texts[at + 1][1]) for at, (one, text) in enumerate(found) if one == kind]


def every(kind: str, pages: tuple[str, ...] = READMES) -> list[object]:
    return [pytest.param(block, id=f"{name}-{at}") for name in pages for at, block in enumerate(blocks(name, kind))]


@pytest.mark.parametrize("block", every("console", READMES + REFERENCE))
def test_a_command_prints_what_is_shown(block: Block) -> None:
    """``$ command``, then its output; ``...`` stands for lines left out."""
    command, *shown = block.text.rstrip("\n").split("\n")
    words = command.removeprefix("$ promocalc ").split()
    asked = [sys.executable, "-m", "promocalc", *words]
    ran = subprocess.run(asked, capture_output=True, encoding="utf-8", cwd=TOP, check=False)
    # An advertisement that fails says so by 1.
    assert ran.returncode == (1 if words[0] == "claim" else 0), ran.stderr
    at = 0
    for part in "\n".join(shown).split("..."):
        place = ran.stdout.find(part.strip("\n"), at)
        assert place >= 0, f"not printed:\n{part}"
        at = place + len(part.strip("\n"))


@pytest.mark.parametrize("readme", READMES)
def test_the_rulebook_and_the_cart_belong_together(readme: str) -> None:
    book, cart = (block.text for block in blocks(readme, "yaml"))
    got = price(read_cart(cart), read_rulebook(book))
    # 988.70 less 60 on the jacket, a coupon of 20, 50 for each of three whole 300 in 928.70, and 8.88 in the wallet.
    assert (got.marked, got.pay) == (98870, 74982)
    assert {step.rule for step in got.steps if step.deduction} == {
        "flash-sale", "store-coupon", "cross-store", "red-envelope"
    }  # fmt: skip


@pytest.mark.parametrize("block", every("python"))
def test_the_python_example_prints_what_is_shown(block: Block) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block.text, "README", "exec"), {})
    assert printed.getvalue() == block.following


@pytest.mark.parametrize("readme", READMES)
def test_two_commands_do_all_the_set_up_and_ci_runs_the_second(readme: str) -> None:
    start, test = (block.text.strip() for block in blocks(readme, "sh"))
    assert start.endswith(".venv/bin/promocalc")
    assert test in (TOP / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES + REFERENCE)
def test_every_link_into_the_project_leads_somewhere(readme: str) -> None:
    page = TOP / readme
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert link.startswith("http") or (page.parent / link).exists(), link


def test_both_readmes_show_the_same_files_and_the_same_python() -> None:
    english, chinese = READMES
    for kind in ("yaml", "python", "sh", "console"):
        assert len(blocks(english, kind)) == len(blocks(chinese, kind)) > 0
    for one, other in zip(blocks(english, "sh"), blocks(chinese, "sh"), strict=True):
        assert one.text == other.text
