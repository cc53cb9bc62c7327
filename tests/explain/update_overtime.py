"""``python -m tests.explain.update_overtime`` writes the expected texts anew; read the diff before keeping it."""

from __future__ import annotations

from pathlib import Path

from promocalc.explain.overtime import (
    compare,
    compare_json,
    protect,
    protect_json,
    refund,
    refund_json,
    timeline,
    timeline_json,
)
from promocalc.explain.overtime.calendar_words import CalendarWords
from promocalc.timeline import ics
from tests.explain.overtime import compared, fallen, presale, returned

GOLDEN = Path(__file__).parent / "golden_overtime"


def texts() -> dict[str, str]:
    """Every expected file and what it should hold."""
    ways, back, owed, several = presale(), returned(), fallen(), compared()
    return {
        "timeline.en.txt": timeline.text(ways, "en"),
        "timeline.zh.txt": timeline.text(ways, "zh"),
        "timeline.en.ascii.txt": timeline.text(ways, "en", width=60, ascii=True),
        "timeline.json": timeline_json.dumps(ways),
        "timeline.zh.ics": ics(ways.timeline, CalendarWords("zh")).decode().replace("\r\n", "\n"),
        "refund.en.txt": refund.text(back, "en"),
        "refund.zh.txt": refund.text(back, "zh"),
        "refund.json": refund_json.dumps(back),
        "protect.en.txt": protect.text(owed, "en"),
        "protect.zh.txt": protect.text(owed, "zh"),
        "protect.json": protect_json.dumps(owed),
        "compare.en.txt": compare.text(several, "en"),
        "compare.zh.txt": compare.text(several, "zh"),
        "compare.en.md": compare.markdown(several, "en"),
        "compare.json": compare_json.dumps(several, "en"),
    }


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, said in texts().items():
        (GOLDEN / name).write_text(said, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
