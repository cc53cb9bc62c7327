"""The report as one HTML file: nothing an author wrote is markup, nothing is asked for, and Chinese is seen."""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from promocalc.explain.claim.html import html
from promocalc.explain.language import LANGUAGES, Language
from tests.explain.claim_example import everything, told
from tests.explain.test_claim_report import AT, nasty

VOID = {"meta"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Page(HTMLParser):
    """The elements of a page, each closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def written(language: Language) -> str:
    return html(everything(), language, AT)


def test_it_is_in_its_language_and_whole(language: Language, written: str) -> None:
    page = Page(written)
    assert page.all("html") == [{"lang": "zh-CN" if language == "zh" else "en"}]
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs in page.all("a"):
        to = attrs["href"]
        assert to[1:] in ids if to.startswith("#") else to.startswith(("https://", "http://"))


def test_every_table_has_a_caption_and_every_head_a_scope(written: str) -> None:
    page = Page(written)
    assert len(page.all("caption")) == len(page.all("table")) > 5
    assert all(attrs.get("scope") in ("col", "row", "rowgroup") for attrs in page.all("th"))


def test_every_place_of_every_table_belongs_to_one_cell(written: str) -> None:
    for table in written.split("<table>")[1:]:
        page = Page("<table>" + table.partition("</table>")[0] + "</table>")
        columns = sum(attrs["scope"] == "col" for attrs in page.all("th"))
        rows = len(page.all("tr")) - 1
        cells = [attrs for tag, attrs in page.tags if tag in ("td", "th") and attrs.get("scope") != "col"]
        assert sum(int(attrs.get("rowspan", 1)) for attrs in cells) == rows * columns


def test_nothing_in_it_asks_for_anything(written: str) -> None:
    page = Page(written)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.tags}
    assert not [attrs for _, attrs in page.tags if {"src", "srcset", "data", "action", "background"} & attrs.keys()]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    styles = written.split("<style>")[1:]
    assert not [one for one in styles if "url(" in one.partition("</style>")[0] or "@import" in one]
    policy = next(attrs["content"] for attrs in page.all("meta") if "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'; ")


def test_what_an_author_wrote_is_text(language: Language) -> None:
    plain = Page(html(told(*nasty(), cart=False), language, AT))
    assert not plain.all("script")
    assert not [name for _, attrs in plain.tags for name in attrs if name.startswith("on")]
    assert all(attrs["href"].startswith(("#", "https://")) for attrs in plain.all("a"))
    said = "".join(plain.text)
    assert "<script>x</script> [d](e) *f* evil" in said
    assert "&lt; </style>" in said
    assert not {"\u202e", "\u202c"} & set(said)


def test_a_verdict_is_said_in_words_and_has_a_shape_of_its_own(written: str) -> None:
    page = Page(written)
    kinds = {attrs["class"] for attrs in page.all("strong")}
    assert kinds == {"mark holds", "mark fails", "mark cannot_tell"}
    for rule in (".mark.fails { color: var(--fails); border-width: 2px; }", "border-style: dashed"):
        assert rule in written


# --- in a browser -----------------------------------------------------------------------------------------------------


def run(folder: Path, page: Path, *options: str) -> str:
    """What chromium prints of a page, with a profile of its own."""
    assert CHROMIUM is not None
    command = (CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", *options, page.as_uri())
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def asked_for(log: Path) -> set[str]:
    """Every address that a page asked for, by a log of the network; what the browser asks for itself is no page's."""
    found = json.loads(log.read_text(encoding="utf-8"))
    params = [event["params"] for event in found["events"] if "url" in event.get("params", {})]
    return {one["url"] for one in params if one.get("initiator", "not an origin") != "not an origin"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Somebody to ask."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


@browser
def test_a_browser_opens_it_and_no_request_leaves_it(tmp_path: Path, written: str, server: str) -> None:
    page, log = tmp_path / "report.html", tmp_path / "net.json"
    page.write_text(written, encoding="utf-8")
    shown = run(tmp_path, page, "--dump-dom", f"--log-net-log={log}")
    assert Page(shown.replace("<!DOCTYPE html>", "")).all("svg")
    assert asked_for(log) == set()
    # The same log would have shown a request: of a page that makes one, it does.
    page.write_text(f'<!doctype html><img src="{server}/picture.png">', encoding="utf-8")
    run(tmp_path, page, "--dump-dom", f"--log-net-log={log}")
    assert asked_for(log) == {f"{server}/picture.png"}


@browser
def test_its_policy_stops_what_would_be_asked_for(tmp_path: Path, server: str) -> None:
    written = html(everything(), "en", AT)
    page, log = tmp_path / "report.html", tmp_path / "net.json"
    smuggled = f'<img src="{server}/picture.png"><script>document.title = "ran"</script></body>'
    page.write_text(written.replace("</body>", smuggled), encoding="utf-8")
    shown = run(tmp_path, page, "--dump-dom", f"--log-net-log={log}")
    assert "<title>ran</title>" not in shown
    assert asked_for(log) == set()


_GLYPHS = """
<script>
const seen = new Set();
const font = getComputedStyle(document.querySelector("h1")).font;
for (const glyph of ["核", "验", "宣", "称", "成", "立", "\\u{10FFFD}"]) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  pen.font = font;
  pen.fillText(glyph, 4, 60);
  seen.add(pen.getImageData(0, 0, canvas.width, canvas.height).data.join());
}
document.title = "different: " + seen.size;
</script></body>
"""


@browser
def test_chinese_is_seen_and_no_boxes_in_its_place(tmp_path: Path) -> None:
    fonts = shutil.which("fc-list")
    if fonts is None or not subprocess.run((fonts, ":lang=zh-cn"), capture_output=True, check=True).stdout:
        pytest.skip("no font with Chinese characters is installed")
    written = html(everything(), "zh", AT)
    page = tmp_path / "report.html"
    opened = written.replace("default-src 'none';", "script-src 'unsafe-inline';")
    page.write_text(opened.replace("</body>", _GLYPHS), encoding="utf-8")
    assert "<title>different: 7</title>" in run(tmp_path, page, "--dump-dom")


@browser
def test_a_screenshot_of_it_shows_its_words(tmp_path: Path, written: str) -> None:
    page = tmp_path / "report.html"
    sizes = []
    for text in (written, written.replace("<main>", '<main style="visibility: hidden">')):
        shot = tmp_path / "shot.png"
        page.write_text(text, encoding="utf-8")
        run(tmp_path, page, f"--screenshot={shot}", "--window-size=400,1200")
        data = shot.read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (400, 1200)
        sizes.append(len(data))
    assert sizes[0] > 5 * sizes[1]
