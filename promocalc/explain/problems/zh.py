"""哪里错了：简体中文。What is wrong, in Simplified Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc import problems as p
from promocalc.explain.problems.troubles import OfCase, OfFile, OfLine, OfProgramme, OfShape, OfTime, OfValue, OfWriting

_KINDS: dict[p.Kind, str] = {
    "text": "文本",
    "number": "数字",
    "whole": "整数",
    "yes_no": " true 或 false",
    "list": "列表",
    "mapping": "键值对（“键: 值”）",
    "list_or_mapping": "列表或键值对（“键: 值”）",
    "words": "一个词或一列词",
    "cart": "购物车",
    "tiers": "一列档位",
}
_MARKED = {"[…]": "一个列表", "{…}": "一组键值对"}
_COUNTED = {"readings": "种读法", "alternatives": "种组合", "exclusions": "条互斥规定", "lines": "行商品"}
_PERS = {"order": "订单", "store": "店铺", "line": "商品行", "piece": "件"}
_VALUES_SHOWN = 5
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
    if isinstance(trouble, OfTime):
        return _of_time(trouble)
    if isinstance(trouble, OfLine):
        return _of_line(trouble)
    assert_never(trouble)


def _of_file(trouble: OfFile) -> str:
    match trouble:
        case p.FileMissing(name):
            return f"找不到文件“{name}”"
        case p.FileUnreadable(name, reason):
            return f"无法读取“{name}”：{reason}"
        case p.FileNotWritten(name, reason):
            return f"无法写入“{name}”：{reason}"
        case p.WrongDocument(got, name):
            is_, wanted = ("规则书", "购物车") if got == "rulebook" else ("购物车", "规则书")
            return f"“{name}”是{is_}，这里要的是{wanted}"
        case p.WrongEncoding(at):
            return f"第 {at + 1} 个字节不是 UTF-8、UTF-16 或 GB18030 文字"
        case p.FileTooLarge(size, limit):
            return f"文件太大：{_size(size)}，最多读取 {_size(limit)}"
        case p.EmptyFile():
            return "文件里除了空白和注释什么也没有"
        case p.UnknownRulebook(name):
            return f"没有名为“{name}”的规则书：既没有这个文件，也不是自带的"
        case p.UnknownStandard(name):
            return f"没有名为“{name}”的标准：既没有这个文件，也不是自带的"
        case p.CircularExtends(chain):
            return f"这些规则书互相继承，绕成了圈：{' → '.join(chain)}"
        case p.NoRulebook(table):
            return f"{'表格里写不了规则书' if table else '购物车没有写明用哪本规则书'}，也没有另外指定"
        case p.NoHeader(missing):
            return f"表格里没有这些列：{'、'.join(_COLUMNS.get(column, column) for column in missing)}"
        case p.ColumnCount(got, wanted):
            return f"这一行有 {got} 格，应有 {wanted} 格"
        case _:
            assert_never(trouble)


def _of_writing(trouble: OfWriting) -> str:
    match trouble:
        case p.BadSyntax("unclosed", _, opened):
            return f"第 {opened} 行的引号没有闭合"
        case p.BadSyntax("bracket", _, opened):
            return f"第 {opened} 行的括号没有闭合"
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
        case p.MissingKey("[least, most]"):
            return "between 要有两端：最少和最多"
        case p.MissingKey("channel" | "sku" as key, allowed) if allowed:
            return f"价格记录里有几{'个渠道' if key == 'channel' else '种商品'}：{_few(allowed)}"
        case p.MissingKey("currency", allowed) if allowed:
            return f"没有写明货币，而这个符号是几种货币共用的：{_few(allowed)}"
        case p.MissingKey(key):
            return f"缺少“{key}”"
        case p.MissingOneOf(keys):
            return f"{_listed(keys)}之中要写一个"
        case p.TooManyKeys(("%", "amount")):
            return "两个数一个是比例，一个是金额"
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
        case p.BadName(name, reason):
            return _bad_name(name, reason)
        case _:
            assert_never(trouble)


def _bad_name(name: str, reason: str) -> str:
    match reason:
        case "reserved" if name == "line.":
            return "“line.”后面缺少属性名称"
        case "reserved" if name.startswith("line."):
            return f"这里不能写“{name}”：这个数对每款商品必须相同"
        case "reserved":
            return f"“{name}”是规则语言自己的词，不能用作名称"
        case "empty":
            return "缺少名称"
        case _:
            return f"“{name}”不能用作名称：名称里不能有空格和符号"


def _of_value(trouble: OfValue) -> str:
    match trouble:
        case p.NotAnAmount(value, reason):
            return _not_an_amount(value, reason)
        case p.NotARate(value, most):
            return f"“{value}”不是 0% 到 {most} 之间的比例"
        case p.TooFine(value, currency, digits):
            decimals = "没有小数" if not digits else f"只有 {digits} 位小数"
            return f"{value} 的小数位太多：{currency} {decimals}"
        case p.OutOfRange(value, low, high):
            return f"{value} 超出范围：{_range(low, high)}"
        case p.NotAMoment(value, True):
            return f"“{value}”没有写明时区"
        case p.NotAMoment(value):
            return f"“{value}”不是日期和时间"
        case p.NotADay(value):
            return f"“{value}”不是日期"
        case p.UnknownZone(value):
            return f"没有名为“{value}”的时区"
        case p.WindowEndsFirst(start, end):
            return f"时段还没开始（{start}）就结束了（{end}）"
        case p.UnknownCurrency("between"):
            return "这里不能写 between：只有减额可以随机"
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
        case p.CountedInside() | p.OnlyPerOrder() | p.BestOnlyOnOrder() | p.NotInConsume() | p.PointsInView():
            return _of_stacking(trouble)
        case _:
            assert_never(trouble)


def _of_stacking(
    trouble: p.CountedInside | p.OnlyPerOrder | p.BestOnlyOnOrder | p.NotInConsume | p.PointsInView,
) -> str:
    match trouble:
        case p.CountedInside(rule, per):
            inside = f"却写在了按{_PERS.get(per, per)}比较的备选里"
            return f"“{rule}”是优惠券、余额、加价或有限次限额的活动，{inside}"
        case p.OnlyPerOrder(per):
            return f"at_most 大于 1 时只能按订单比较，不能按{_PERS.get(per, per)}比较"
        case p.BestOnlyOnOrder(on):
            return f"keep: best 只能与 on: order 同用，不能用 on: {on}：按{_PERS.get(on, on)}没有两个总价可比"
        case p.NotInConsume(what, uses) if what.endswith(" (deposit)"):
            return f"“{what.removesuffix(' (deposit)')}”不能写在 consume: {uses} 里：定金不用掉任何东西"
        case p.NotInConsume(what, uses) if what.endswith(")"):
            return f"“{what}”不能写在 consume: {uses} 里：用去的金额按整单计算"
        case p.NotInConsume(what, uses):
            return f"“{what}”不能写在 consume: {uses} 里：里面只能写规则和规则的列表"
        case p.PointsInView(rule):
            return f"“{rule}”返的是积分，这里只能加减金额"
        case _:
            assert_never(trouble)


def _of_money(trouble: p.CurrencyMismatch | p.OtherMoney) -> str:
    match trouble:
        case p.CurrencyMismatch(cart, rulebook):
            return f"购物车用 {cart}，规则书用 {rulebook}"
        case p.OtherMoney(of, got, wanted):
            what = {"price": "这个价格", "items": "清单", "cart": "购物车", "advertisement": "这句话里的金额"}[of]
            return f"{what}用的是 {got}，不是 {wanted}"
        case _:
            assert_never(trouble)


def _of_case(trouble: OfCase) -> str:
    match trouble:
        case p.CurrencyMismatch() | p.OtherMoney():
            return _of_money(trouble)
        case p.RepeatedLine(id):
            return f"有两行商品的 id 都是“{id}”"
        case p.UnknownPersona(name):
            return f"购物车里没有名为“{name}”的顾客"
        case p.UnknownHolding(name, "coupon"):
            return f"规则书里没有名为“{name}”的优惠券"
        case p.UnknownHolding(name, "rule"):
            return f"规则书里没有名为“{name}”的规则"
        case p.UnknownHolding(name, "cap"):
            return f"这条规则没有按“{name}”计的上限"
        case p.UnknownHolding(name, "limit"):
            return f"这条规则没有按“{name}”计的次数限制"
        case p.UnknownHolding(name):
            return f"规则书里没有名为“{name}”的余额"
        case p.UnknownChoice(name, exists=exists):
            return f"“{name}”没有什么可选的" if exists else f"没有名为“{name}”的可选项"
        case p.TooManyChosen(names, at_most):
            return f"选了{_listed(names)}，最多只能选 {at_most} 个"
        case p.ChosenExcluded((one, other)):
            return f"“{one}”和“{other}”互斥，却都选了"
        case p.OverBudget(budget, least, proven, fixed):
            said = f"{budget} 不够：{'最少也要付' if proven else '找到的最省付法要付'} {least}"
            return f"{said}（以定下的不变为前提）" if fixed else said
        case p.LinesDisagree(rule, attribute, values):
            more = "等" if values[_VALUES_SHOWN:] else ""
            return f"规则“{rule}”一起计算的商品，“{attribute}”不一致：{_listed(values[:_VALUES_SHOWN])}{more}"
        case _:
            assert_never(trouble)


def _of_time(trouble: OfTime) -> str:
    match trouble:
        case p.BalanceOpensFirst(deposits, balance):
            return f"尾款 {balance} 起就能付，早于定金开始支付的时间（{deposits}）"
        case p.BalanceClosesFirst(deposits, balance):
            return f"定金可以付到 {deposits}，那时尾款已经截止（{balance}）"
        case p.CountsLess(deposit, counts):
            return f"定金 {deposit} 只抵 {counts}，比付的还少"
        case p.BalanceOutside(at, opens, closes):
            return f"{at} 不能付尾款{_window(opens, closes)}"
        case p.BalanceTooEarly(at, ordered):
            return f"{at} 不能付尾款：早于付定金的时间（{ordered}）"
        case p.NoDepositOpen(None, opens, closes):
            return f"要付尾款，却没有写明付定金的时刻{_window(opens, closes)}"
        case p.NoDepositOpen(ordered, opens, closes):
            return f"要付尾款，而 {ordered} 付不了定金{_window(opens, closes)}"
        case p.WindowsApart(rules):
            return f"{_listed(rules)}的尾款不能一起付"
        case p.ReceivedBeforePaid(received, balance_at):
            return f"{received} 不可能收货：尾款还没有付（{balance_at}）"
        case p.TooEarly(at, ordered):
            return f"{at} 早于下单时间（{ordered}）"
        case p.FeesOutOfOrder(before, until):
            return f"这一档手续费到 {until} 为止，而前一档那时还没有结束（{before}）"
        case _:
            assert_never(trouble)


def _of_line(trouble: OfLine) -> str:
    match trouble:
        case p.UnknownLine(line):
            return f"购物车里没有 id 为“{line}”的商品"
        case p.TooManyReturned(line, asked, left):
            return f"“{line}”退不了 {asked}：只剩 {left}"
        case p.AllGone(line, True):
            return f"“{line}”没有可退的了：此前已经全退"
        case p.AllGone(line):
            return f"“{line}”没有可退的了：写了两次"
        case p.MoreThanPaid(line, said, paid):
            return f"“{line}”不可能已退 {said}：总共只付了 {paid}"
        case p.NotByLine(said):
            return f"“{said}”没有写明是哪件商品、多少金额"
        case _:
            assert_never(trouble)


def _window(opens: str | None, closes: str | None) -> str:
    """可以的时间。"""
    said = [f"{opens} 起"] if opens is not None else []
    said += [f"{closes} 止"] if closes is not None else []
    return f"：时间为 {'，'.join(said)}" if said else ""


# --- 用词 ---------------------------------------------------------------------------------------------------------


def _listed(words: tuple[str, ...]) -> str:
    return "、".join(f"“{word}”" for word in words)


def _range(low: str | None, high: str | None) -> str:
    least = f"最小 {low}" if low is not None else ""
    most = f"最大 {high}" if high is not None else ""
    return "，".join(bound for bound in (least, most) if bound)


def _size(size: int) -> str:
    return f"{size / 1048576:.1f} MiB"


def _few(names: tuple[str, ...]) -> str:
    """The first of some names, and how many more there are."""
    return "、".join(names[:_FEW]) + (f"等 {len(names)} 个" if len(names) > _FEW else "")


_FEW = 6
