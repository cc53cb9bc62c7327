"""Conditions of a price in ten European languages: German, French, Italian, Spanish, Dutch, Polish, Swedish, Danish
with Norwegian, Portuguese, Czech. Patterns are over folded text."""

from __future__ import annotations

from promocalc.claims.reading.eu_names import any_of
from promocalc.claims.reading.eu_words import BEGIN, END, pattern, phrases
from promocalc.claims.reading.limits import wording
from promocalc.claims.reading.words import DIGITS, MARK, UNIT


def _any(*said: str) -> str:
    return f"{BEGIN}{pattern(phrases(said))}{END}"


_MARKED = rf"(?:{MARK}\s?(?<![\d.,]){DIGITS}|(?<![\d.,]){DIGITS}\s?{UNIT})"
_CODE = _any(
    "code, rabattcode, gutscheincode, aktionscode, mit dem code, mit code, avec le code, code promo, "
    "codice, codice sconto, "
    "con il codice, con codice, código, con el código, con código, com o código, kortingscode, met code, "
    "met de code, kod, "
    "z kodem, kodem, kod rabatowy, rabattkod, med koden, med kod, rabatkode, med koden, rabattkode, "
    "s kódem, kód, slevový kód"
)
_PER = _any(
    "pro kunde, pro person, pro haushalt, pro einkauf, par client, par foyer, par personne, per cliente, "
    "a cliente, a persona, "
    "por cliente, por persona, por pessoa, per klant, per huishouden, na klienta, na osobę, na paragon, "
    "per kund, per hushåll, "
    "per person, pr. kunde, pr. person, pr. husstand, na zákazníka, na osobu"
)
_PIECES = any_of("pieces")

_DOWN = _any(
    "anzahlung, zuzahlung, einmalzahlung, acompte, apport, reste à charge, acconto, anticipo, "
    "entrada, señal, aanbetaling, bijbetaling, wpłata, zaliczka, handpenning, udbetaling, sinal, záloha"
)
_PAWNED = _any("pfand, zzgl. pfand, zuzüglich pfand, consigne, cauzione, statiegeld, kaucja, pant, zálohovaný obal")
_A_MONTH = _any(
    "monatlich, pro monat, im monat, mtl., par mois, al mese, al mes, per maand, maandelijks, miesięcznie, "
    "per månad, om måneden, por mês, měsíčně"
)
_RATES = _any(
    "raten, monatsraten, mensualités, rate, cuotas, termijnen, rat, delbetalningar, rater, prestações, splátek"
)
_SMALL = _any("nur, ab, von, zu, à, je, de, da, van, vanaf, od, po, på, fra, från, za, a, ab nur, dès, seulement, solo")
_NEAR = _any(
    "mehr als, über, weniger als, unter, höchstens, mindestens, ca., ca, circa, etwa, rund, ungefähr, plus de, "
    "moins de, environ, au moins, più di, oltre, meno di, almeno, más de, menos de, al menos, aproximadamente, "
    "unos, meer dan, minder dan, ongeveer, minstens, ponad, mniej niż, około, co najmniej, mer än, över, "
    "mindre än, cirka, minst, mere end, mer enn, mindre end, mindst, mais de, cerca de, pelo menos, více než, "
    "méně než, asi, přes, alespoň"
)

_LEFT = _any("nur noch, noch, plus que, solo, solo quedan, quedan, nog, zostało, endast, kun, restam, zbývá")
_THERE = _any(
    "verfügbar, auf lager, disponibles, en stock, disponibili, op voorraad, w magazynie, i lager, på lager, "
    "em stock, skladem"
)
_EXCEPT = _any(
    "außer, ausgenommen, sauf, hors, excepté, eccetto, escluso, esclusi, esclusa, tranne, excepto, salvo, behalve, "
    "uitgezonderd, m.u.v., z wyjątkiem, oprócz, nie dotyczy, utom, undantaget, gäller ej, undtagen, unntatt, "
    "gælder ikke, exceto, kromě, s výjimkou, neplatí na"
)

COUNTED = (
    wording(
        "how_many",
        rf"(?:{_any('max., max, maximal, maximum, maximaal, massimo, máximo, máx., maks., maks, limit')}\s)?"
        rf"\d{{1,3}}\s(?:{_PIECES}\.?\s)?{_PER}",
        rf"{_LEFT}\s\d{{1,4}}\s(?:{_PIECES}\.?\s)?{_THERE}",
    ),
    wording(
        "with",
        rf"(?:{_DOWN}|{_PAWNED}|(?<![\d€]\s){_A_MONTH}):?\s(?:{_SMALL}\s){{0,2}}{_MARKED}|{_MARKED}\s{_DOWN}",
        rf"(?<!\d)\d{{1,3}}\s?(?:x|{_RATES})\s(?:{_SMALL}\s)?{_MARKED}",
    ),
    wording("with", rf"{_CODE}:?\s(?!\d+\s?%)\w{{3,15}}(?![\w%])"),
)
"""With numbers in them, which are no prices."""

PLAIN = (
    wording("how_near", rf"{_NEAR}(?=\s(?:{_MARKED}|-?(?<![\d.,])\d{{1,2}}(?:\.\d{{1,2}})?\s?%))"),
    wording(
        "who",
        _any(
            "nur für neukunden, für neukunden, neukunden, erstbestellung, für mitglieder, nur für mitglieder, "
            "mit kundenkarte, "
            "nouveaux clients, première commande, pour les nouveaux clients, réservé aux membres, avec la carte, "
            "avec la carte de fidélité",
            "nuovi clienti, primo ordine, per i nuovi clienti, con carta fedeltà, per i soci, nuevos clientes, "
            "primer pedido, "
            "primera compra, para socios, con tarjeta, nieuwe klanten, eerste bestelling, voor leden, met bonuskaart",
            "nowi klienci, dla nowych klientów, pierwsze zamówienie, dla klubowiczów, z aplikacją, z kartą, "
            "nya kunder, första köpet, "
            "för medlemmar, medlemspris, nye kunder, første ordre, for medlemmer, medlemstilbud",
            "novos clientes, primeira compra, com cartão, para membros, noví zákazníci, pro nové zákazníky, "
            "první nákup, pro členy, "
            "s kartou, s aplikací",
        ),
    ),
    wording(
        "how_many",
        _any(
            "solange der vorrat reicht, solange vorrat reicht, nur solange der vorrat reicht, begrenzte stückzahl, "
            "dans la limite des stocks disponibles, jusqu'à épuisement des stocks, quantité limitée, "
            "quantités limitées",
            "fino a esaurimento scorte, fino ad esaurimento scorte, quantità limitata, hasta agotar existencias, "
            "hasta fin de existencias, "
            "unidades limitadas, zolang de voorraad strekt, op is op, beperkte voorraad",
            "do wyczerpania zapasów, ilość ograniczona, liczba sztuk ograniczona, så länge lagret räcker, "
            "begränsat antal, "
            "så længe lager haves, så længe lageret rækker, begrænset antal, så lenge lageret rekker",
            "limitado ao stock existente, até ao fim do stock, enquanto durarem os stocks, "
            "quantidades limitadas, do vyprodání zásob, "
            "do vyprodání, omezené množství",
        ),
    ),
    wording(
        "which",
        _any(
            "auf ausgewählte artikel, ausgewählte artikel, auf ausgewählte produkte, ausgewählte produkte, "
            "auf viele artikel, "
            "sur une sélection, sur une sélection d'articles, sur une sélection de produits, articles signalés, "
            "sur les articles signalés",
            "su articoli selezionati, articoli selezionati, su prodotti selezionati, prodotti selezionati, "
            "su una selezione, "
            "en artículos seleccionados, artículos seleccionados, productos seleccionados, "
            "en productos seleccionados, en una selección",
            "op geselecteerde artikelen, geselecteerde artikelen, op geselecteerde producten, geselecteerde producten, "
            "na wybrane produkty, wybrane produkty, na wybrane modele, wybrane modele, na wybrany asortyment",
            "på utvalda varor, utvalda varor, på utvalda produkter, utvalda produkter, på udvalgte varer, "
            "udvalgte varer, "
            "på utvalgte varer, utvalgte varer, em artigos selecionados, artigos selecionados, "
            "em produtos selecionados, "
            "artigos assinalados, produtos selecionados, na vybrané produkty, vybrané produkty, "
            "na vybrané zboží, vybrané zboží",
        ),
        rf"{_EXCEPT}\s[^;,.!?()\d\0]{{1,30}}",
    ),
    wording(
        "where",
        _any(
            "nur online, nur in der app, nur im markt, nur in der filiale, uniquement en ligne, "
            "en ligne uniquement, uniquement en magasin, "
            "solo online, solo in negozio, sólo online, solo en tienda, alleen online, alleen in de winkel, "
            "tylko online, tylko w aplikacji",
            "endast online, endast i butik, kun online, kun i butik, kun på nett, apenas online, só online, "
            "pouze online, jen online, "
            "pouze v prodejně",
        ),
    ),
    wording(
        "with",
        _any(
            "nicht mit anderen rabatten kombinierbar, nicht kombinierbar, "
            "nicht mit anderen aktionen kombinierbar, non cumulable, "
            "offre non cumulable, non cumulabile, no acumulable, niet in combinatie met andere acties, "
            "nie łączy się z innymi promocjami, "
            "promocje nie łączą się, kan ej kombineras, kan inte kombineras, kan ikke kombineres, "
            "não acumulável, nelze kombinovat, nelze sčítat",
        ),
    ),
)
"""In words: what they stand in is read all the same."""

LATE = (
    wording(
        "with",
        rf"{any_of('spending')}[:\s]{{1,2}}{_MARKED}(?:\s{any_of('spent')})?|"
        rf"{any_of('starts')}\s{_MARKED}\s{any_of('spent')}",
    ),
)
"""What has to be spent, where nothing else was understood of it."""
