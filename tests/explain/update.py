"""``python -m tests.explain.update`` writes the expected texts anew; read the diff before keeping it."""

from __future__ import annotations

from pathlib import Path

from promocalc.explain.receipt.as_json import dumps
from promocalc.explain.receipt.markdown import markdown
from promocalc.explain.receipt.text import text
from tests.explain.bundle import bundle
from tests.explain.example import example
from tests.explain.presale import presale

GOLDEN = Path(__file__).parent / "golden"


def texts() -> dict[str, str]:
    """Every expected file and what it should hold."""
    told, wide, early = example(), bundle(), presale()
    return {
        "receipt.en.txt": text(told, "en"),
        "receipt.zh.txt": text(told, "zh"),
        "receipt.en.ascii.txt": text(told, "en", width=60, ascii=True),
        "receipt.zh.wide.txt": text(told, "zh", width=120),
        "report.en.md": markdown(told, "en"),
        "report.zh.md": markdown(told, "zh"),
        "receipt.json": dumps(told),
        "bundle.en.txt": text(wide, "en"),
        "bundle.zh.txt": text(wide, "zh"),
        "bundle.en.md": markdown(wide, "en"),
        "bundle.zh.md": markdown(wide, "zh"),
        "bundle.json": dumps(wide),
        "presale.en.txt": text(early, "en"),
        "presale.zh.txt": text(early, "zh"),
        "presale.en.md": markdown(early, "en"),
        "presale.zh.md": markdown(early, "zh"),
        "presale.json": dumps(early),
    }


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, said in texts().items():
        (GOLDEN / name).write_text(said, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
