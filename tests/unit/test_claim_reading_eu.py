"""Price claims in ten European languages, and numbers as Europe writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from promocalc.claims.claim import (
    Bundle,
    Claim,
    FinalPrice,
    Gift,
    Lowest,
    Off,
    Protection,
    Reduced,
    Save,
    Until,
    WasNow,
)
from promocalc.claims.reading.eu_names import LANGUAGES
from promocalc.claims.reading.eu_numbers import european, plain
from promocalc.claims.reading.sentence import read_sentence, readings
from promocalc.claims.reading.words import said_currency
from promocalc.money import Rate

AT = date(2026, 11, 22)


def claims(text: str, currency: str = "EUR") -> list[Claim]:
    """What a sentence says, each part of which can be read in one way."""
    found = read_sentence(text, currency, AT)
    assert [one.way for one in found.readings] == ["plain"] * len(found.readings), found
    assert not found.unread, found
    return [claim for one in found.readings for claim in one.claims]


def ways(text: str, currency: str = "EUR") -> dict[str, tuple[Claim, ...]]:
    """The ways in which a sentence that says one thing can be read."""
    found = read_sentence(text, currency, AT)
    assert len(found.parts) == 1, found
    assert not found.unread, found
    return {one.way: one.claims for one in found.readings}


def was(was: str, now: str | None = None, of: Any = "own") -> WasNow:
    return WasNow(was=Decimal(was), now=None if now is None else Decimal(now), of=of)


def off(percent: int, **more: Any) -> Off:
    return Off(rate=Rate(Fraction(percent, 100)), **more)


def bundle(pieces: int, cheaper: int = 1, percent: int = 100) -> Bundle:
    return Bundle(pieces=pieces, cheaper=cheaper, rate=Rate(Fraction(percent, 100)))


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("statt 59,90 € nur 39,90 €", "EUR"),
        ("vorher 59,90 €, jetzt 39,90 €", "EUR"),
        ("39,90 € statt 59,90 €", "EUR"),
        ("au lieu de 59,90 € maintenant 39,90 €", "EUR"),
        ("avant 59,90 € maintenant 39,90 €", "EUR"),
        ("de 59,90 € à 39,90 €", "EUR"),
        ("prima 59,90 € ora 39,90 €", "EUR"),
        ("invece di 59,90 € solo 39,90 €", "EUR"),
        ("da 59,90 € a 39,90 €", "EUR"),
        ("antes 59,90 €, ahora 39,90 €", "EUR"),
        ("van € 59,90 voor € 39,90", "EUR"),
        ("van 59,90 voor 39,90", "EUR"),
        ("Teraz 39,90 zł, wcześniej 59,90 zł", "PLN"),
        ("39,90 zł zamiast 59,90 zł", "PLN"),
        ("Ord. pris 59,90 kr, nu 39,90 kr", "SEK"),
        ("Nu 39,90 kr (ord. pris 59,90 kr)", "SEK"),
        ("Før 59,90 kr. Nu 39,90 kr.", "DKK"),
        ("Førpris 59,90 nå 39,90", "NOK"),
        ("de 59,90 € por 39,90 €", "EUR"),
        ("Antes 59,90 € Agora 39,90 €", "EUR"),
        ("Původní cena 59,90 Kč, nyní 39,90 Kč", "CZK"),
    ],
)
def test_was_and_now_are_read_in_every_language(text: str, currency: str) -> None:
    assert claims(text, currency) == [was("59.90", "39.90")]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("UVP 59,90 € jetzt 39,90 €", "EUR"),
        ("Prix conseillé : 59,90 € Prix promo : 39,90 €", "EUR"),
        ("Prezzo: 39,90 € Prezzo consigliato: 59,90 €", "EUR"),
        ("PVPR 59,90 € ahora 39,90 €", "EUR"),
        ("Adviesprijs € 59,90 nu voor € 39,90", "EUR"),
        ("cena sugerowana 59,90 zł cena promocyjna 39,90 zł", "PLN"),
        ("rek. pris 59,90 kr, nu 39,90 kr", "SEK"),
        ("Vejl. pris 59,90 kr. Nu 39,90 kr.", "DKK"),
        ("Doporučená cena: 59,90 Kč Akční cena: 39,90 Kč", "CZK"),
    ],
)
def test_a_recommended_price_is_no_earlier_one(text: str, currency: str) -> None:
    assert claims(text, currency) == [was("59.90", "39.90", "list")]


def test_of_a_price_that_is_struck_out_nobody_says_whose_it_is() -> None:
    for text in ("Streichpreis 59,90 € jetzt 39,90 €", "prix barré 59,90 € maintenant 39,90 €"):
        assert ways(text) == {
            "own_price": (was("59.90", "39.90"),),
            "list_price": (was("59.90", "39.90", "list"),),
        }


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.998 kr.", "1998"),
        ("1.998,00 kr.", "1998"),
        ("1 998 kr", "1998"),
        ("1\u00a0998,50 kr", "1998.50"),
        ("1.998,-", "1998"),
        ("399:-", "399"),
        ("399,-", "399"),
        ("kr. 399", "399"),
        ("399 kroner", "399"),
        ("59,90  kr", "59.90"),
        ("12.345.678 kr", "12345678"),
    ],
)
def test_numbers_of_the_north_are_read(written: str, amount: str) -> None:
    assert claims(f"Nu {written}", "DKK") == [FinalPrice(amount=Decimal(amount))]


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("€ 49,95", "49.95", "EUR"),
        ("49,95€", "49.95", "EUR"),
        ("1.299 €", "1299", "EUR"),
        ("€ 1.299,-", "1299", "EUR"),
        ("1 299,00 €", "1299", "EUR"),
        ("2 650 Kč", "2650", "CZK"),
        ("29,99 zł", "29.99", "PLN"),
        ("€1,499", "1499", "EUR"),
        ("€1.50", "1.50", "EUR"),
        ("1.998,00 €¹", "1998", "EUR"),
    ],
)
def test_amounts_with_a_european_mark_are_read(written: str, amount: str, currency: str) -> None:
    assert claims(written, currency) == [FinalPrice(amount=Decimal(amount))]


@pytest.mark.parametrize(
    "text", ["version 1.998 for $5", "满1.998减5", "was £1.50 now £1.20", "1.998", "sizes 36,38 $20"]
)
def test_elsewhere_a_point_before_three_digits_is_no_thousand(text: str) -> None:
    assert not european(text)
    assert plain(text) == text


def test_the_price_of_a_litre_of_petrol_is_no_thousand() -> None:
    for text in ("Super 1,899 €/l", "€1.998/l"):
        assert not readings(text, "EUR", AT)


def test_a_number_that_may_belong_to_the_goods_is_read_in_two_ways() -> None:
    assert ways("Bosch 15 999 €") == {
        "one_number": (FinalPrice(amount=Decimal(15999)),),
        "two_numbers": (FinalPrice(amount=Decimal(999)),),
    }
    assert claims("nu 15 999 kr", "SEK") == [FinalPrice(amount=Decimal(15999))]


@pytest.mark.parametrize(
    "text",
    [
        *("30 % Rabatt", "-30 %", "um 30 % reduziert", "Sie sparen: 30%", "Extra-Rabatt: 30 %", "30 Prozent Rabatt"),
        *(
            "30 % de réduction",
            "remise de 30 %",
            "sconto 30%",
            "30% di sconto",
            "30% de descuento",
            "descuento del 30%",
        ),
        *("30% korting", "rabat 30%", "30% taniej", "30 % rabatt", "30 % rabat", "30% de desconto", "sleva 30 %"),
    ],
)
def test_a_share_off_is_read_in_every_language(text: str) -> None:
    assert claims(text) == [off(30)]


@pytest.mark.parametrize(
    "text",
    [
        *("bis zu 70 %", "bis zu 70 % reduziert", "jusqu'à -70 %", "jusqu’à 70 % de remise", "fino al 70%"),
        *("fino a -70%", "hasta un 70 %", "hasta el 70% de descuento", "tot 70%", "tot wel 70% korting", "do -70%"),
        *("do 70% taniej", "upp till 70 % rabatt", "op til 70 %", "até 70%", "až 70 %", "sleva až 70 %"),
    ],
)
def test_the_most_that_comes_off_is_read_in_two_ways(text: str) -> None:
    assert ways(text) == {"one_item": (off(70, reach="up_to"),), "this_cart": (off(70),)}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "30 % auf alles",
            "Alles -30%",
            "-30 % sur tout le site",
            "30% su tutto",
            "30% en todo",
            "30% korting op alles",
        ),
        *("-30% na wszystko", "30 % på allt", "30 % på alt", "30% em tudo", "-30 % na vše"),
    ],
)
def test_of_everything_is_read_in_every_language(text: str) -> None:
    assert claims(text) == [off(30, reach="everything")]


def test_the_most_of_everything_is_read_in_three_ways() -> None:
    assert list(ways("bis zu 70 % auf alles")) == ["one_item", "this_cart", "every_item"]


@pytest.mark.parametrize(
    "text",
    [
        *("zum halben Preis", "halber Preis", "à moitié prix", "metà prezzo", "a mitad de precio", "halve prijs"),
        *("za pół ceny", "halva priset", "HALV PRIS", "metade do preço", "za polovinu"),
    ],
)
def test_half_the_price_is_read_in_every_language(text: str) -> None:
    assert claims(text) == [off(50)]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Sparen Sie 20 €", "EUR"),
        ("20 € günstiger", "EUR"),
        ("Économisez 20 €", "EUR"),
        ("20 € de remise", "EUR"),
        ("Risparmi 20,00 €", "EUR"),
        ("Ahorra 20 €", "EUR"),
        ("U bespaart € 20,-", "EUR"),
        ("oszczędzasz 20 zł", "PLN"),
        ("Spara 20 kr", "SEK"),
        ("Du sparer 20,-", "DKK"),
        ("Poupe 20 €", "EUR"),
        ("Ušetříte 20 Kč", "CZK"),
    ],
)
def test_a_saving_is_read_in_every_language(text: str, currency: str) -> None:
    assert claims(text, currency) == [Save(amount=Decimal(20))]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("10 € Rabatt ab 50 € Einkaufswert", "EUR"),
        ("Ab 50 € Bestellwert 10 € sparen", "EUR"),
        ("10 € de remise dès 50 € d'achat", "EUR"),
        ("10 € di sconto su una spesa di 50 €", "EUR"),
        ("10 € de descuento en compras superiores a 50 €", "EUR"),
        ("€ 10 korting bij besteding vanaf € 50", "EUR"),
        ("rabat 10 zł przy zakupach za 50 zł", "PLN"),
        ("10 kr rabatt vid köp över 50 kr", "SEK"),
        ("10 kr. rabat ved køb over 50 kr.", "DKK"),
        ("10€ de desconto em compras superiores a 50€", "EUR"),
        ("sleva 10 Kč při nákupu nad 50 Kč", "CZK"),
    ],
)
def test_so_much_less_from_an_amount_on_is_read_once_and_for_each(text: str, currency: str) -> None:
    assert ways(text, currency) == {
        "once": (Save(amount=Decimal(10), start=Decimal(50)),),
        "each": (Save(amount=Decimal(10), start=Decimal(50), each=True),),
    }


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        *((text, "EUR") for text in ("ab 19,99 €", "À partir de 19,99 €", "a partire da 19,99 €", "desde 19,99 €")),
        *(("vanaf € 19,99", "EUR"), ("od 19,99 zł", "PLN"), ("från 19,99 kr", "SEK"), ("fra 19,99 kr.", "DKK")),
        *(("a partir de 19,99 €", "EUR"), ("od 19,99 Kč", "CZK")),
    ],
)
def test_from_so_much_on_is_read_in_two_ways(text: str, currency: str) -> None:
    assert ways(text, currency) == {
        "one_item": (FinalPrice(amount=Decimal("19.99"), reach="up_to"),),
        "this_cart": (FinalPrice(amount=Decimal("19.99")),),
    }


LOWEST = [
    ("Niedrigster Preis der letzten 30 Tage", "vor der Preissenkung", "EUR"),
    ("Prix le plus bas des 30 derniers jours", "avant la réduction", "EUR"),
    ("Prezzo più basso degli ultimi 30 giorni", "prima della riduzione", "EUR"),
    ("Precio más bajo en los últimos 30 días", "anteriores a la rebaja", "EUR"),
    ("Laagste prijs van de afgelopen 30 dagen", "voor de prijsverlaging", "EUR"),
    ("Najniższa cena z 30 dni", "przed obniżką", "PLN"),
    ("Lägsta pris senaste 30 dagarna", "före prissänkningen", "SEK"),
    ("Laveste pris seneste 30 dage", "før nedsættelsen", "DKK"),
    ("Preço mais baixo dos últimos 30 dias", "antes da promoção", "EUR"),
    ("Nejnižší cena za posledních 30 dní", "před slevou", "CZK"),
]


@pytest.mark.parametrize(("said", "before", "currency"), LOWEST)
def test_the_lowest_price_of_30_days_with_its_amount_may_be_the_one_before_or_the_one_now(
    said: str, before: str, currency: str
) -> None:
    mark = {"PLN": "zł", "SEK": "kr", "DKK": "kr.", "CZK": "Kč"}.get(currency, "€")
    assert claims(said) == [Lowest(days=30)]
    assert ways(f"{said}: 44,90 {mark}", currency) == {
        "lowest_before": (was("44.90"),),
        "lowest_now": (Lowest(days=30), FinalPrice(amount=Decimal("44.90"))),
    }
    assert claims(f"{said} {before}: 44,90 {mark}", currency) == [was("44.90")]
    assert claims(f"39,90 {mark} {said}: 44,90 {mark}", currency) == [FinalPrice(amount=Decimal("39.90")), was("44.90")]


def test_a_short_label_of_the_lowest_price_is_understood() -> None:
    assert claims("19,99 €, 30-Tage-Bestpreis**: 24,99 €") == [FinalPrice(amount=Decimal("19.99")), was("24.99")]


def test_the_lowest_price_ever_and_a_guarantee_are_read() -> None:
    assert claims("günstigster Preis aller Zeiten") == [Lowest()]
    assert claims("najniższa cena w historii") == [Lowest()]
    assert ways("Tiefpreisgarantie") == {
        "cheapest": (Lowest(of="everyone"),),
        "matched": (Protection(of="everyone"),),
    }


@pytest.mark.parametrize(
    "text",
    [
        *("3 für 2", "3 pour 2", "prendi 3 paghi 2", "Lleva 3 y paga 2", "3x2 en todo", "3 halen 2 betalen", "3 za 2"),
        *("köp 3 betala för 2", "køb 3 betal for 2", "leve 3 pague 2", "kup 3 zapłać za 2"),
        *("2+1 gratis", "2+1 zdarma", "2 achetés = 1 offert", "Kaufe 2, erhalte 1 gratis"),
    ],
)
def test_three_for_two_is_read_in_every_language(text: str) -> None:
    assert claims(text) == [bundle(3)]


@pytest.mark.parametrize(
    "text",
    [
        *("2. Artikel zum halben Preis", "50 % Rabatt auf den zweiten Artikel", "le 2e à moitié prix"),
        *("-50 % sur le 2ème article", "secondo pezzo a metà prezzo", "2ª unidad -50%", "2ª unidad al 50%"),
        *(
            "2e halve prijs",
            "druga sztuka -50%",
            "andra varan halva priset",
            "2ª unidade a 50%",
            "druhý kus za polovinu",
        ),
    ],
)
def test_the_second_at_half_is_read_in_every_language(text: str) -> None:
    assert claims(text) == [bundle(2, percent=50)]


def test_a_second_one_at_a_share_may_cost_that_or_be_cheaper_by_it() -> None:
    assert ways("2ª unidad al 70%") == {
        "what_comes_off": (bundle(2, percent=70),),
        "what_is_paid": (bundle(2, percent=30),),
    }


def test_pieces_for_a_price_are_read() -> None:
    for text, currency in (
        ("2 für 5 €", "EUR"),
        ("2 voor € 5", "EUR"),
        ("2 för 5 kr", "SEK"),
        ("2 szt. za 5 zł", "PLN"),
    ):
        assert claims(text, currency) == [FinalPrice(amount=Decimal(5), pieces=2)]
    assert readings("iPhone 15 für 999 €", "EUR")[0].claims == (FinalPrice(amount=Decimal(999)),)


@pytest.mark.parametrize(
    "text",
    [
        *("gültig bis 30.11.2026", "nur bis Samstag, 30. November", "vom 1.11. bis 30.11.2026", "bis 30.11.26 -20 %"),
        *("Offre valable jusqu'au 30 novembre", "du 1er au 30 novembre", "Valido fino al 30 novembre"),
        *("hasta el 30 de noviembre", "geldig t/m 30 november", "ważne do 30 listopada", "t.o.m. 30/11"),
        *("gælder til og med 30. november", "até 30 de novembro", "platí do 30. listopadu"),
    ],
)
def test_the_last_day_is_read_with_the_day_first(text: str) -> None:
    currency = "SEK" if text.startswith("t.o.m.") else "EUR"
    found = [claim for one in readings(text, currency, AT) for claim in one.claims]
    assert found[0] == Until(ends=date(2026, 11, 30))


@pytest.mark.parametrize(
    "text",
    ["Nur heute", "solo oggi", "Solo hoy", "alleen vandaag", "tylko dziś", "endast idag", "kun i dag", "jen dnes"],
)
def test_today_only_is_read(text: str) -> None:
    assert claims(f"{text} 19,99 €") == [Until(ends=AT), FinalPrice(amount=Decimal("19.99"))]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        *(("Einführungspreis 399 €", "EUR"), ("prix de lancement 399 €", "EUR"), ("prezzo di lancio 399 €", "EUR")),
        *(("precio de lanzamiento 399 €", "EUR"), ("introductieprijs € 399", "EUR"), ("zaváděcí cena 399 Kč", "CZK")),
        *(("introduktionspris 399 kroner", "DKK"), ("lanseringspris 399 kr", "SEK")),
    ],
)
def test_an_introductory_price_is_one_that_ends(text: str, currency: str) -> None:
    assert claims(text, currency) == [Until(), FinalPrice(amount=Decimal(399))]


@pytest.mark.parametrize("text", ["Soldes", "saldi", "rebajas", "uitverkoop", "wyprzedaż", "extrapris", "výprodej"])
def test_a_sale_says_that_it_is_cheaper(text: str) -> None:
    assert claims(f"{text} 5 €") == [Reduced(), FinalPrice(amount=Decimal(5))]


def test_a_price_highlight_says_that_it_is_cheaper() -> None:
    assert claims("Preis-Highlight 1,99 €") == [Reduced(), FinalPrice(amount=Decimal("1.99"))]


def test_a_gift_is_worth_what_is_said() -> None:
    assert claims("Gratis Tasse im Wert von 12,90 €") == [Gift(worth=Decimal("12.90"))]


def test_a_voucher_may_come_off_this_purchase_or_a_later_one() -> None:
    assert list(ways("10 € Gutschein ab 50 €")) == ["voucher", "cash"]


@pytest.mark.parametrize(
    "text",
    [
        *("versandkostenfrei ab 29 €", "Livraison offerte dès 49 €", "gratis verzending vanaf € 20", "(1 kg = 5,98 €)"),
        *("darmowa dostawa od 100 zł", "doprava zdarma od 999 Kč", "zzgl. 4,90 € Versand", "jmf-pris 39,90 kr/kg"),
    ],
)
def test_delivery_and_what_a_kilogram_costs_are_no_price_of_the_goods(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("20 % Rabatt, solange der Vorrat reicht", "how_many"),
        ("-20 % sur une sélection d'articles", "which"),
        ("20 % auf alles außer Tiernahrung", "which"),
        ("15 % de descuento con el código OTOÑO15", "with"),
        ("rabat 20% z kodem JESIEN20", "with"),
        ("max. 3 Stück pro Kunde, nur 3,99 €", "how_many"),
    ],
)
def test_conditions_are_told_with_it(text: str, of: str) -> None:
    found = read_sentence(text, "EUR", AT)
    assert [limit.of for limit in found.limits] == [of]
    assert len(found.readings) == 1
    assert not found.unread


@pytest.mark.parametrize(
    "text",
    [
        *("was £50 now £40, save 20%", "3 for 2", "Spend £50 save £10", "half price", "do 70% off", "only 5 left"),
        *(
            "up to 50% off everything",
            "sale ends Sunday",
            "20% off for new customers",
            "满300减50",
            "全场5折",
            "买二送一",
        ),
        *("Two for $5 till 5/11", "Introductory offer £549", "article 3 of 5", "spare wheel $20", "normal price $5"),
    ],
)
def test_english_and_chinese_sentences_are_not_taken_for_european_ones(text: str) -> None:
    assert not european(text)


@pytest.mark.parametrize("text", ["20-50% Rabatt", "von 20 bis 50 %", "-20% à -50%", "de 20% a 50%"])
def test_from_so_much_off_to_so_much_says_both(text: str) -> None:
    assert claims(text) == [off(50, reach="up_to"), off(20, reach="everything")]


def test_two_shares_beside_each_other_are_no_range() -> None:
    assert claims("-30% -20% jetzt 5 €")[:2] == [off(30), off(20)]


@pytest.mark.parametrize(
    "text", ["30 % günstiger als die UVP", "-30% auf den Listenpreis", "-30 % sur le prix conseillé"]
)
def test_a_share_off_a_recommended_price_is_no_share_off_ones_own(text: str) -> None:
    assert claims(text) == [off(30, of="list")]


def test_a_deposit_on_the_bottle_and_a_fee_for_the_waste_are_no_price_of_the_goods() -> None:
    assert claims("Cola 0,99 € zzgl. 0,25 € Pfand") == [FinalPrice(amount=Decimal("0.99"))]
    assert claims("499 € au lieu de 699 € dont 2,50 € d'éco-participation") == [was("699", "499")]


def test_the_end_of_a_word_is_no_mark_of_money() -> None:
    assert [one.claims for one in readings("Téléviseur 55 pouces 499 €", "EUR", AT)] == [
        (FinalPrice(amount=Decimal(499)),)
    ]


def test_the_cheapest_of_all_sellers_is_read() -> None:
    assert claims("der günstigste Preis im Netz") == [Lowest(of="everyone")]


def test_buy_two_and_take_three_is_one_free() -> None:
    assert claims("Compra 2 y llévate 3") == [bundle(3)]


def test_the_end_of_a_word_is_no_month() -> None:
    assert claims("Marke 5 €") == [FinalPrice(amount=Decimal(5))]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        *(("29,99 zł", "PLN"), ("2 650 Kč", "CZK"), ("statt 59,90 € nur 39,90 €", "EUR"), ("399 kronor", "SEK")),
        *(("Ord. pris 1 299 kr nu 999 kr", "SEK"), ("Nu 399:-", "SEK"), ("Köp 2 betala för 1, 99 kr", "SEK")),
        *(("Før 599 kr. Nu 399 kr.", "DKK"), ("20 kr. rabat", "DKK"), ("Vejl. pris 599,-", "DKK")),
        *(
            ("Førpris 599,- nå 399,-", "NOK"),
            ("halv pris 399 kr.", None),
            ("Äpfel statt 5,- nur 4,-", None),
            ("€ 49,-", "EUR"),
        ),
    ],
)
def test_crowns_are_those_of_the_language_where_words_say_it(text: str, currency: str | None) -> None:
    assert said_currency(text) == currency


def test_every_language_has_its_twelve_months_and_no_empty_field() -> None:
    for words in LANGUAGES:
        fields = {name: getattr(words, name) for name in words.__dataclass_fields__}
        assert all(value.strip() for value in fields.values())
        assert all(value == value.lower() for value in fields.values())
        assert len(words.names.split(",")) == 12
