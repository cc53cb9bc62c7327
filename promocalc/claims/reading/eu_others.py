"""The words of Polish, Swedish, Danish with Norwegian, Portuguese and Czech advertisements, as those of
:mod:`promocalc.claims.reading.eu_west`."""

from __future__ import annotations

from promocalc.claims.reading.eu_words import Words

OTHERS: tuple[Words, ...] = (
    # Polish
    Words(
        was="zamiast, dawniej, wcześniej, poprzednio, przedtem, cena regularna, cena przed obniżką, "
        "cena przed promocją, cena normalna, cena początkowa, cena poprzednia, cena standardowa, "
        "cena wyjściowa, stara cena, regularna cena",
        was_too="było, był, była, zwykle",
        listed="cena sugerowana, sugerowana cena, sugerowana cena detaliczna, cena katalogowa, cena rekomendowana, "
        "rekomendowana cena, cena producenta, scd",
        struck="cena przekreślona, przekreślona cena",
        market="cena rynkowa",
        now="teraz, tylko, teraz tylko, cena promocyjna, cena po obniżce, cena po rabacie, cena specjalna, "
        "cena aktualna, nowa cena, już za, za jedyne, za tylko, obecnie, obecna cena, dziś tylko, "
        "aktualna cena",
        now_too="za, dziś",
        starts="od, już od, cena od, ceny od",
        later="potem, następnie, później, po promocji",
        links="za, tylko, od, o, to, w cenie, na",
        cut="oszczędzasz, oszczędź, oszczędność, oszczędzaj, rabat, rabatu, zniżka, zniżki, taniej o, obniżka o, "
        "obniżka, przecena, przeceny, upust, rabaty",
        less="rabatu, zniżki, taniej, mniej, rabat, zniżka, obniżki, oszczędności, upustu, przeceny",
        up_to="do, nawet do, aż do, nawet, maksymalnie",
        everything="na wszystko, wszystko, na cały asortyment, na całą ofertę, na wszystkie produkty, na cały sklep, "
        "na całą kolekcję",
        half="za pół ceny, pół ceny, połowa ceny, za połowę ceny, o połowę taniej",
        percent="procent, proc.",
        lowest="najniższa cena, najniższą cenę, najniższej ceny",
        ever="w historii, kiedykolwiek",
        before="przed obniżką, przed promocją, przed wprowadzeniem obniżki",
        days="dzień, dni",
        weeks="tydzień, tygodni, tygodnie",
        months="miesiąc, miesięcy, miesiące",
        guaranteed="gwarancja najniższej ceny, gwarantowana najniższa cena",
        free="gratis, za darmo, prezent, w prezencie, bezpłatnie",
        worth="o wartości, wartość",
        voucher="bon, voucher, kupon, karta podarunkowa, w bonie, bon o wartości",
        each="za każde, każde",
        spent="wydane, zakupów",
        spending="przy zakupach za, przy zakupach od, przy zakupie za, przy zakupach powyżej, za zakupy powyżej, "
        "minimalna wartość zamówienia, przy zakupie powyżej, za zakupy od, przy zakupach za min.",
        delivery="dostawa, wysyłka, przesyłka, koszt dostawy",
        delivered="darmowa dostawa, dostawa gratis, darmowa wysyłka, bezpłatna dostawa, dostawa za darmo",
        for_="za, w cenie",
        take="kup, weź",
        pay="zapłać, płać, płacisz",
        buy="przy zakupie, przy zakupie min., od",
        pieces="sztuk, sztuki, sztuka, szt., produktów, produkty, produkt",
        second="druga, drugi, drugie, drugą",
        until="do, ważne do, obowiązuje do, oferta ważna do, promocja trwa do, kończy się, tylko do, trwa do",
        since="od",
        today="tylko dziś, tylko dzisiaj, ostatni dzień, kończy się dziś",
        limited="przez ograniczony czas, oferta ograniczona czasowo, oferta limitowana, limitowana czasowo",
        introduced="cena wprowadzająca, cena na start, oferta wprowadzająca",
        reduced="promocja, wyprzedaż, obniżka, obniżki, przecena, przecenione, przeceniony, okazja, w promocji, "
        "hit cenowy, super cena",
        unit_price="cena jednostkowa, cena za kg, cena za litr, cena za 1 kg, cena za 1 l",
        names="stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, "
        "listopada, grudnia",
    ),
    # Swedish
    Words(
        was="ord. pris, ord.pris, ordinarie pris, ordinarie, ord., tidigare, tidigare pris, förut, förr, "
        "i stället för, istället för, ursprungspris, ursprungligt pris, normalpris",
        was_too="var, före, innan, ord",
        listed="rek. pris, rek.pris, rek. ca pris, rekommenderat pris, rekommenderat cirkapris, cirkapris, ca-pris, "
        "riktpris, listpris",
        struck="överstruket pris",
        market="marknadspris",
        now="endast, just nu, kampanjpris, reapris, extrapris, nupris, nytt pris, specialpris, medlemspris, "
        "nu endast, nu bara, idag",
        now_too="nu, bara",
        starts="från, redan från, priser från, fr.",
        later="därefter, sedan, efter kampanjen",
        links="endast, bara, för, till, med, på, är, ca",
        cut="spara, du sparar, spar, rabatt, besparing, sänkt med, nedsatt med, prissänkt med, prissänkning",
        less="rabatt, billigare, lägre pris, besparing, avdrag, mindre",
        up_to="upp till, upptill, max",
        everything="på allt, på hela sortimentet, på alla varor, på alla produkter, på hela köpet, på hela butiken, "
        "hela sortimentet",
        half="halva priset, till halva priset, för halva priset, halva ordinarie priset",
        percent="procent",
        lowest="lägsta pris, lägsta priset, lägsta",
        ever="någonsin, genom tiderna",
        before="före prissänkningen, före sänkningen, innan prissänkningen, innan kampanjen, före kampanjen",
        days="dag, dagar, dagarna, dagars",
        weeks="vecka, veckor, veckorna",
        months="månad, månader, månaderna",
        guaranteed="lägsta pris-garanti, lägsta prisgaranti, lägstaprisgaranti",
        free="på köpet, gratis, utan kostnad",
        worth="värde, till ett värde av, värd, värt, värde:",
        voucher="presentkort, värdecheck, tillgodokvitto",
        each="per, för varje",
        spent="köp, i köp",
        spending="vid köp över, vid köp för minst, vid köp för, vid köp av minst, när du handlar för, "
        "när du handlar för minst, vid köp från",
        delivery="frakt, leverans, porto, fraktkostnad",
        delivered="fri frakt, gratis frakt, fraktfritt, fri leverans",
        for_="för",
        take="köp, ta",
        pay="betala för, betala",
        buy="vid köp av, vid köp av minst, om du köper",
        pieces="varor, st, stycken, produkter, plagg, delar",
        second="andra",
        until="till och med, t.o.m., t o m, tom, gäller till, gäller t.o.m., gäller till och med, till, fram till, "
        "slutar",
        since="från, fr.o.m.",
        today="endast idag, bara idag, gäller endast idag, sista dagen, slutar idag, endast i dag",
        limited="begränsad tid, under en begränsad tid, under begränsad tid, tidsbegränsat erbjudande",
        introduced="introduktionspris, lanseringspris, introduktionserbjudande",
        reduced="rea, realisation, utförsäljning, extrapris, nedsatt, prissänkt, sänkt pris, reapris, kampanjpris, "
        "slutrea, klipp, fynd",
        unit_price="jmf-pris, jmfpris, jämförpris, jmf. pris, jmf, kilopris, literpris",
        names="januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december",
    ),
    # Danish, Norwegian
    Words(
        was="før, førpris, før-pris, normalpris, normal pris, tidligere, tidligere pris, førhen, i stedet for, "
        "istedet for, oprindelig pris, oprindeligt, normalt, ord. pris, ordinær pris, opprinnelig pris, "
        "vanlig pris",
        was_too="var",
        listed="vejl. pris, vejledende pris, vejledende udsalgspris, vejl. udsalgspris, vejl., vejledende, "
        "veil. pris, veiledende pris, listepris, katalogpris, anbefalet pris",
        struck="overstreget pris",
        market="markedspris",
        now="kun, tilbudspris, kampagnepris, nupris, spotpris, ny pris, nu kun, nå kun, særpris, medlemspris, "
        "i dag kun, nå, kampanjepris",
        now_too="nu, bare, i dag",
        starts="fra, allerede fra, priser fra",
        later="derefter, herefter, efterfølgende, efter tilbuddet",
        links="kun, bare, for, til, på, er, med, for kun, ca.",
        cut="spar, du sparer, rabat, besparelse, sparer, nedsat med, rabatt, avslag, prisen er sat ned med",
        less="rabat, billigere, besparelse, rabatt, avslag, mindre",
        up_to="op til, opptil, opp til, inntil, indtil",
        everything="på alt, på alle varer, på hele sortimentet, på hele butikken, alle varer",
        half="halv pris, til halv pris, halvpris, den halve pris",
        percent="procent, prosent",
        lowest="laveste pris, laveste, lavest pris",
        ever="nogensinde, noensinne, til dato",
        before="før nedsættelsen, før prisnedsættelsen, før tilbuddet, før kampagnen, før prisnedsettelsen",
        days="dag, dage, dager, dages, dagene",
        weeks="uge, uger, uker",
        months="måned, måneder, måneders",
        guaranteed="prisgaranti, laveste pris garanti, laveste-pris-garanti",
        free="gratis, med i købet, i gave",
        worth="værdi, til en værdi af, til en værdi på, verdi, til en verdi av",
        voucher="gavekort, værdikupon, værdibevis",
        each="pr., for hver",
        spent="køb, kjøp",
        spending="ved køb over, ved køb for, ved køb for mindst, ved køb for over, når du handler for, ved kjøp over, "
        "min. køb, ved køb af mindst",
        delivery="fragt, levering, porto, frakt",
        delivered="fri fragt, gratis fragt, gratis levering, fragtfri, fri levering, gratis frakt, fri frakt",
        for_="for, for kun",
        take="køb, kjøp, tag",
        pay="betal for, betal",
        buy="ved køb af, ved kjøp av, køb",
        pieces="varer, stk., stk, produkter",
        second="anden, andet",
        until="til og med, t.o.m., gælder til, gælder til og med, gælder t.o.m., til, indtil, frem til, gjelder til",
        since="fra, fra den",
        today="kun i dag, gælder kun i dag, sidste dag, slutter i dag, bare i dag",
        limited="i begrænset tid, begrænset periode, i en begrænset periode, tidsbegrænset, tidsbegrænset tilbud, "
        "begrenset tid",
        introduced="introduktionspris, introduktionstilbud, introtilbud, intropris, introduksjonspris, "
        "introduksjonstilbud",
        reduced="tilbud, udsalg, på tilbud, nedsat, spotvare, tilbudspris, kampagnepris, lagersalg, prisfald, salg, "
        "nedsatt, salgspris, black friday-pris",
        unit_price="kilopris, literpris, kg-pris, pr. kg, stk. pris, enhedspris",
        names="januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december",
    ),
    # Portuguese
    Words(
        was="antes, em vez de, ao invés de, preço anterior, preço original, preço normal, preço habitual, "
        "preço antigo, anteriormente, preço inicial",
        was_too="era",
        listed="pvpr, p.v.p.r., pvp recomendado, preço recomendado, preço de tabela, preço de catálogo, "
        "preço de venda recomendado, preço de venda ao público recomendado",
        struck="preço riscado",
        market="preço de mercado",
        now="agora, apenas, por apenas, preço atual, preço promocional, preço com desconto, preço especial, "
        "preço final, novo preço, agora apenas, agora por, hoje",
        now_too="só, por só",
        starts="a partir de, desde",
        later="depois, após a promoção",
        links="por, apenas, só, a, de, em",
        cut="poupe, poupa, poupança, poupança de, desconto, desconto de, economize, descontos de",
        less="de desconto, desconto, de poupança, mais barato, menos, em desconto",
        up_to="até, até um",
        everything="em tudo, tudo, em toda a loja, em todos os artigos, em todos os produtos, em todo o site, "
        "em toda a coleção",
        half="a metade do preço, metade do preço, meio preço",
        percent="por cento",
        lowest="preço mais baixo, mais baixo, melhor preço",
        ever="de sempre, histórico, alguma vez praticado",
        before="antes da redução, antes da promoção, anteriores à promoção, anteriores, antes do desconto, "
        "anteriores à redução",
        days="dia, dias",
        weeks="semana, semanas",
        months="mês, meses",
        guaranteed="melhor preço garantido, preço mais baixo garantido",
        free="grátis, oferta, de oferta, gratuito, brinde",
        worth="no valor de, valor de",
        voucher="vale, vale de compras, cupão, cartão oferta, em vale, em talão, vale de desconto",
        each="por cada, em cada, cada",
        spent="em compras, de compras",
        spending="em compras superiores a, em compras acima de, em compras iguais ou superiores a, compra mínima de, "
        "em compras de",
        delivery="portes, envio, entrega, portes de envio, de portes",
        delivered="portes grátis, envio grátis, entrega grátis, portes de envio grátis, envio gratuito",
        for_="por, pelo preço de, por apenas",
        take="leve, compre",
        pay="pague",
        buy="na compra de, ao comprar, a partir de",
        pieces="artigos, artigo, unidades, unidade, produtos, produto, un.",
        second="segunda, segundo",
        until="até, até ao dia, até dia, válido até, válido até ao dia, termina a, campanha válida até, só até",
        since="de, do dia",
        today="só hoje, apenas hoje, último dia, termina hoje",
        limited="por tempo limitado, tempo limitado, oferta limitada",
        introduced="preço de lançamento, oferta de lançamento, preço de introdução",
        reduced="saldos, em promoção, promoção, promoções, em saldos, liquidação, rebaixado, preço reduzido, "
        "oportunidade",
        unit_price="preço por kg, preço por quilo, preço por litro",
        names="janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro",
    ),
    # Czech
    Words(
        was="původně, původní cena, dříve, předtím, místo, namísto, běžná cena, běžně, normálně, normální cena, "
        "stará cena, před slevou, cena před slevou, předchozí cena, standardní cena, obvyklá cena",
        was_too="bylo, byla",
        listed="doporučená cena, doporučená maloobchodní cena, doporučená prodejní cena, doporučená koncová cena, "
        "dop. cena, dmoc, ceníková cena, katalogová cena",
        struck="přeškrtnutá cena",
        market="tržní cena",
        now="nyní, teď, pouze, akční cena, cena po slevě, zvýhodněná cena, nová cena, již za, už za, za pouhých, "
        "nyní jen, teď jen, dnes jen, naše cena, cena v akci, aktuální cena",
        now_too="jen, dnes, za",
        starts="od, již od, už od, cena od, ceny od",
        later="poté, potom, později, po akci",
        links="za, jen, pouze, od, o, na, ve výši, činí",
        cut="ušetříte, ušetřete, ušetři, ušetříš, úspora, sleva, slevu, slevou, se slevou, zlevněno o, "
        "zlevnění o, slevy, sleva ve výši",
        less="sleva, slevy, slevu, levněji, levnější, úspora, méně, dolů",
        up_to="až, až do, až o, maximálně, až -",
        everything="na vše, na všechno, na celý sortiment, na veškerý sortiment, na celou nabídku, "
        "na všechny produkty, na celý nákup, vše",
        half="za polovinu, za půl ceny, poloviční cena, za poloviční cenu, za polovic, půl ceny",
        percent="procent, procenta, procento",
        lowest="nejnižší cena, nejnižší ceny, nejnižší cenu, nejnižší",
        ever="v historii, všech dob",
        before="před slevou, před akcí, před snížením, před zlevněním, před poskytnutím slevy",
        days="den, dny, dnů, dní, dnech",
        weeks="týden, týdny, týdnů",
        months="měsíc, měsíce, měsíců",
        guaranteed="garance nejnižší ceny, garance nejlepší ceny",
        free="zdarma, dárek, jako dárek, gratis, v ceně",
        worth="v hodnotě, hodnota",
        voucher="poukaz, poukázka, dárkový poukaz, voucher, kupón, kupon",
        each="za každých, každých",
        spent="nákupu",
        spending="při nákupu nad, při nákupu od, při nákupu za, při nákupu za více než, minimální hodnota objednávky, "
        "nad",
        delivery="doprava, dopravné, poštovné, doručení",
        delivered="doprava zdarma, poštovné zdarma, doručení zdarma",
        for_="za, za cenu",
        take="kup, kupte, vezmi",
        pay="zaplať, zaplaťte, plať",
        buy="při nákupu, při koupi, od",
        pieces="kusů, kusy, kus, ks, produktů, produkty, produkt",
        second="druhý, druhá, druhé, druhou",
        until="do, platí do, platnost do, akce platí do, akce trvá do, končí, jen do, pouze do",
        since="od",
        today="jen dnes, pouze dnes, poslední den, končí dnes",
        limited="časově omezená nabídka, časově omezeno, časově omezená akce, po omezenou dobu, na omezenou dobu",
        introduced="zaváděcí cena, úvodní cena",
        reduced="akce, v akci, výprodej, zlevněno, slevová akce, akční cena, zlevněné, doprodej, zvýhodněná cena, "
        "ve slevě",
        unit_price="cena za kg, cena za litr, jednotková cena, měrná cena, cena za 1 kg",
        names="ledna, února, března, dubna, května, června, července, srpna, září, října, listopadu, prosince",
    ),
)
