"""错了该怎么改：简体中文。What to do about what is wrong, in Simplified Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc import problems as p
from promocalc.explain.problems.days_meant import days_meant, serial_day
from promocalc.explain.problems.troubles import (
    FEBRUARY,
    YUAN,
    OfCase,
    OfFile,
    OfLine,
    OfProgramme,
    OfShape,
    OfTime,
    OfValue,
    OfWriting,
    clock_only,
    day_only,
    no_such_day,
    no_such_time,
    with_point,
    written_out,
)


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
    if isinstance(trouble, OfTime):
        return _time_advice(trouble)
    if isinstance(trouble, OfLine):
        return _line_advice(trouble)
    assert_never(trouble)


def _file_advice(trouble: OfFile) -> str | None:
    match trouble:
        case p.FileMissing(_, near) | p.UnknownRulebook(_, near) | p.UnknownStandard(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownStandard():
            return "用 promocalc claim --standards 查看自带的标准"
        case p.UnknownRulebook():
            return "用 promocalc rules 查看自带的规则书"
        case p.WrongDocument("rulebook", name):
            return f"按它给购物车计价：promocalc price 购物车 --rules {name}"
        case p.WrongDocument(_, name):
            return f"给它指定规则书来计价：promocalc price {name} --rules 名称"
        case p.WrongEncoding():
            return "请把文件存为 UTF-8；也可能是文件被截断了"
        case p.CircularExtends():
            return "让其中一本不再继承"
        case p.NoRulebook(True):
            return "用 --rules 名称|文件 指定；promocalc rules 列出自带的规则书"
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
        case p.BadSyntax():
            return _syntax_advice(trouble)
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


def _syntax_advice(trouble: p.BadSyntax) -> str:
    match trouble:
        case p.BadSyntax("unclosed"):
            return "在同一行里闭合"
        case p.BadSyntax("bracket", close):
            return f"缺少与它配对的“{close}”"
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
        case _:
            return "把整段文字放进引号里"


def _shape_advice(trouble: OfShape) -> str | None:
    match trouble:
        case p.UnknownKey(key) if "：" in key or ":" in key:
            return "键后面是半角冒号加空格（不是：），如 off: 60"
        case p.UnknownKey(key) if key.replace(".", "", 1).isdecimal():
            return "带逗号的数字要加引号：'1,299.00'"
        case p.UnknownKey("give", ("from", "off")):
            return "要以后返还，请写明返什么：{tiers: [{from: 100, give: 10}], in: cash}"
        case p.UnknownKey(_, _, near) | p.UnknownWord(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownKey("below", known) if "at_most" in known:
            return "这里没有 below：不到 100 就是至多 99.99，请写 at_most: 99.99"
        case p.UnknownKey("name", known) if "title" in known and "take" in known:
            return "规则的名称就是它的键；给人看的名称写在 title 里"
        case p.UnknownKey(_, known) if known:
            return f"这里可以写：{'、'.join(dict.fromkeys(known))}"
        case p.WrongKind(_, "yes_no"):
            return "写 yes 或 no（true、false 也行），不加引号"
        case p.WrongKind(_, "cart"):
            return "购物车是含有 lines: 的 YAML，或每行一件商品的表格：商品, 店铺, 单价, 数量"
        case p.WrongKind(_, "tiers"):
            return "写成列表：[{from: 100, off: 10}, {from: 200, off: 25}]"
        case p.WrongKind(_, "whole"):
            return "只写数字，如 3"
        case p.WrongKind(_, "mapping" | "list"):
            return "可能是缩进不对，或少了“-”或“: ”"
        case p.MissingKey() | p.BadName():
            return _key_advice(trouble)
        case _:
            return None


def _key_advice(trouble: p.MissingKey | p.BadName) -> str | None:
    match trouble:
        case p.MissingKey("channel" | "sku" | "currency" as key, allowed) if allowed:
            return f"选定一个：--{key} {allowed[0]}；宣称文件里写 {key}: {allowed[0]}"
        case p.MissingKey(key, allowed) if allowed:
            return f"写上 {key}: {' / '.join(allowed)}"
        case p.MissingKey("from: all"):
            return "它限制各组合计选取的件数；要限制组数，请写 sets: {of: 3, at_most: 1}"
        case p.MissingKey("in: points"):
            return "worth 写明每积分值多少"
        case p.MissingKey("if_promised"):
            return "请写明要发生什么：if_promised: 好评"
        case p.BadName("line.", "reserved"):
            return "写 line.名称，并在商品的 attributes 里写上这个名称"
        case p.BadName(name, "reserved") if name.startswith("line."):
            return "商品自带的数可以写在 take、cap、floor 和 tax 的 rate 里"
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
        case p.NotAMoment(value) if day_only(value) and no_such_day(value) is None:
            return f"只有日期还不够，请加上时间和时差：{value.strip()}T00:00+08:00"
        case p.NotAMoment(value):
            return _moment_advice(value)
        case p.NotADay(value, in_table):
            return _day_advice(value, in_table=in_table)
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


def _moment_advice(value: str) -> str:
    match no_such_day(value):
        case (_, month, 0):
            return f"一年有 12 个月，没有 {month} 月"
        case (year, month, days):
            return f"{year} 年 2 月有 {days} 天" if month == FEBRUARY else f"{month} 月有 {days} 天"
        case _ if no_such_time(value):
            return "一天的时刻从 00:00 到 23:59；一天结束写次日的 00:00"
        case _ if clock_only(value):
            return f'加上日期和时差：2020-11-11T{value.strip():0>5}+08:00；每天的钟点写 hours: {{from: "20:00"}}'
        case _ if not any(character.isdecimal() for character in value):
            return "不认文字：请写出日期、时间和时差，如 2020-11-11T00:00:00+08:00"
        case _:
            return "写成 2020-11-11T00:00:00+08:00"


def _day_advice(value: str, *, in_table: bool) -> str:
    excel = "；Excel 里：设置单元格格式 > 自定义 > yyyy-mm-dd" if in_table else ""
    serial, meant = serial_day(value), days_meant(value)
    if serial is not None and in_table:
        return f"表格软件用这样的数存日期，这里可能是 {serial.isoformat()}{excel}，改好后再保存"
    if len(meant) == 1:
        return f"请先写年份：{meant[0].isoformat()}{excel}"
    if meant:
        return f"请先写年份：日在前就写 {meant[0].isoformat()}，月在前就写 {meant[1].isoformat()}{excel}"
    return "写成 2026-11-11 这样的日期"


def _amount_advice(value: str, reason: str) -> str | None:
    match reason:
        case "exponent":
            whole = written_out(value)
            return "请完整写出" if whole is None else f"请完整写出：{whole}"
        case "clock":
            return f"请写 {value.replace(':', '.', 1)}"
        case "leading_zero" if value.isdecimal():
            return f"请写 {value.lstrip('0') or '0'}"
        case "grouping":
            point = with_point(value)
            return "请写 1000、1,000 或 1000.50" if point is None else f"请写 {point}"
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
        case p.NotInConsume(what) if what.endswith(")") and not what.endswith("(deposit)"):
            return "让规则按整单计算（per: order），或移到外面"
        case p.NotInConsume(what):
            return "请移到外面" if what.endswith(")") else "请移到外面，或把其中的规则依次写出"
        case p.PointsInView():
            return "请去掉它，或改为返金额（in: cash）"
        case _:
            return None


def _case_advice(trouble: OfCase) -> str | None:
    match trouble:
        case p.UnknownPersona(_, _, near) | p.UnknownChoice(_, _, near) | p.UnknownHolding(_, _, _, near) if near:
            return _did_you_mean(near)
        case p.UnknownPersona(_, known) | p.UnknownChoice(_, known) | p.UnknownHolding(_, _, known) if known:
            return f"可以写：{'、'.join(known)}"
        case p.LinesDisagree(_, attribute):
            return f"请分开计算（each: line 或 per: line），或让它们的 {attribute} 一致"
        case p.OtherMoney("price", got, _):
            return f"不同货币的价格从不混用：每种货币一个文件；要按 {got} 判断，用 --currency {got}"
        case p.OtherMoney(_, got, wanted):
            return f"把价格改为 {wanted}；若都是 {got}，用 --currency {got}（文件里写 currency: {got}）"
        case p.RepeatedLine():
            return "请给每行不同的 id，或都不写"
        case _:
            return None


def _time_advice(trouble: OfTime) -> str | None:
    match trouble:
        case p.BalanceOpensFirst() | p.BalanceClosesFirst():
            return "when 里的时段是付定金的，balance 是付尾款的；请核对日期、年份和时差"
        case p.CountsLess():
            return "counts 写定金一共抵多少，如 {deposit: 50, counts: 100}；不多抵就去掉它"
        case p.BalanceOutside():
            return "去掉 balance_at，就按尾款开始支付时付款"
        case p.BalanceTooEarly():
            return "at 是付定金的时刻，balance_at 是付尾款的时刻"
        case p.NoDepositOpen():
            return "at 是付定金的时刻；不付定金直接买，就去掉 balance_at"
        case p.WindowsApart((*_, last)):
            return f"请分开下单，或放弃一笔定金：choices: {{skip: [{last}]}}"
        case p.ReceivedBeforePaid():
            return "预售商品在付清尾款后才到：balance_at 是付尾款的时刻，received 是收货的时刻"
        case p.TooEarly():
            return "请核对日期、年份和时差"
        case p.FeesOutOfOrder():
            return "按时间先后写，先结束的在前"
        case _:
            return None


def _line_advice(trouble: OfLine) -> str | None:
    match trouble:
        case p.UnknownLine(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownLine(_, known) if known:
            return f"可以写：{'、'.join(known)}"
        case p.TooManyReturned(line, _, left, True):
            return f"按标价最多还剩 {left}；要全退，请写 --return {line}"
        case p.TooManyReturned():
            return "不写数量，就退掉剩下的全部"
        case p.MoreThanPaid():
            return "因别的原因已退的也算在内；请核对金额和商品"
        case p.NotByLine(_, example):
            return f"请写成“商品=数值”：{example}"
        case _:
            return None


def _did_you_mean(near: str) -> str:
    return f"是不是“{near}”？"
