"""Numbers and addresses that belong to a person, found in Korean text and masked.

Measured on real records: 105 addresses of web pages contain digits that look like account, licence and resident
numbers, so what stands in an address is never taken for one. Resident numbers are not filtered by their check digit:
numbers given since October 2020 have none. Card numbers are (ISO/IEC 7812-1, Luhn), or any 16 digits would be a card.

Longer than other modules because it is a table of patterns with what follows from each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

Kind = Literal["resident", "foreigner", "passport", "licence", "mobile", "card", "account", "free_mail", "mail"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_LONG_KINDS = frozenset({"resident", "foreigner", "licence", "mobile", "card", "account"})


@dataclass(frozen=True, slots=True)
class Match:
    """What was found, where, and how it may be shown."""

    kind: Kind
    start: int
    end: int
    masked: str


_SEPARATOR = r"(?:[ \t]?[-.·‐‑‒–—−][ \t]?|[ \t])"
# What a number is counted in: "210501 1234567원" is an amount after a date.
_COUNTED = re.compile(r"[ \t]*(?:원|명|건|개|회|대|천|만|억|%|kWh|km|m²|㎡)")
_WEB_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"']+|www\.[^\s<>\"']+")
# [글](주소)와 [글]: 주소. mailto and tel are kept: they are read by people as what they are.
_LINK_TARGET = re.compile(
    r"\]\([ \t]*(?!<?(?:mailto|tel):)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?=\S*/)\S+",
    re.MULTILINE,
)

# Most texts hold no number as long as the shortest kind but for dates: nothing else is looked for in them then.
_LONG_NUMBER = re.compile(r"[0-9][0-9 \t.·)‐‑‒–—−-]{8,}[0-9]")
_FEWEST_DIGITS = 9
_MOBILE = re.compile(rf"01[016789](\)?{_SEPARATOR}|\))?([0-9]{{3,4}})({_SEPARATOR})?([0-9]{{4}})(?![0-9]|-[0-9])")
_MOBILE_ABROAD = re.compile(
    rf"\+82{_SEPARATOR}?(?:\(0\)|0)?1[016789]{_SEPARATOR}?[0-9]{{3,4}}{_SEPARATOR}?[0-9]{{4}}(?![0-9])"
    rf"|82-0?1[016789]{_SEPARATOR}[0-9]{{3,4}}{_SEPARATOR}[0-9]{{4}}(?![0-9])"
)
_RESIDENT = re.compile(
    r"[0-9][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?P<separator>[ \t]?[-‐‑‒–—−][ \t]?|[ \t])?"
    r"(?P<century>[1-8])[0-9]{6}(?![0-9A-Za-z_]|-[0-9]|\.[0-9])"
)
_CARD = re.compile(
    r"[3-69][0-9]{3}(?P<first>[ -]?)(?:[0-9]{4}(?P=first)[0-9]{4}(?P=first)[0-9]{4}|[0-9]{6}(?P=first)[0-9]{5})"
    r"(?![0-9A-Za-z_]|[ .-][0-9])"
)
_REGION = "서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산"
_LICENCE = re.compile(
    rf"(?:1[1-9]|2[0-8])-[0-9]{{2}}-[0-9]{{6}}-[0-9]{{2}}(?![0-9]|-[0-9])"
    rf"|(?:{_REGION})[ \t-]?[0-9]{{2}}-[0-9]{{6}}-[0-9]{{2}}(?![0-9]|-[0-9])"
)
_LICENCE_NAMED = re.compile(r"면허[^0-9\n]{0,12}((?:1[1-9]|2[0-8])[0-9]{10})(?![0-9])")
_PASSPORT = re.compile(r"[MS](?:(?!19[0-9]{2}|20[0-9]{2})[0-9]{8}|(?<=M)[0-9]{3}[A-Z][0-9]{4})(?![0-9A-Za-z_-])")
_PASSPORT_NAMED = re.compile(
    r"(?:여권|[Pp]assport)[^0-9A-Z\n]{0,12}([A-Z]{1,2}[0-9]{7,8}|[A-Z][0-9]{3}[A-Z][0-9]{4})(?![0-9A-Za-z])"
)
_ACCOUNT_NAMED = re.compile(
    r"(?:은행|뱅크|농협|축협|수협|신협|새마을금고|우체국|계좌|통장|예금주|입금)[^0-9\n]{0,15}([0-9][0-9-]{8,17}[0-9])(?![0-9-])"
)
# How the large banks divide their numbers, so that no bank has to be named beside it.
_ACCOUNT = re.compile(
    r"(?:[0-9]{6}-[0-9]{2}-[0-9]{6}|[0-9]{3}-[0-9]{3}-[0-9]{6}|100[256]-[0-9]{3}-[0-9]{6}|[0-9]{3}-[0-9]{6}-[0-9]{5}"
    r"|3[05][0-9]-[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{3}-[0-9]{6}-[0-9]{2}-[0-9]{3}|3333-[0-9]{2}-[0-9]{7})(?![0-9A-Za-z]|-[0-9])"
)
# Numbers with hyphens that belong to nobody or that another kind names: offices, businesses, days.
_NO_ACCOUNT = re.compile(
    r"0[2-9][0-9]{0,2}-[0-9]{3,4}-[0-9]{4}|01[016789]-?[0-9]{3,4}-?[0-9]{4}|1[0-9]{3}-[0-9]{4}|[0-9]{3}-[0-9]{2}-[0-9]{5}"
    r"|[0-9]{6}-[0-9]{7}|(?:1[1-9]|2[0-8])-[0-9]{2}-[0-9]{6}-[0-9]{2}|(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9].*"
)
_DOMAIN = re.compile(r"@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})(?![A-Za-z0-9])")
_LOCAL_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*\Z")
_FREE_MAIL_DOMAINS = """
naver.com gmail.com googlemail.com hanmail.net daum.net kakao.com nate.com hotmail.com hotmail.co.kr outlook.com outlook.kr
outlook.co.kr live.com live.co.kr msn.com yahoo.com yahoo.co.kr icloud.com me.com mac.com korea.com dreamwiz.com empal.com
empas.com lycos.co.kr paran.com freechal.com chol.com hanmir.com hitel.net netian.com netsgo.com unitel.co.kr hananet.net
lycos.com aol.com gmx.com mail.com proton.me protonmail.com qq.com 163.com
"""
FREE_MAIL = frozenset(_FREE_MAIL_DOMAINS.split())
NO_MAIL = frozenset({"example.com", "example.org", "example.net", "github.com", "gitlab.com"})
_WIDE = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF20: "@", 0xFF0D: "-", 0xFF0B: "+"}
_WIDE_CHARACTERS = re.compile(f"[{''.join(map(chr, _WIDE))}]")


# The patterns by name, for the form on the site; what follows from a match is told in Python and in form-personal.js.
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "counted": _COUNTED,
    "webAddress": _WEB_ADDRESS,
    "linkTarget": _LINK_TARGET,
    "mobile": _MOBILE,
    "mobileAbroad": _MOBILE_ABROAD,
    "resident": _RESIDENT,
    "card": _CARD,
    "licence": _LICENCE,
    "licenceNamed": _LICENCE_NAMED,
    "passport": _PASSPORT,
    "passportNamed": _PASSPORT_NAMED,
    "account": _ACCOUNT,
    "accountNamed": _ACCOUNT_NAMED,
    "noAccount": _NO_ACCOUNT,
    "domain": _DOMAIN,
    "localPart": _LOCAL_PART,
}

# How many of the first and of the last signs are shown.
_SHOWN: Mapping[Kind, tuple[int, int]] = {"resident": (2, 0), "foreigner": (2, 0), "passport": (1, 2)}


def find_personal(text: str, kinds: Collection[Kind] = KINDS) -> Iterator[Match]:
    """Yield what in ``text`` belongs to a person, kind by kind; web addresses and link targets are passed over."""
    text, has_long_number = _narrow(text)
    has_addresses = True
    for kind in kinds:
        if kind in _LONG_KINDS and not has_long_number:
            continue
        found = list(_FINDERS[kind](text))
        # Few texts hold anything at all, so addresses are looked for last.
        if found and has_addresses:
            text, has_addresses = _blank_addresses(text), False
            found = list(_FINDERS[kind](text))
        for start, end in found:
            yield Match(kind, start, end, _mask(text[start:end], kind))


def mask_personal(text: str) -> str:
    """Return the text, as long as it was, with everything that belongs to a person masked; web addresses stay.

    Also what is joined by underscores as in names of files, and what stands in a link target: nothing is reported here.
    """
    plain = text.translate(_WIDE) if _WIDE_CHARACTERS.search(text) else text
    plain = _apart(_blank(_WEB_ADDRESS, plain))
    signs = list(text)
    for kind in KINDS:
        for start, end in _FINDERS[kind](plain):
            for at in _hidden(plain[start:end], kind):
                signs[start + at] = "*"
    return "".join(signs)


def find_in_file_name(path: str, kinds: Collection[Kind] = KINDS) -> Iterator[Match]:
    """Yield what in the name of a file belongs to a person: its words are joined by underscores, and a dot ends it."""
    stem, dot, suffix = path.rpartition(".")
    if dot and "/" not in suffix and ("@" not in stem or "." in stem.rpartition("@")[2]):
        path = stem
    return find_personal(_apart(path), kinds)


def _apart(name: str) -> str:
    return name.replace("_", " ")


@lru_cache(maxsize=4)  # every rule asks for the same few texts of a record
def _narrow(text: str) -> tuple[str, bool]:
    """Return the text with half-width digits and signs, and whether it holds a number as long as the shortest kind."""
    if _WIDE_CHARACTERS.search(text):
        text = text.translate(_WIDE)
    return text, any(map(_is_long, _LONG_NUMBER.findall(text)))


def _blank_addresses(text: str) -> str:
    return _blank(_WEB_ADDRESS, _blank(_LINK_TARGET, text))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "/" * len(found[0]), text)


def _is_long(number: str) -> bool:
    return sum(map(str.isdigit, number)) >= _FEWEST_DIGITS


def _mask(found: str, kind: Kind) -> str:
    """Return the finding with stars in place of what tells whose it is."""
    if kind in ("mail", "free_mail"):
        local, _, domain = found.partition("@")
        return f"{local[0]}***@{domain}"
    hidden = _hidden(found, kind)
    return "".join("*" if n in hidden else character for n, character in enumerate(found))


def _hidden(found: str, kind: Kind) -> set[int]:
    """Return the places in a finding of what tells whose it is."""
    if kind in ("mail", "free_mail"):
        return set(range(1, found.index("@")))
    if kind == "mobile":
        shown_first, shown_last = (4 if found[0] in "+8" else 3), 2
    else:
        shown_first, shown_last = _SHOWN.get(kind, (0, 2))
    signs = [n for n, character in enumerate(found) if character.isascii() and character.isalnum()]
    return set(signs[shown_first : len(signs) - shown_last])


def _character_before(text: str, offset: int) -> str:
    return text[offset - 1] if offset else ""


def _continues(text: str, start: int) -> bool:
    """Tell whether the number at ``start`` is the rest of a longer number or code: 1-2, 3.14, A12, file_12."""
    before = _character_before(text, start)
    if before in ("-", ".") and start > 1:
        return text[start - 2].isdigit()
    return before == "_" or (before.isascii() and before.isalnum())


def _find_mobile(text: str) -> Iterator[tuple[int, int]]:
    if "01" in text:
        for found in _MOBILE.finditer(text):
            if _is_mobile(found, text):
                yield found.span()
    if "82" in text:
        for found in _MOBILE_ABROAD.finditer(text):
            if not _continues(text, found.start()):
                yield found.span()


def _is_mobile(found: re.Match[str], text: str) -> bool:
    """Tell whether what looks like 010-1234-5678 is that, and not part of a code, a sum or a row of numbers."""
    first, middle, second, last = found.groups()
    is_old = found[0][2] != "0"
    if not (middle + last).strip("0") or (len(middle) < 4 and not is_old):
        return False
    if first or second:
        before = text[max(0, found.start() - 2) : found.start()]
        joined = before[-1:].isdigit() or (before[-1:] == "-" and before[0].isdigit())
        return not joined and not (is_old and (first or "").isspace())
    # Bare digits are a telephone number only where no letter makes a code of them.
    after = text[found.end() : found.end() + 1]
    return (
        not is_old
        and not _continues(text, found.start())
        and not ((after.isascii() and after.isalpha()) or after == "_")
    )


def _resident_numbers(text: str) -> Iterator[re.Match[str]]:
    for found in _RESIDENT.finditer(text):
        if _continues(text, found.start()) or not _is_day(found[0][:6]):
            continue
        separator = found["separator"]
        if (separator is None or separator.isspace()) and _COUNTED.match(text, found.end()):
            continue
        yield found


def _is_day(digits: str) -> bool:
    """Tell whether YYMMDD is a day; 29 February is one in some century."""
    month, day = int(digits[2:4]), int(digits[4:6])
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True


def _find_resident(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _resident_numbers(text) if found["century"] in "1234")


def _find_foreigner(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _resident_numbers(text) if found["century"] in "5678")


def _find_card(text: str) -> Iterator[tuple[int, int]]:
    for found in _CARD.finditer(text):
        start = found.start()
        follows_number = _character_before(text, start) == " " and start > 1 and text[start - 2].isdigit()
        if not _continues(text, start) and not follows_number and _passes_luhn(found[0]):
            yield found.span()


def _passes_luhn(number: str) -> bool:
    digits = [int(character) for character in reversed(number) if character.isdigit()]
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2])
    return len(digits) in (15, 16) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _find_licence(text: str) -> Iterator[tuple[int, int]]:
    for found in _LICENCE.finditer(text):
        if not _continues(text, found.start()):
            yield found.span()
    if "면허" in text:
        yield from (found.span(1) for found in _LICENCE_NAMED.finditer(text))


def _find_passport(text: str) -> Iterator[tuple[int, int]]:
    named = [found.span(1) for found in _PASSPORT_NAMED.finditer(text)] if "여권" in text or "assport" in text else []
    yield from named
    for found in _PASSPORT.finditer(text):
        if not _continues(text, found.start()) and found.span() not in named:
            yield found.span()


def _find_account(text: str) -> Iterator[tuple[int, int]]:
    named = []
    for found in _ACCOUNT_NAMED.finditer(text):
        number = found[1]
        has_length = 10 <= len(number) - number.count("-") <= 14 and "--" not in number
        if has_length and not _NO_ACCOUNT.fullmatch(number) and not _COUNTED.match(text, found.end()):
            named.append(found.span(1))
    yield from named
    for found in _ACCOUNT.finditer(text):
        if not _continues(text, found.start()) and found.span() not in named:
            yield found.span()


def _mail_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    if "@" not in text:
        return
    for found in _DOMAIN.finditer(text):
        at = found.start()
        local = _LOCAL_PART.search(text, max(0, at - 64), at)
        domain = found[1].lower()
        if local and domain not in NO_MAIL:
            yield local.start(), found.end(), domain


def _find_free_mail(text: str) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, domain in _mail_addresses(text) if domain in FREE_MAIL)


def _find_mail(text: str) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, domain in _mail_addresses(text) if domain not in FREE_MAIL)


_FINDERS: Mapping[Kind, Callable[[str], Iterator[tuple[int, int]]]] = {
    "resident": _find_resident,
    "foreigner": _find_foreigner,
    "passport": _find_passport,
    "licence": _find_licence,
    "mobile": _find_mobile,
    "card": _find_card,
    "account": _find_account,
    "free_mail": _find_free_mail,
    "mail": _find_mail,
}
