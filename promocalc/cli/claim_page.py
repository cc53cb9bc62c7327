"""The page and the options of ``promocalc claim``, as data."""

from __future__ import annotations

from typing import Any

import click

from promocalc.cli.complete import files, standard_names
from promocalc.cli.page import Switch
from promocalc.cli.price_page import AT, PERSONA, RULES
from promocalc.cli.words import Example, Page, Words

PAGE = Page(
    Words(
        "Is the advertised discount true, under which rule, and why.", "广告说的优惠是不是真的，按哪条规定，为什么。"
    ),
    Words(
        "WHAT is a file of claims, one that is shipped, or the sentence of an advertisement. A sentence is read in "
        "every way in which it can be read, and every reading is judged; --says states it instead. Standards are those "
        "named, else those of the jurisdiction in force on the day the reduction begins, else at --at, else today. "
        "Prices before it come from --history, or are stated. What nobody observed is not assumed: where something is "
        "missing, it is named.\n\n"
        "With --cart, the cheapest way over all of the cart's shoppers is set against the claim, with all that it "
        "takes, whatever the cart has chosen; with --catalogue, every item is. Options go before what the file says. "
        "A search that takes long says on a terminal how far it is; Ctrl-C stops it, and nothing is judged.\n\n"
        "Where nobody says whose standards or in which money, the page says which were taken. "
        "Exit codes: 0 every reading holds under every standard, be it only on what was seen (`provisional` in "
        "--json); 1 an advertisement fails in every way to read one of "
        "its parts; 3 the readings differ, or something is missing. This is no legal advice.",
        "“什么”可以是宣称文件、自带的宣称，或一句广告语。一句话有几种理解就逐一判断；--says 可直接写明。标准用所指定"
        "的，否则取该地在优惠开始之日施行的，没有则看 --at，再没有则看今天。之前的价格来自 --history，或直接写明。没有"
        "见到的不作假设：缺什么就说缺什么。\n\n"
        "有 --cart 时，拿购物车所有身份中最省的付法与宣称对照，不管购物车已选了什么，并列出所需的条件；有 --catalogue "
        "时逐件对照。选项优先于文件所写。搜索较久时，终端上会显示进度；按 Ctrl-C 停止，不作判断。\n\n"
        "没有写明按哪里的标准、用哪种货币时，页面会说明取了什么。退出码：0 每种理解按每个标准都成立（包括只就已见到的"
        "价格而言，--json 里会注明）；1 某条广告有一部分无论怎么理解都不成立；3 理解不同结论不同，或缺少事实。"
        "这不是法律意见。",
    ),
    (
        Example(
            "promocalc claim '原价169元，促销价50.70元' --reference 119",
            Words("a former price that was never asked", "虚构的原价"),
        ),
        Example(
            "promocalc claim 'half price' --jurisdiction UK --history prices.csv --start 2026-11-20",
            Words("against the prices of the weeks before", "与之前几周的价格对照"),
        ),
        Example(
            "promocalc claim '到手价1088元' --cart cart.yaml",
            Words("who pays so little, and what it takes", "谁能付到这个价，需要什么条件"),
        ),
        Example(
            "promocalc claim ads.claims.yaml -o report.html",
            Words("a report in one file, to read and to print", "一份单文件报告，可阅读、可打印"),
        ),
        Example("promocalc claim --standards", Words("which standards are shipped", "自带哪些标准")),
    ),
)
WHAT = Words("[WHAT]", "[什么]")

FORMATS = ("text", "markdown", "html", "json")

_REPEATED: dict[str, Any] = {"multiple": True}
_AMOUNT = Words("AMOUNT", "金额")
_DAY = Words("DAY", "日期")
_FILE = Words("FILE", "文件")

OWN = (
    Switch(
        ("--says",),
        Words(
            "What it claims, instead of reading its sentence. Repeatable.",
            "宣称的内容，代替对广告语的理解。可重复。",
        ),
        Words("'{kind: …}'", "'{kind: …}'"),
        _REPEATED,
    ),
    Switch(
        ("--standard",),
        Words(
            "Judge under this standard: a shipped name or a file. Repeatable.",
            "按这个标准判断：自带的名称或文件。可重复。",
        ),
        Words("NAME|FILE", "名称|文件"),
        {"multiple": True, "shell_complete": standard_names},
    ),
    Switch(
        ("--jurisdiction",),
        Words(
            "Judge under what is in force there: CN, EU, UK, US, US-CA, CA, AU, JP.",
            "按当地施行的标准判断：CN、EU、UK、US、US-CA、CA、AU、JP。",
        ),
        Words("CODE", "代码"),
    ),
    Switch(
        ("--currency",),
        Words("Of amounts, where no cart says it.", "金额的货币，没有购物车时用。"),
        Words("CODE", "代码"),
    ),
    Switch(("--start",), Words("The first day of the reduction: 2026-11-11.", "优惠的第一天：2026-11-11。"), _DAY),
    Switch(("--now",), Words("What anybody is asked now.", "现在任何人要付多少。"), _AMOUNT),
    Switch(
        ("--reference",),
        Words("The highest former price that was established.", "已查明的最高原价。"),
        _AMOUNT,
    ),
    Switch(
        ("--fact",),
        Words(
            "Anything else that is known: charged=49, reference_days=22. Repeatable.",
            "其他已知的事实：charged=49、reference_days=22。可重复。",
        ),
        Words("KEY=VALUE", "键=值"),
        _REPEATED,
    ),
    Switch(
        ("--history",),
        Words(
            "Earlier prices: date, price, kind; CSV, JSON or Parquet.",
            "之前的价格：日期、价格、类型；CSV、JSON 或 Parquet。",
        ),
        _FILE,
        {"shell_complete": files},
    ),
    Switch(
        ("--sku",),
        Words("Of several things in the history: this one.", "价格记录里有几种商品时：这一种。"),
        Words("SKU", "商品"),
    ),
    Switch(
        ("--channel",),
        Words("Of several channels in the history: this one.", "价格记录里有几个渠道时：这一个。"),
        Words("NAME", "名称"),
    ),
    Switch(
        ("--cart",),
        Words("The cart that it is about.", "宣称所说的购物车。"),
        Words("CART", "购物车"),
        {"shell_complete": files},
    ),
    Switch(
        ("--catalogue",),
        Words('The items in scope of "up to" and "everything".', "“低至”“全场”所指的商品清单。"),
        Words("CATALOGUE", "清单"),
        {"shell_complete": files},
    ),
    RULES,
    AT,
    PERSONA,
    Switch(
        ("--standards", "list_standards"),
        Words("List the shipped standards.", "列出自带的标准。"),
        settings={"is_flag": True},
    ),
    Switch(
        ("--format",),
        Words(
            "Form; else the ending of --output says it, else text. HTML is one file that needs nothing else.",
            "形式；不给则看 --output 的扩展名，再不然为 text。html 是单个文件，不依赖其他东西。",
        ),
        settings={"type": click.Choice(FORMATS), "default": None},
    ),
)
"""The options, but for how it is written."""
