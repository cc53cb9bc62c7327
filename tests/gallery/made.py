"""Bad inputs that are no good as files of a repository: bytes that are no text, the very deep and the very large."""

from __future__ import annotations

import codecs

_BOOK = "rulebook: shop\ntitle: 天猫双11\nrules:\n  店铺券: {take: {of: 10}}\nprice: [店铺券]\n"

MADE: dict[str, bytes] = {
    "80-control-character.yaml": b"rulebook: shop\ntitle: Double\x0811\nrules: \x7f{}\n",
    "81-too-deep.yaml": b"rulebook: shop\nprice: " + b"[" * 200 + b"]" * 200 + b"\n",
    "82-too-deep-in-blocks.yaml": "".join(f"{'  ' * depth}a:\n" for depth in range(200)).encode(),
    "83-too-large.yaml": b"# " + b"x" * (5 * 1024 * 1024),
    "84-gb18030.yaml": _BOOK.encode("gb18030"),
    "85-gb18030-cut-short.yaml": _BOOK.encode("gb18030")[:27],
    "86-utf8-cut-short.yaml": _BOOK.encode()[:27],
    "87-utf8-with-mark-and-crlf.yaml": codecs.BOM_UTF8 + _BOOK.replace("\n", "\r\n").encode(),
    "88-utf16.yaml": _BOOK.encode("utf-16"),
    "89-utf16-cut-short.yaml": _BOOK.encode("utf-16")[:31],
    "90-null-character.yaml": _BOOK.replace("天猫", "天\0猫").encode(),
    "91-emoji-before-the-caret.yaml": _BOOK.replace("店铺券: {take", "店铺券: {title: 😀👍🏽é, take").encode(),
    "92-a-cart-too-long.csv": b"name,price\n" + b"a,1\n" * 10_001,
    "93-bytes.csv": bytes(range(256)),
}
