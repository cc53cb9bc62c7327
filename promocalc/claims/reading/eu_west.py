"""The words of German, French, Italian, Spanish and Dutch advertisements; phrases are parted by commas."""

from __future__ import annotations

from promocalc.claims.reading.eu_words import Words

WEST: tuple[Words, ...] = (
    # German
    Words(
        was="statt, anstatt, anstelle von, vorher, bisher, bisheriger preis, bislang, zuvor, früher, "
        "früherer preis, ehemals, ursprünglich, ursprünglicher preis, ursprungspreis, alter preis, altpreis, "
        "normalpreis, normaler preis, originalpreis, regulärer preis, regulär, sonst, normalerweise, "
        "ladenpreis",
        was_too="war, alt",
        listed="uvp, uvp des herstellers, unverbindliche preisempfehlung, unverb. preisempfehlung, "
        "unverb. preisempf., unverbindliche preisempfehlung des herstellers, empfohlener verkaufspreis, "
        "empf. verkaufspreis, listenpreis, herstellerpreis, katalogpreis",
        struck="streichpreis, durchgestrichener preis",
        market="marktpreis, vergleichspreis",
        now="jetzt, nun, nur, nur noch, aktionspreis, angebotspreis, sonderpreis, aktueller preis, neuer preis, "
        "unser preis, endpreis, aktuell, heute",
        now_too="neu",
        starts="ab, schon ab, bereits ab, ab nur, jetzt ab",
        later="danach, anschließend, nach der aktion, ab dann",
        links="nur, nur noch, für, für nur, auf, noch, schon, bei, von, um",
        cut="spare, sparen, sparen sie, sie sparen, du sparst, ersparnis, rabatt, nachlass, preisnachlass, "
        "reduziert um, preisvorteil, preissenkung um, ermäßigung, jetzt sparen",
        less="rabatt, nachlass, preisnachlass, sparen, gespart, ersparnis, reduziert, reduzierung, billiger, "
        "günstiger, preisvorteil, ermäßigung, ermäßigt, weniger, skonto, sofortrabatt, preissenkung",
        up_to="bis zu, bis, maximal, max.",
        everything="auf alles, alles, auf das gesamte sortiment, auf das ganze sortiment, auf alle artikel, "
        "auf alle produkte, auf den gesamten einkauf, alle artikel, das gesamte sortiment, gesamtes sortiment",
        half="zum halben preis, halber preis, halben preis, die hälfte, um die hälfte reduziert, um die hälfte",
        percent="prozent",
        lowest="niedrigster, niedrigste, niedrigsten, günstigster, günstigste, billigster, tiefster, bestpreis, "
        "tiefstpreis, tiefpreis",
        ever="aller zeiten, jemals, seit es ihn gibt",
        before="vor der preissenkung, vor der ermäßigung, vor der reduzierung, vor preissenkung, vor der aktion, "
        "vor der preisermäßigung",
        days="tag, tage, tagen",
        weeks="woche, wochen",
        months="monat, monate, monaten",
        guaranteed="tiefpreisgarantie, tiefstpreisgarantie, bestpreisgarantie, niedrigpreisgarantie",
        free="gratis, kostenlos, geschenkt, umsonst",
        worth="im wert von, wert",
        voucher="gutschein, einkaufsgutschein, guthaben, geschenkgutschein",
        each="je, pro, für je, für jede",
        spent="einkaufswert, bestellwert, mindestbestellwert, mindesteinkaufswert, einkauf, umsatz, warenwert",
        spending="ab einem einkaufswert von, ab einem bestellwert von, ab einem einkauf von, bei einem einkauf ab, "
        "bei einem einkauf von, mindestbestellwert, mindesteinkaufswert, bei einem einkaufswert von, "
        "beim einkauf ab",
        delivery="versand, versandkosten, lieferung, lieferkosten, versandkostenpauschale, porto, aufbau",
        delivered="versandkostenfrei, kostenloser versand, gratisversand, gratis versand, portofrei, "
        "kostenlose lieferung",
        for_="für, zum preis von, für nur",
        take="nimm, nehmen sie, kaufe, kauf",
        pay="zahl, zahle, zahlen sie, bezahle",
        buy="ab, beim kauf von, bei kauf von, bei abnahme von",
        pieces="artikel, artikeln, stück, teile, teilen, produkte, produkten, paar, stk.",
        second="zweiter, zweite, zweites, zweiten",
        until="bis, nur bis, noch bis, gültig bis, bis zum, bis einschließlich, endet am, angebot endet am, läuft bis",
        since="vom, von",
        today="nur heute, nur noch heute, nur bis mitternacht, letzter tag, endet heute",
        limited="nur für kurze zeit, für kurze zeit, zeitlich begrenzt, befristet, befristetes angebot, "
        "zeitlich begrenztes angebot",
        introduced="einführungspreis, einführungsangebot",
        reduced="reduziert, ermäßigt, sale, schlussverkauf, sommerschlussverkauf, winterschlussverkauf, ausverkauf, "
        "räumungsverkauf, sonderangebot, sonderangebote, aktionspreis, im angebot, preisknaller, "
        "preis-highlight, preis highlight, herabgesetzt, rabattaktion, schnäppchen, billiger",
        unit_price="grundpreis",
        names="januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember",
    ),
    # French
    Words(
        was="au lieu de, à la place de, avant, ancien prix, prix initial, prix habituel, prix normal, "
        "prix d'origine, prix de départ, prix antérieur, prix de référence, précédemment, auparavant",
        was_too="était",
        listed="prix conseillé, prix de vente conseillé, prix public conseillé, prix public, prix catalogue, "
        "prix recommandé, prix indicatif, ppc",
        struck="prix barré",
        market="prix du marché, prix constaté",
        now="maintenant, désormais, seulement, prix promo, prix promotionnel, prix soldé, prix remisé, "
        "prix réduit, prix actuel, nouveau prix, aujourd'hui, votre prix",
        now_too="à",
        starts="à partir de, dès",
        later="ensuite, puis, après la promotion",
        links="seulement, à, de, est de, pour, pour seulement, que",
        cut="économisez, économie de, vous économisez, soit une économie de, remise de, remise, réduction de, "
        "réduction, rabais de, baisse de prix de",
        less="de réduction, de remise, de rabais, d'économie, d'économies, réduction, remise, rabais, moins cher, "
        "offerts, de remise immédiate, de réduction immédiate, remboursés",
        up_to="jusqu'à",
        everything="sur tout, tout à, sur tout le site, sur tout le magasin, sur tous les articles, "
        "sur tous les produits, sur l'ensemble du site, sur l'ensemble du magasin, tout le magasin, "
        "tout le site",
        half="à moitié prix, moitié prix, demi-prix, demi-tarif",
        percent="pour cent",
        lowest="le plus bas, prix le plus bas, plus bas prix, meilleur prix",
        ever="jamais vu, jamais pratiqué, de tous les temps, historique",
        before="avant la réduction, avant réduction, avant la promotion, avant promotion, avant la baisse, "
        "précédant la réduction",
        days="jour, jours",
        weeks="semaine, semaines",
        months="mois",
        guaranteed="prix le plus bas garanti, meilleur prix garanti, garantie du meilleur prix, "
        "garantie du prix le plus bas",
        free="offert, offerte, offerts, gratuit, gratuite, gratuits, cadeau",
        worth="d'une valeur de, valeur",
        voucher="bon d'achat, chèque cadeau, carte cadeau, en bon d'achat, en bons d'achat, bons d'achat",
        each="tous les, par tranche de, chaque",
        spent="d'achat, d'achats, de commande",
        spending="dès l'achat de, pour tout achat de, pour un achat de, pour toute commande de",
        delivery="livraison, frais de port, frais de livraison, de livraison, de frais de port",
        delivered="livraison offerte, livraison gratuite, frais de port offerts, port offert",
        for_="pour, pour le prix de, au prix de",
        take="prenez, achetez",
        pay="payez, payés",
        buy="dès, pour l'achat de, à partir de, dès l'achat de",
        pieces="articles, article, produits, produit, pièces, achetés",
        second="deuxième, second, seconde",
        until="jusqu'au, valable jusqu'au, se termine le, offre valable jusqu'au, fin le",
        since="du",
        today="aujourd'hui seulement, uniquement aujourd'hui, dernier jour, se termine aujourd'hui, jusqu'à minuit",
        limited="durée limitée, pour une durée limitée, offre limitée, offre à durée limitée, temps limité",
        introduced="prix de lancement, offre de lancement, prix d'introduction",
        reduced="soldes, soldé, en promotion, promotion, promo, promos, prix cassé, prix cassés, prix réduit, "
        "déstockage, liquidation, remisé, bonne affaire, ventes privées, baisse de prix",
        unit_price="prix au kg, prix au kilo, le kg, prix au litre",
        names="janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    ),
    # Italian
    Words(
        was="invece di, invece che, anziché, al posto di, prezzo originale, prezzo precedente, prezzo iniziale, "
        "prezzo pieno, prezzo normale, prezzo abituale, vecchio prezzo, in precedenza, in origine",
        was_too="prima, era",
        listed="prezzo di listino, listino, prezzo consigliato, prezzo raccomandato, prezzo suggerito, "
        "prezzo al pubblico, prezzo di vendita consigliato",
        struck="prezzo barrato",
        market="prezzo di mercato",
        now="adesso, soltanto, prezzo scontato, prezzo promo, prezzo promozionale, prezzo speciale, "
        "prezzo attuale, prezzo finale, nuovo prezzo, in offerta a, a soli, a solo, oggi",
        now_too="ora, solo, soli",
        starts="a partire da, a partire dai, già da",
        later="dopo la promozione, successivamente",
        links="a, a soli, a solo, solo, soli, di, da, per",
        cut="risparmia, risparmi, risparmiate, risparmio, risparmio di, sconto, sconto di, sconti, ribasso del, "
        "sconto del, sconti del",
        less="di sconto, di risparmio, sconto, in meno, di ribasso, scontato, scontati",
        up_to="fino a, fino al, sino al, fino ad un, massimo",
        everything="su tutto, tutto, su tutti gli articoli, su tutti i prodotti, su tutta la collezione, "
        "su tutto il catalogo, su tutto il sito",
        half="a metà prezzo, metà prezzo",
        percent="per cento",
        lowest="prezzo più basso, più basso, prezzo minimo, miglior prezzo",
        ever="di sempre, mai visto, storico",
        before="prima della riduzione, prima dello sconto, prima della promozione, precedenti la riduzione, precedenti",
        days="giorno, giorni",
        weeks="settimana, settimane",
        months="mese, mesi",
        guaranteed="miglior prezzo garantito, prezzo più basso garantito",
        free="gratis, omaggio, in omaggio, in regalo, gratuito",
        worth="del valore di, valore",
        voucher="buono, buono sconto, buono spesa, buono acquisto, buono regalo",
        each="ogni",
        spent="di spesa, di acquisto, di acquisti",
        spending="su una spesa di, con una spesa di, per una spesa di, spesa minima, per acquisti superiori a, "
        "spesa minima di, con un acquisto di",
        delivery="spedizione, spese di spedizione, consegna, di spedizione",
        delivered="spedizione gratuita, spedizione gratis, consegna gratuita, consegna gratis",
        for_="per, al prezzo di, a",
        take="prendi, compri, acquista, compra",
        pay="paghi, paga",
        buy="se acquisti, acquistando, sull'acquisto di, comprando, a partire da",
        pieces="articoli, articolo, pezzi, pezzo, prodotti, prodotto",
        second="secondo, seconda",
        until="fino al, valido fino al, offerta valida fino al, entro il, scade il, termina il, solo fino al",
        since="dal, dall'",
        today="solo oggi, solo per oggi, ultimo giorno, scade oggi",
        limited="a tempo limitato, per un tempo limitato, per un periodo limitato, offerta limitata",
        introduced="prezzo di lancio, offerta di lancio, prezzo introduttivo",
        reduced="saldi, in saldo, scontato, scontati, in offerta, offerta speciale, in promozione, promozione, "
        "ribassato, svendita, prezzo ribassato, sottocosto, liquidazione, offertissima",
        unit_price="prezzo al kg, al kg, prezzo al litro, al litro",
        names="gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, "
        "dicembre",
    ),
    # Spanish
    Words(
        was="antes, en vez de, en lugar de, precio anterior, precio original, precio habitual, precio normal, "
        "precio inicial, precio antes, previamente, anteriormente",
        was_too="era",
        listed="pvp, pvpr, p.v.p., p.v.p.r., precio recomendado, precio de venta recomendado, precio de catálogo, "
        "precio de tarifa, precio de lista, precio de venta al público recomendado",
        struck="precio tachado",
        market="precio de mercado",
        now="ahora, solamente, por solo, por sólo, sólo, precio actual, precio oferta, precio rebajado, "
        "precio especial, precio final, nuevo precio, precio ahora, precio con descuento",
        now_too="solo, hoy",
        starts="desde, a partir de, desde solo",
        later="después, luego",
        links="por, a, solo, sólo, por solo, por sólo, de, en",
        cut="ahorra, ahorras, ahorre, ahorro, ahorro de, te ahorras, descuento, descuento de, descuento del, "
        "rebaja de, rebajas del, descuentos del, dto., dto, rebajado un",
        less="de descuento, de dto., dto., dto, descuento, de ahorro, menos, más barato, de rebaja",
        up_to="hasta, hasta un, hasta el, máximo",
        everything="en todo, en toda la web, en toda la tienda, en todos los artículos, en todos los productos, "
        "a todo, en toda la colección",
        half="a mitad de precio, mitad de precio",
        percent="por ciento, por cien",
        lowest="precio más bajo, más bajo, precio mínimo, mejor precio",
        ever="de la historia, de siempre, histórico, nunca visto",
        before="antes de la reducción, antes de la rebaja, antes del descuento, anteriores a la rebaja, anteriores, "
        "previos",
        days="día, días",
        weeks="semana, semanas",
        months="mes, meses",
        guaranteed="precio mínimo garantizado, mejor precio garantizado, garantía de mejor precio",
        free="gratis, de regalo, regalo, gratuito",
        worth="valorado en, valorada en, por valor de, con un valor de",
        voucher="vale, vale de compra, vale descuento, cupón, cheque regalo, tarjeta regalo, en vales",
        each="por cada, cada",
        spent="de compra, de compras, de pedido",
        spending="en compras superiores a, por compras superiores a, por compras de, en compras de, pedido mínimo, "
        "compra mínima, compra mínima de, pedido mínimo de, por una compra de",
        delivery="envío, gastos de envío, de envío",
        delivered="envío gratis, envío gratuito, gastos de envío gratis, envíos gratis",
        for_="por, por el precio de, al precio de, por solo",
        take="lleva, llévate, compra, compre",
        pay="paga, pague",
        buy="por la compra de, comprando, si compras, al comprar, a partir de",
        pieces="artículos, artículo, unidades, unidad, productos, producto, uds., ud.",
        second="segunda, segundo",
        until="hasta el, válido hasta el, oferta válida hasta el, termina el, sólo hasta el, solo hasta el, "
        "finaliza el",
        since="del, desde el",
        today="solo hoy, sólo hoy, solo por hoy, último día, termina hoy",
        limited="por tiempo limitado, tiempo limitado, oferta limitada",
        introduced="precio de lanzamiento, oferta de lanzamiento",
        reduced="rebajas, rebajado, rebajada, en oferta, oferta especial, ofertas, superoferta, promoción, "
        "liquidación, de rebajas, precio rebajado, chollo",
        unit_price="precio por kg, precio por kilo, precio por litro, el kilo",
        names="enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre",
    ),
    # Dutch
    Words(
        was="in plaats van, i.p.v., ipv, voorheen, oude prijs, oorspronkelijke prijs, oorspronkelijk, "
        "normale prijs, vorige prijs, van-prijs, vanprijs, eerdere prijs, normaal, eerst",
        was_too="was, eerder",
        listed="adviesprijs, adv. prijs, adv.prijs, catalogusprijs, aanbevolen prijs, aanbevolen verkoopprijs",
        struck="doorgestreepte prijs",
        market="marktprijs",
        now="slechts, actieprijs, aanbiedingsprijs, nieuwe prijs, huidige prijs, kortingsprijs, nu voor, "
        "nu slechts, nu maar, vandaag, voor maar, voor slechts",
        now_too="nu, voor, maar",
        starts="vanaf, nu vanaf, al vanaf",
        later="daarna",
        links="voor, maar, slechts, van, voor maar, voor slechts, vanaf",
        cut="bespaar, u bespaart, je bespaart, besparing, korting, korting van, voordeel, jouw voordeel, "
        "afgeprijsd met",
        less="korting, voordeel, goedkoper, besparing, minder, afgeprijsd, kassakorting",
        up_to="tot, tot wel, tot en met wel, maximaal",
        everything="op alles, alles, op het hele assortiment, op het gehele assortiment, op de hele collectie, "
        "op de gehele collectie, op alle artikelen",
        half="halve prijs, voor de halve prijs, voor de helft",
        percent="procent",
        lowest="laagste prijs, laagste, beste prijs",
        ever="ooit",
        before="voor de prijsverlaging, voor de korting, voorafgaand aan de actie, voor de actie, "
        "voorafgaand aan de prijsverlaging",
        days="dag, dagen",
        weeks="week, weken",
        months="maand, maanden",
        guaranteed="laagsteprijsgarantie, laagste prijs garantie, laagste prijsgarantie",
        free="gratis, cadeau",
        worth="t.w.v., ter waarde van, twv",
        voucher="cadeaubon, waardebon, tegoedbon, kortingsbon, shoptegoed, cadeaukaart",
        each="bij elke, per",
        spent="besteding, aan boodschappen",
        spending="bij besteding vanaf, bij besteding van, bij aankoop vanaf, minimale besteding, "
        "minimale besteding van, bij een besteding van, bij een besteding vanaf",
        delivery="verzending, verzendkosten, bezorging, bezorgkosten, levering",
        delivered="gratis verzending, gratis bezorging, gratis bezorgd, gratis levering, gratis verzonden",
        for_="voor, voor de prijs van, voor maar, halen",
        take="koop, neem",
        pay="betaal, betalen",
        buy="bij aankoop van, vanaf, bij",
        pieces="artikelen, artikel, stuks, stuk, producten, product",
        second="tweede",
        until="t/m, tot en met, tot, geldig t/m, geldig tot en met, geldig tot, nog tot, loopt tot, eindigt op",
        since="van",
        today="alleen vandaag, laatste dag, eindigt vandaag, alleen nog vandaag",
        limited="tijdelijk, beperkte tijd, voor een beperkte tijd, tijdelijke aanbieding",
        introduced="introductieprijs, introductieaanbieding",
        reduced="uitverkoop, opruiming, afgeprijsd, aanbieding, in de aanbieding, aanbiedingen, actieprijs, koopje, "
        "prijsverlaging, prijsknaller",
        unit_price="prijs per kg, prijs per kilo, per kilo, prijs per liter",
        names="januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december",
    ),
)
