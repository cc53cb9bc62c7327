"""How a report of verdicts looks: on a wide screen and a narrow one, light or dark, and on paper."""

from __future__ import annotations

_FONT = (
    'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", '
    '"Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)

STYLE = f"""
:root {{ color-scheme: light dark; --paper: #ffffff; --ink: #1f2328; --quiet: #57606a; --faint: #d8dce1;
  --shade: #f5f7f9; --link: #0b57a4; --holds: #1b6e3c; --fails: #a3123a; --cannot_tell: #6a5300; }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ --paper: #16191d; --ink: #e4e7eb; --quiet: #9aa3ae;
  --faint: #363c44; --shade: #1d2126; --link: #74b4ff; --holds: #7fd29b; --fails: #ff8fa6; --cannot_tell: #e3c067; }} }}
* {{ box-sizing: border-box; }}
html {{ background: var(--paper); color: var(--ink); font: 16px/1.55 {_FONT}; overflow-wrap: break-word; }}
body {{ margin: 0; }}
main {{ max-width: 56rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }}
h1, h2, h3 {{ line-height: 1.3; text-wrap: balance; }}
h1 {{ font-size: 1.7rem; margin: 0 0 1rem; }}
h2 {{ font-size: 1.3rem; margin: 2.5rem 0 0.8rem; padding-top: 0.8rem; border-top: 2px solid var(--faint); }}
h3 {{ font-size: 1.05rem; margin: 1.8rem 0 0.6rem; }}
p, ul, ol, dl {{ margin: 0.6rem 0; }}
ul, ol {{ padding-left: 1.5rem; }}
li {{ margin: 0.25rem 0; }}
a {{ color: var(--link); text-underline-offset: 0.15em; }}
a:focus-visible, [tabindex]:focus-visible {{ outline: 2px solid var(--link); outline-offset: 2px; }}
dl {{ display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1.2rem; }}
dt {{ color: var(--quiet); max-width: 15rem; }}
dd {{ margin: 0; grid-column: 2; }}
.over {{ font-weight: 600; margin-bottom: 0.2rem; }}
.note {{ border-left: 4px solid var(--faint); padding: 0.3rem 0 0.3rem 0.9rem; color: var(--quiet); }}
.tests {{ padding-left: 0; list-style-position: inside; }}
.tests > li {{ border: 1px solid var(--faint); border-radius: 6px; padding: 0.6rem 0.9rem; margin: 0.7rem 0; }}
.tests > li > .over {{ display: inline; }}
.mark {{ font-size: 0.92em; padding: 0.05em 0.45em; border-radius: 4px; border: 1px solid; white-space: nowrap; }}
.mark.holds {{ color: var(--holds); }}
.mark.fails {{ color: var(--fails); border-width: 2px; }}
.mark.cannot_tell {{ color: var(--cannot_tell); border-style: dashed; }}
.wide {{ overflow-x: auto; margin: 0.8rem 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: 0.95rem; font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; font-weight: 600; padding-bottom: 0.3rem; }}
.heard {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }}
th, td {{ text-align: left; vertical-align: top; padding: 0.35rem 0.7rem; border-bottom: 1px solid var(--faint); }}
thead th {{ background: var(--shade); border-bottom: 2px solid var(--faint); }}
tbody th {{ font-weight: 400; }}
table:has(code) tbody th {{ white-space: nowrap; }}
td a[href^="#"], time {{ white-space: nowrap; }}
.figure {{ text-align: right; white-space: nowrap; }}
figure {{ margin: 0.8rem 0; }}
figure svg {{ display: block; max-width: none; }}
figcaption {{ color: var(--quiet); font-size: 0.92rem; }}
code {{ font: 0.88em ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }}
pre {{ background: var(--shade); border: 1px solid var(--faint); border-radius: 6px; padding: 0.7rem 0.9rem;
  overflow-x: auto; white-space: pre-wrap; }}
@media (max-width: 36rem) {{
  html {{ font-size: 15px; }}
  main {{ padding: 1rem 0.9rem 2rem; }}
  dl {{ display: block; }}
  dd {{ margin: 0 0 0.5rem; }}
  table {{ font-size: 0.86rem; }}
  th, td {{ padding: 0.3rem; }}
  .mark {{ display: inline-block; white-space: normal; word-break: keep-all; padding: 0 0.25em; line-height: 1.3; }}
}}
@media print {{
  @page {{ size: A4; margin: 16mm 15mm 18mm; @bottom-center {{ content: counter(page) " / " counter(pages); }} }}
  html {{ font-size: 10.5pt; }}
  main {{ max-width: none; padding: 0; }}
  h2 {{ break-after: avoid; }}
  h3, caption, .over {{ break-after: avoid; }}
  h3 {{ break-inside: avoid; padding-top: 0.15rem; }}
  h3 .mark {{ display: inline-block; }}
  .tests > li, figure, tr, .note, pre {{ break-inside: avoid; }}
  .wide {{ overflow: visible; }}
  figure svg {{ max-width: 100%; height: auto; }}
  a {{ color: inherit; }}
  a[href^="http"]::after {{ content: " <" attr(href) ">"; font-size: 0.85em; overflow-wrap: anywhere; }}
  dl a[href^="http"]::after {{ content: none; }}
}}
"""
