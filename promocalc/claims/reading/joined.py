"""What is said of a reduction by the words beside it.

A share beside pieces or a voucher is what these come to, or a reduction of its own: 满200返100 相当于5折 says what the
voucher comes to, 买一送一 5折 may mean either. A price that is named beside a reduction is the one that it is off:
吊牌价3折, "20 % off RRP".
"""

from __future__ import annotations

import re

from promocalc.claims.claim import Bundle, Claim, Off, ReferenceOf, Save, Voucher
from promocalc.claims.reading.eu_names import any_of
from promocalc.claims.reading.prices import Priced
from promocalc.claims.reading.ways import Alternative

_COMES_TO = re.compile(
    r"[;,(\s]{0,3}(?:相?当于|约?等于|约合|折合|合计?|即|就是|变相|平均|=|≈|\bi\.?e\.?|that's|that\sis|"
    r"equals?|(?:is\s)?(?:equal|equivalent)\sto|works\sout\s(?:at|as)|=\s)(?:全场|每件|约|a\s|an\s){0,2}\s?"
)
_BESIDE = re.compile(r"[;,(/|~&+*\s]{0,3}")


def shares(found: list[Priced], text: str) -> list[Priced]:
    """Parts in their order, those that belong together as one. ``text`` is the folded one, from which what was
    understood is blanked."""
    joined: list[Priced] = []
    for one in found:
        before = joined[-1] if joined else None
        both = None if before is None else _both(before, one, text[before.end : one.start])
        if both is None:
            joined.append(one)
        else:
            joined[-1] = both
    return joined


_LISTED = r"吊牌价|(?:建议|厂商|厂家|官方|品牌){0,2}(?:零售|指导)价|官方价"
_OF_OTHERS = r"市场价|专柜(?:同款)?价|同款价|官网价|门店价|[比较](?:别家|同行|其他平台|专柜|官网|门店|实体店)"
_LISTED_EN = (
    r"rrp|msrp|srp|uvp|(?:manufacturer'?s?\s)?(?:list|recommended|suggested)(?:\sretail)?(?:\sprices?)?|"
    rf"(?:suggested\s)?retail(?:\sprices?)?|{any_of('listed')}"
)
_OF_OTHERS_EN = (
    r"elsewhere|high\sstreet(?:\sprices?)?|competitors?'?s?'?(?:\sprices?)?|other\s(?:shops|stores|retailers)|leading\sbrands?|"
    r"(?:shop|store|market)\sprices?"
)


def _before(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{names})(?:的|都|还|再|要|基础上){{0,2}}[:,;]?$")


_THAN = (
    r"(?:off|on|than|of|from|vs\.?|below|against|als|auf|gegenüber|sur|par\srapport\sau|rispetto|sul|sobre|op|od|på|"
    r"ten\sopzichte\svan|t\.o\.v\.)"
)


def _after(names: str) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_THAN}\s)?(?:(?:the|our|die|der|dem|le|la|al|el|de|den)\s)?(?:{names})(?![a-z])")


_NAMED: tuple[tuple[ReferenceOf, re.Pattern[str], re.Pattern[str]], ...] = (
    ("list", _before(_LISTED), _after(_LISTED_EN)),
    ("market", _before(_OF_OTHERS), _after(_OF_OTHERS_EN)),
)


def against(found: list[Priced], text: str) -> list[Priced]:
    """Parts in their order; where the words beside a reduction name a price, it is off that one."""
    return [_against(one, text) for one in found]


def _against(one: Priced, text: str) -> Priced:
    claims = [claim for _, some in one.alternatives for claim in some]
    if not claims or not all(isinstance(claim, Off | Save) and claim.of == "own" for claim in claims):
        return one
    for of, before, after in _NAMED:
        if before.search(text, max(one.start - 16, 0), one.start) or after.match(text, one.end):
            ways = (
                (way, tuple(claim.model_copy(update={"of": of}) for claim in some)) for way, some in one.alternatives
            )
            return Priced(one.start, one.end, tuple(ways))
    return one


def _both(first: Priced, second: Priced, between: str) -> Priced | None:
    rate = _share(second)
    if rate is None or not any(_pieces(claim) for _, claims in first.alternatives for claim in claims):
        return None
    comes_to, beside = _COMES_TO.fullmatch(between), _BESIDE.fullmatch(between)
    if comes_to is None and (beside is None or len(first.alternatives) > 1):
        return None
    said: list[Alternative] = [
        (way, tuple(_saying(claim, rate) for claim in claims) + (() if any(map(_pieces, claims)) else (rate,)))
        for way, claims in first.alternatives
    ]
    if comes_to is None:
        ((_, claims),) = first.alternatives
        said = [("comes_to", said[0][1]), ("besides", (*claims, rate))]
    return Priced(first.start, second.end, tuple(said))


def _share(one: Priced) -> Off | None:
    """The share that a part says, where it says nothing else."""
    match one.alternatives:
        case ((_, (Off(reach="item", start=None) as off,)),):
            return off
        case _:
            return None


def _pieces(claim: Claim) -> bool:
    return isinstance(claim, Bundle | Voucher) and claim.said is None and claim.share is not None


def _saying(claim: Claim, off: Off) -> Claim:
    return claim.model_copy(update={"said": off.rate}) if _pieces(claim) else claim
