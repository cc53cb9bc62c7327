"""哪里错了、该怎么改：简体中文。What is wrong, and what to do about it, in Simplified Chinese."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from promocalc import problems as p
from promocalc.explain.troubles import YUAN, OfCase, OfFile, OfProgramme, OfShape, OfValue, OfWriting

_KINDS: dict[p.Kind, str] = {
    "text": "文本",
    "number": "数字",
    "whole": "整数",
    "yes_no": " true 或 false",
    "list": "列表",
    "mapping": "键值对（“键: 值”）",
    "list_or_mapping": "列表或键值对（“键: 值”）",
    "words": "一个词或一列词",
}
_MARKED = {"[…]": "一个列表", "{…}": "一组键值对"}
_COUNTED = {"readings": "种读法", "alternatives": "种组合", "exclusions": "条互斥规定", "lines": "行商品"}
_PERS = {"order": "订单", "store": "店铺", "line": "商品行", "piece": "件"}
_COLUMNS = {"title": "商品名称（name）", "unit_price": "单价（price）"}


def message(trouble: p.Trouble) -> str:
    """哪里错了，并写出出错的值。"""
    if isinstance(trouble, OfFile):
        return _of_file(trouble)
    if isinstance(trouble, OfWriting):
        return _of_writing(trouble)
    if isinstance(trouble, OfShape):
        return _of_shape(trouble)
    if isinstance(trouble, OfValue):
        return _of_value(trouble)
    if isinstance(trouble, OfProgramme):
        return _of_programme(trouble)
    if isinstance(trouble, OfCase):
        return _of_case(trouble)
    assert_never(trouble)


def _of_file(trouble: OfFile) -> str:
    match trouble:
        case p.FileMissing(name):
            return f"找不到文件“{name}”"
        case p.FileUnreadable(name, reason):
            return f"无法读取“{name}”：{reason}"
        case p.WrongEncoding(at):
            return f"第 {at + 1} 个字节不是 UTF-8、UTF-16 或 GB18030 文字"
        case p.FileTooLarge(size, limit):
            return f"文件太大：{_size(size)}，最多读取 {_size(limit)}"
        case p.EmptyFile():
            return "文件里除了空白和注释什么也没有"
        case p.UnknownRulebook(name):
            return f"没有名为“{name}”的规则书：既没有这个文件，也不是自带的"
        case p.CircularExtends(chain):
            return f"这些规则书互相继承，绕成了圈：{' → '.join(chain)}"
        case p.NoRulebook():
            return "购物车没有写明用哪本规则书，也没有另外指定"
        case p.NoHeader(missing):
            return f"表格里没有这些列：{'、'.join(_COLUMNS.get(column, column) for column in missing)}"
        case p.ColumnCount(got, wanted):
            return f"这一行有 {got} 格，应有 {wanted} 格"
        case _:
            assert_never(trouble)


def _of_writing(trouble: OfWriting) -> str:
    match trouble:
        case p.BadSyntax("unclosed", _, opened):
            return f"第 {opened} 行的引号或括号没有闭合"
        case p.BadSyntax("tab"):
            return "这一行用制表符（Tab）缩进"
        case p.BadSyntax("indent"):
            return "缩进与上面各行对不上"
        case p.BadSyntax("colon"):
            return "这里读不出“键: 值”"
        case p.BadSyntax("character", detail):
            shown = detail if detail.startswith("U+") else f"“{detail}”"
            return f"这里不能出现字符 {shown}"
        case p.BadSyntax(_, detail):
            return f"这里不合 YAML 语法（{detail}）"
        case p.TooDeep(limit):
            return f"嵌套超过 {limit} 层"
        case p.SeveralDocuments():
            return "从这里开始是第二个文档"
        case p.DuplicateKey(key, line):
            return f"“{key}”写了两次，第一次在第 {line} 行"
        case p.AnchorUsed(name):
            return f"不支持锚点、别名和合并键（“{name}”）"
        case p.TagUsed(tag):
            return f"不支持标签（“{tag}”）"
        case p.KeyNotText():
            return "键必须是文本，这里却是列表或键值对"
        case _:
            assert_never(trouble)


def _of_shape(trouble: OfShape) -> str:
    match trouble:
        case p.UnknownKey(key):
            return f"不认识的键“{key}”"
        case p.MissingKey(key):
            return f"缺少“{key}”"
        case p.MissingOneOf(keys):
            return f"{_listed(keys)}之中要写一个"
        case p.TooManyKeys(keys):
            return f"{_listed(keys)}之中只能写一个"
        case p.WrongKind("null" | "", wanted):
            return f"这里是空的，应当是{_KINDS[wanted]}"
        case p.WrongKind(value, wanted):
            return f"这里应当是{_KINDS[wanted]}，却是{_MARKED.get(value, f'“{value}”')}"
        case p.EmptyList():
            return "这里是空的，至少要有一项"
        case p.UnknownWord(value, allowed):
            return f"“{value}”不在可选的词里：{'、'.join(allowed)}"
        case p.BadName(name, "reserved"):
            return f"“{name}”是规则语言自己的词，不能用作名称"
        case p.BadName(_, "empty"):
            return "缺少名称"
        case p.BadName(name):
            return f"“{name}”不能用作名称：名称里不能有空格和符号"
        case _:
            assert_never(trouble)


def _of_value(trouble: OfValue) -> str:
    match trouble:
        case p.NotAnAmount(value, reason):
            return _not_an_amount(value, reason)
        case p.NotARate(value):
            return f"“{value}”不是 0% 到 100% 之间的比例"
        case p.TooFine(value, currency, digits):
            decimals = "没有小数" if not digits else f"只有 {digits} 位小数"
            return f"{value} 的小数位太多：{currency} {decimals}"
        case p.OutOfRange(value, low, high):
            return f"{value} 超出范围：{_range(low, high)}"
        case p.NotAMoment(value, True):
            return f"“{value}”没有写明时区"
        case p.NotAMoment(value):
            return f"“{value}”不是日期和时间"
        case p.UnknownZone(value):
            return f"没有名为“{value}”的时区"
        case p.WindowEndsFirst(start, end):
            return f"时段还没开始（{start}）就结束了（{end}）"
        case p.UnknownCurrency(code):
            return f"没有名为“{code}”的货币"
        case p.RateEvery(value):
            return f"比例不能用 every 重复（{value}）"
        case p.BadView(text):
            return f"“{text}”不是若干栏目之和"
        case _:
            assert_never(trouble)


def _not_an_amount(value: str, reason: str) -> str:
    match reason:
        case "empty":
            return "缺少金额"
        case "rate":
            return f"“{value}”是比例，这里只能写金额"
        case "clock":
            return f"“{value}”是钟点，不是金额"
        case "float":
            return f"{value} 是二进制浮点数，不精确"
        case "infinite":
            return f"“{value}”不是金额：没有东西值这么多"
        case _:
            return f"“{value}”不是金额"


def _of_programme(trouble: OfProgramme) -> str:
    match trouble:
        case p.UnknownRule(name):
            return f"没有名为“{name}”的规则"
        case p.UnusedRule(name):
            return f"规则“{name}”没有写进 price"
        case p.RepeatedRule(name):
            return f"规则“{name}”在 price 里出现了第二次"
        case p.UnknownName(name):
            return f"“{name}”既不是栏目，也不是标签或规则"
        case p.NotYet(name, "label"):
            return f"标签“{name}”在后面，这里还看不到"
        case p.NotYet(name):
            return f"规则“{name}”在后面，这里还看不到"
        case p.RepeatedLabel(name):
            return f"标签“{name}”已被别的标签或规则占用"
        case p.ReadingsDiffer(reading, missing, extra):
            lacks = f"少了{_listed(missing)}" if missing else ""
            has = f"多了{_listed(extra)}" if extra else ""
            return f"各种读法必须包含同样的规则：“{reading}”{'，'.join(part for part in (lacks, has) if part)}"
        case p.TooMany(what, count, limit):
            return f"{count} {_COUNTED[what]}太多，无法逐一计算；上限是 {limit}"
        case p.CountedInside(rule, per):
            return f"“{rule}”是优惠券、余额或加价，却写在了按{_PERS.get(per, per)}比较的备选里"
        case p.OnlyPerOrder(per):
            return f"at_most 大于 1 时只能按订单比较，不能按{_PERS.get(per, per)}比较"
        case _:
            assert_never(trouble)


def _of_case(trouble: OfCase) -> str:
    match trouble:
        case p.CurrencyMismatch(cart, rulebook):
            return f"购物车用 {cart}，规则书用 {rulebook}"
        case p.RepeatedLine(id):
            return f"有两行商品的 id 都是“{id}”"
        case p.UnknownPersona(name):
            return f"购物车里没有名为“{name}”的顾客"
        case p.UnknownChoice(name):
            return f"“{name}”没有什么可选的"
        case p.TooManyChosen(names, at_most):
            return f"选了{_listed(names)}，最多只能选 {at_most} 个"
        case p.ChosenExcluded((one, other)):
            return f"“{one}”和“{other}”互斥，却都选了"
        case _:
            assert_never(trouble)


# --- 怎么改 -------------------------------------------------------------------------------------------------------


def advice(trouble: p.Trouble) -> str | None:
    """该怎么改；错误说明已经足够时为 None。"""
    if isinstance(trouble, OfFile):
        return _file_advice(trouble)
    if isinstance(trouble, OfWriting):
        return _writing_advice(trouble)
    if isinstance(trouble, OfShape):
        return _shape_advice(trouble)
    if isinstance(trouble, OfValue):
        return _value_advice(trouble)
    if isinstance(trouble, OfProgramme):
        return _programme_advice(trouble)
    if isinstance(trouble, OfCase):
        return _case_advice(trouble)
    assert_never(trouble)


def _file_advice(trouble: OfFile) -> str | None:
    match trouble:
        case p.FileMissing(_, near) | p.UnknownRulebook(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownRulebook():
            return "用 promocalc rules 查看自带的规则书"
        case p.WrongEncoding():
            return "请把文件存为 UTF-8；也可能是文件被截断了"
        case p.CircularExtends():
            return "让其中一本不再继承"
        case p.NoRulebook():
            return "在购物车里加上 rulebook: 名称"
        case p.NoHeader():
            return "第一行写列名（商品名称、店铺、单价、数量），或者每行都按这个顺序写"
        case p.ColumnCount():
            return '文字里有分隔符时加引号："袜子，五双装"'
        case _:
            return None


def _writing_advice(trouble: OfWriting) -> str | None:
    match trouble:
        case p.BadSyntax("unclosed"):
            return "在同一行里闭合"
        case p.BadSyntax("tab"):
            return "请用空格缩进"
        case p.BadSyntax("indent"):
            return "让这一行与它同级的那一项对齐"
        case p.BadSyntax("colon"):
            return "每个键后面是半角冒号加空格（不是：）；文字里有冒号时加引号"
        case p.BadSyntax("character", detail) if detail.startswith("U+"):
            return "请删掉：这是编辑器里看不见的控制字符"
        case p.BadSyntax("character", detail) if detail.startswith("\\"):
            return "双引号里的反斜杠有特殊含义，请改用单引号"
        case p.BadSyntax():
            return "把整段文字放进引号里"
        case p.SeveralDocuments():
            return "请另存为一个文件，或删掉“---”"
        case p.DuplicateKey():
            return "请只保留一个"
        case p.AnchorUsed():
            return "请直接写出来；所有规则共同的部分可以写在 defaults 里"
        case p.TagUsed():
            return "请删掉标签"
        case p.KeyNotText():
            return "文字里有括号时加引号"
        case p.TooDeep():
            return None
        case _:
            assert_never(trouble)


def _shape_advice(trouble: OfShape) -> str | None:
    match trouble:
        case p.UnknownKey(key) if "：" in key or ":" in key:
            return "键后面是半角冒号加空格（不是：），如 off: 60"
        case p.UnknownKey(key) if key.replace(".", "", 1).isdecimal():
            return "带逗号的数字要加引号：'1,299.00'"
        case p.UnknownKey(_, _, near) | p.UnknownWord(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownKey("name", known) if "title" in known and "take" in known:
            return "规则的名称就是它的键；给人看的名称写在 title 里"
        case p.UnknownKey(_, known) if known:
            return f"这里可以写：{'、'.join(known)}"
        case p.WrongKind(_, "yes_no"):
            return "写 true 或 false，不加引号"
        case p.WrongKind(_, "whole"):
            return "只写数字，如 3"
        case p.WrongKind(_, "mapping" | "list"):
            return "可能是缩进不对，或少了“-”或“: ”"
        case p.BadName(_, "reserved" | "characters"):
            return "用“-”连接字母、汉字和数字：store-coupon、店铺券"
        case _:
            return None


def _value_advice(trouble: OfValue) -> str | None:
    match trouble:
        case p.NotAnAmount(value, reason):
            return _amount_advice(value, reason)
        case p.NotARate():
            return "写 15%，或写 8.5折 表示付原价的 85%"
        case p.NotAMoment(value, True):
            return f"加上时差：{value}+08:00"
        case p.NotAMoment():
            return '写成 2020-11-11T00:00:00+08:00；每天的钟点写成 "20:00"'
        case p.UnknownCurrency(code) if code.upper() in YUAN:
            return _did_you_mean("CNY")
        case p.UnknownZone(_, near) | p.UnknownCurrency(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownZone():
            return "写成 Asia/Shanghai 这样的名称"
        case p.UnknownCurrency():
            return "写 ISO 货币代码：CNY、EUR、JPY"
        case p.RateEvery():
            return "改写金额：{off: 40, every: 300}；或去掉 every"
        case p.BadView():
            return "词与词之间写加减号，两边留空格：running - paid；pieces 只能单独写"
        case _:
            return None


def _amount_advice(value: str, reason: str) -> str | None:
    match reason:
        case "exponent":
            return f"请完整写出：{Decimal(value):f}" if len(value) < 9 else "请完整写出"
        case "clock":
            return f"请写 {value.replace(':', '.', 1)}"
        case "leading_zero" if value.isdecimal():
            return f"请写 {value.lstrip('0') or '0'}"
        case "grouping":
            return "请写 1000、1,000 或 1000.50"
        case "float":
            return '请传入文本或 Decimal："0.10"'
        case "infinite":
            return "没有上限时请去掉这个键"
        case "rate":
            return None
        case _:
            return "请写数字：50 或 49.90"


def _programme_advice(trouble: OfProgramme) -> str | None:
    match trouble:
        case p.UnknownName(name, near) if near is not None and near in name.split("-"):
            return f"加减号两边要留空格：{name.replace('-', ' - ')}"
        case p.UnknownRule(_, near) | p.UnknownName(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnusedRule(name):
            return f"在 price 里写明“{name}”何时生效，或删掉它"
        case p.RepeatedRule():
            return "一条规则只生效一次；第二次请另起名称"
        case p.NotYet():
            return "规则只看得到 price 里排在它前面的内容"
        case p.RepeatedLabel():
            return "请给标签另起名称"
        case p.CountedInside():
            return "请按订单比较，或把它移出备选：它不属于其中任何一项"
        case _:
            return None


def _case_advice(trouble: OfCase) -> str | None:
    match trouble:
        case p.UnknownPersona(_, _, near) | p.UnknownChoice(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownPersona(_, known) | p.UnknownChoice(_, known) if known:
            return f"可以写：{'、'.join(known)}"
        case p.RepeatedLine():
            return "请给每行不同的 id，或都不写"
        case _:
            return None


# --- 用词 ---------------------------------------------------------------------------------------------------------


def _did_you_mean(near: str) -> str:
    return f"是不是“{near}”？"


def _listed(words: tuple[str, ...]) -> str:
    return "、".join(f"“{word}”" for word in words)


def _range(low: str | None, high: str | None) -> str:
    least = f"最小 {low}" if low is not None else ""
    most = f"最大 {high}" if high is not None else ""
    return "，".join(bound for bound in (least, most) if bound)


def _size(size: int) -> str:
    return f"{size / 1048576:.1f} MiB"
