"""As a process among others: pipes, signals, encodings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.harness import CART, PAYS, run, spawn

PYTHON = [sys.executable, "-m", "promocalc"]


def test_python_dash_m_is_the_command(cart: Path) -> None:
    ran = spawn("price", cart)
    assert (ran.code, ran.err) == (0, "")
    assert PAYS in ran.out


def test_a_cart_comes_through_a_pipe(shop: Path) -> None:
    assert PAYS in spawn("price", "-", "--rules", shop, stdin=CART.encode()).out


def test_a_reader_that_leaves_early_is_no_error() -> None:
    writer = subprocess.Popen([*PYTHON, "schema", "rulebook"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    err = writer.stderr.read()
    writer.stderr.close()
    assert (writer.wait(), err) == (141, b"")


def test_head_takes_one_line_in_silence(cart: Path) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m promocalc price "{cart}" | head -1', shell=True, capture_output=True, check=True
    )
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_told_in_one_line(cart: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PYTHON, "price", str(cart)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (4, 1)
    assert done.stderr.startswith(b"error: ")


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_is_exit_code_130_without_a_traceback() -> None:
    waiting = subprocess.Popen(
        [*PYTHON, "price", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.5)
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}]
)
def test_output_is_utf8_whatever_the_locale(cart: Path, env: dict[str, str]) -> None:
    ran = spawn("price", cart, "--lang", "zh", env=env)
    assert "羽绒服" in ran.out


def test_the_same_input_gives_the_same_bytes(cart: Path) -> None:
    assert spawn("price", cart, "--json", env={"PYTHONHASHSEED": "1"}) == spawn(
        "price", cart, "--json", env={"PYTHONHASHSEED": "2"}
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_the_program(shell: str) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "_PROMOCALC_COMPLETE" in ran.out


def complete(line: str) -> list[str]:
    """What bash would offer at the end of ``line``."""
    words = line.split(" ")
    asked = {"_PROMOCALC_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    return spawn(env=asked).out.split()


def test_shells_complete_commands_options_and_shipped_rulebooks() -> None:
    assert "plain,price" in complete("promocalc p")
    assert "plain,--persona" in complete("promocalc price --p")
    assert "plain,tmall-double11-2020" in complete("promocalc price x --rules tmall")
    assert "plain,show" in complete("promocalc rules s")
    assert {"plain,timeline", "plain,tui"} <= set(complete("promocalc t"))
    assert "plain,tmall-double11-2020" in complete("promocalc timeline x tmall")
    assert "plain,--returned-before" in complete("promocalc refund x --ret")
