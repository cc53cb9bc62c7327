"""Words of keys in other languages, as the English ones that the rows of keys know."""

from __future__ import annotations

import re

_CHINESE = (
    ("(?:前|近|最近|过去)(?:七|7)[日天](?:内)?|(?:七|7)[日天]内", "7d"),
    ("(?:前|近|最近|过去)(?:三十|30)[日天](?:内)?|(?:三十|30)[日天]内", "30d"),
    ("過去|過ぎた", "last "),
    ("週間", "weeks"),
    ("[かヶカ]月間?", "months"),
    ("日数|日間", "days"),
    ("查实|核实|实际|真实|認定", "true"),
    ("(?:成交|交易|价格)?(?:记录|明细|流水)|价格历史|历史价格", "price history"),
    ("(?:销售|販売)(?:实绩|実績)", "record of sales"),
    ("双十?[11一]{1,2}|当[天日]|618", "now "),
    (r"\d{1,2}月(?:份)?(?!\d)", "before "),
    ("成交价格?|交易价格?", "deal price"),
    ("最低价格?|最低", "lowest price"),
    ("最后一次", "last"),
    ("赠品", "gift"),
    ("标示价值|价值", "stated worth"),
    ("现售价|同场所售价|实际售价", "sells price"),
    ("划线价|划线|比较价|被比较价格", "struck"),
    ("原价|正价|通常価格", "original"),
    ("平时价?|日常价|通常价", "usual"),
    ("厂家|厂商(?!价)|生产商|制造商|メーカー", "maker "),
    ("专柜价|建议零售价|指导价|厂商价", "list"),
    ("标价|标签价|价签|首页价", "tag"),
    ("结算价?|实收|实付|收款|收取", "charged"),
    ("活动后|促销后|结束后|之后", "price after"),
    ("活动前|促销前|之前|前一[天日]", "before"),
    (
        "活动价|促销价|秒杀价|折后价|券后价|到手价|现价|特价|团购价|直播价|预售总?价|详情页价|優惠価|特別価格|セール価格|販売価格",
        "now",
    ),
    ("现货价|现货", "in stock"),
    ("开始日?期?|起始日?期?", "start"),
    ("活动时间|活动期间|促销时间|活动", "period"),
    ("(?:强制|必须|额外|另收)?(?:服务费|手续费|包装费|附加费)", "fee"),
    ("仍然|继续|延长|延期|照旧", "still "),
    ("退差价?|退还差价|补差价?|价差", "refunded"),
    ("是否|有无", ""),
    ("标明|告知|公示|提示", "disclosed"),
    ("条件", "conditions"),
    ("销量|件数|销售数量", "units sold"),
    ("占比|比例|比率", "share"),
    ("商品总数|总商品数|全部商品数", "total items"),
    ("商品名称?|名称|品名", "name"),
    ("达到|享受|符合", "reaching"),
    ("商品|款数", "items"),
    ("总数|总计|合计", "total"),
    ("天数", "days"),
    ("市场价|其他商家", "market"),
    ("日期|时间", "date"),
    ("币种|货币", "currency"),
    ("年份", "year"),
    ("价格?|価格", "price"),
)
_EUROPEAN = {
    "preis prix prezzo precio prijs pris cena": "price",
    "preise prezzi precios prijzen priser ceny": "prices",
    "streichpreis barré barrato tachado przekreślona": "struck",
    "statt anstatt invece før før-pris vorher vorheriger früher avant prima antes voor poprzednia": "was",
    "jetzt nun nur seulement solo maintenant ora ahora nu teraz aktuell actuel attuale": "now",
    "niedrigster niedrigste niedrigstes minimo minimum más laagste lavest lägsta najniższa": "lowest",
    "tiefstpreis niedrigstpreis bestpreis": "lowest price",
    "tage tagen jours giorni días dias dagen dage dagar dni": "days",
    "wochen semaines settimane semanas weken uger veckor tygodni": "weeks",
    "monate mois mesi meses maanden måneder månader miesięcy": "months",
    "jahr année anno año jaar år rok": "year",
    "datum fecha dato": "date",
    "beginn début inizio inicio begin vanaf start od": "start",
    "ab dal desde van fra från von": "from",
    "bis al hasta tot til": "to",
    "uvp": "rrp",
    "preisverlauf preishistorie preisentwicklung prijsverloop prishistorik": "price history",
    "währung devise valuta moneda waluta": "currency",
}

_TABLE = tuple((re.compile(words), f" {english} ") for words, english in _CHINESE)
_WORDS = {word: english for words, english in _EUROPEAN.items() for word in words.split()}
_LETTERS = re.compile(r"[^\W\d_]+")


def in_english(text: str) -> str:
    """The words of a key, each that is known in another language in English."""
    for words, english in _TABLE:
        text = words.sub(english, text)
    return _LETTERS.sub(lambda word: _WORDS.get(word[0], word[0]), text)
