"""A rulebook and a cart in which every part of the language stands at least once."""

BOOK = """\
rulebook: everything
title: {en: Everything, zh: 样样都有}
currency: [CNY, USD]
about: {en: 'What a dialect fixes, in words.', zh: 用文字说明规定了什么。}
defaults:
  floor: {CNY: 0.01, USD: 0.01}
  over: {room: respread, cap: refuse}
  share: {by: pieces, odd: heaviest, over: pool, zero: even}
  rank: marked
rules:
  three-for-two: {sets: {of: 3}, pick: {cheapest: 1}, take: {off: 100%}}
  second-half: {sets: {of: 2, form: cheapest, partial: true}, pick: {nth: 2}, take: {off: 50%}}
  across: {sets: {of: 3, form: cart, at_most: 2}, pick: {dearest: 1, from: all, at_most: 2}, take: {off: 5}}
  bundle: {sets: {of: 3, distinct: category}, each: set, take: {to: 99}}
  add-on: {on: {tag: gift}, sets: {of: 1, with: {on: {tag: main}, pieces: 2}}, each: piece, take: {to: line.gift}}
  few: {pick: {nth: [1, 3], order: dearest}, rank: running, take: {off: 10%}, share: {over: picked, zero: none}}
  member-price:
    each: piece
    take: {to: line.min_price}
    floor: line.least
    cap: {each: line.most, month: 350, person: 900}
  abroad:
    from: {CNY: 200, USD: 30}
    take: {off: {CNY: 20, USD: 3}, every: {CNY: 200, USD: 30}}
    cap: {CNY: 60, USD: 9}
    limit: {order: 1, campaign: 1000}
  luck: {take: {off: {between: [1%, 20%]}}}
  beans: {take: {off: 100%}, cap: {order: 50%}, use: {balance: beans, unit: 0.01, step: 1000, least: 2000}}
  purse: {take: {off: 100%}, use: {balance: purse, step: 10}}
  card: {take: {give: 10, in: gift card, every: 100, clawback: whole}, over: refuse}
  points:
    take:
      tiers: [{from: 100, give: 50}, {from: {CNY: 300, USD: 40}, give: 2%}]
      in: points
      worth: 0.01
      clawback: share
  later-tiers: {take: {give: 5%, in: cash}, of: running - card, round: {unit: 1}}
price:
  - {consume: pieces, of: [three-for-two, [second-half, {shelf: [across]}]]}
  - [bundle, add-on, few, member-price]
  - {consume: spend, of: [abroad, luck]}
  - [beans, purse, card, points, later-tiers]
tax: {included: true, rate: line.tax_rate, of: running, per: rate, round: {mode: down}, rounds: net}
"""

CART = """\
cart: everything
rulebook: everything.yaml
currency: USD
shopper:
  used: {member-price: {month: 12.5, person: 300}}
  times: {abroad: {campaign: 12}}
wallet: {balances: {beans: 5000, purse: 12.5}}
lines:
  - {id: a, price: 20, qty: 3, category: x, tags: [main, gift], attributes: {tax_rate: 20%, gift: 1, min_price: 9折}}
  - {id: b, price: 15, qty: 2, category: y, attributes: {tax_rate: 7%}}
"""
