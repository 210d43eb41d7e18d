"""How Korean text is cut into terms; assets/js/search-text.js does the same, and one table of examples tests both."""

from __future__ import annotations

import re
import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]


def split_words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


# Particles that may follow a noun, longest first, so that the first that fits is the whole of it.
JOSA = tuple(
    sorted(
        split_words(
            "에게서는 으로부터 에서부터 까지도 에서는 에서도 으로는 으로도 으로써 으로서 이라는 이라고 에게서 께서는 에게는 에게도 한테서"
            " 부터 까지 에서 에게 으로 처럼 보다 마다 조차 마저 밖에 이나 이란 이며 라는 라고 로서 로써 로는 로도 에는 에도 와의 과의"
            " 만의 만이 들의 들이 들을 들은 이 가 을 를 은 는 의 에 로 와 과 도 만 나 며"
        ),
        key=lambda josa: (-len(josa), josa),
    )
)

# What follows words of two syllables or more and is never the end of another noun (을 but not 마을): it makes no terms.
_TRIMMED = re.compile(
    "(?!.*[마가노고]을$)(..+?)(?:을|를|은|는|에|에서|에게|에는|에도|에서는|에서도|으로|으로는|으로도|으로써|으로서|까지|부터"
    "|하는|하고|하며|하여|하였다|하였습니다|했다|했습니다|한다|합니다|되는|되어|되었다|되었습니다|된다|됩니다|습니다|입니다|이다"
    "|이었다|였다)$"
)

MAX_TERM = 24
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3041-\u30ff"
_JAMO = "\u3131-\u318e"
_SYLLABIC = f"[가-힣]+|[{_HAN}]+|[{_KANA}]+"
_WHOLE = f"[0-9]+|[^\\W_0-9가-힣{_HAN}{_KANA}{_JAMO}]+"
_RUN = re.compile(f"{_SYLLABIC}|{_WHOLE}")
_QUERY_RUN = re.compile(f"{_SYLLABIC}|{_WHOLE}|[{_JAMO}]+")
_LETTERS = re.compile(f"[가-힣{_JAMO}]+|{_SYLLABIC}|{_WHOLE}")
_IS_SYLLABIC = re.compile(f"[가-힣{_HAN}{_KANA}]")
_FULL_WIDTH = re.compile("[\u3000\uff01-\uff5e]")
_TO_HALF_WIDTH = {0x3000: " "} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)
_VOWEL_PAIRS = {"ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ"}
_FINAL_PAIRS = {
    "ㄱㅅ": "ㄳ",
    "ㄴㅈ": "ㄵ",
    "ㄴㅎ": "ㄶ",
    "ㄹㄱ": "ㄺ",
    "ㄹㅁ": "ㄻ",
    "ㄹㅂ": "ㄼ",
    "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ",
    "ㄹㅍ": "ㄿ",
    "ㄹㅎ": "ㅀ",
    "ㅂㅅ": "ㅄ",
}
# The letters that are typed for one: ㅘ -> ㅗㅏ.
_TYPED_AS = str.maketrans({pair: letters for letters, pair in (_VOWEL_PAIRS | _FINAL_PAIRS).items()})


def normalise(text: str) -> str:
    """Return text as it is kept: NFC. NFKC would turn ㅈ into a letter that initial consonants never match."""
    return unicodedata.normalize("NFC", text)


def narrow(text: str) -> str:
    """Return text with full-width letters, digits and signs in half width."""
    return text.translate(_TO_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


def fold(text: str) -> str:
    """Return normalised text in lower case and half width, every character in its place.

    A letter whose lower case is longer (İ) stays, so that ranges found in the folded text hold for the text itself.
    """
    text = narrow(text)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.replace("ς", "σ")


def is_hangul(char: str) -> bool:
    """Tell whether the character is a whole Korean syllable."""
    return "가" <= char <= "힣"


def cut_runs(folded: str) -> list[str]:
    """Return the pieces of one script: Korean, Han, kana, digits, other letters; the rest separates."""
    return _RUN.findall(folded)


def cut_query(folded: str) -> list[str]:
    """Return the runs of a query, where single consonants and vowels count too."""
    return _QUERY_RUN.findall(folded)


def cut_letters(folded: str) -> list[str]:
    """Return the pieces of a query that is being typed, where half-typed syllables belong to their word."""
    return _LETTERS.findall(folded)


def cut_terms(run: str) -> list[str]:
    """Return the terms of a run: two syllables each for Korean, Han and kana, else the whole."""
    if len(run) == 1:
        return [run]
    if _IS_SYLLABIC.match(run):
        trimmed = _TRIMMED.match(run)
        stem = trimmed[1] if trimmed else run
        return [stem[i : i + 2] for i in range(len(stem) - 1)]
    return [run[:MAX_TERM]]


def split_syllable(char: str) -> tuple[int, int, int]:
    """Return the places of a Korean syllable's letters in INITIALS, VOWELS and FINALS."""
    code = ord(char) - 0xAC00
    return code // 588, code % 588 // 28, code % 28


def to_jamo(text: str) -> str:
    """Return text with its syllables taken apart: 주차 -> ㅈㅜㅊㅏ."""
    letters = []
    for char in text:
        if is_hangul(char):
            initial, vowel, final = split_syllable(char)
            letters += [INITIALS[initial], VOWELS[vowel], FINALS[final]]
        else:
            letters.append(char)
    return "".join(letters)


def to_initials(text: str) -> str:
    """Return text with its syllables cut down to their first consonant: 주차 -> ㅈㅊ."""
    return "".join(INITIALS[split_syllable(char)[0]] if is_hangul(char) else char for char in text)


def compose_keys(word: str) -> str | None:
    """Return what the keys of ``word`` write on the Korean layout (wnck -> 주차); None if letters stay alone."""
    keys = [_KEYS.get(char) or _KEYS.get(char.lower()) or char for char in word]
    composed = []
    at = 0

    def vowel(i: int) -> bool:
        return i < len(keys) and keys[i] in VOWELS

    while at < len(keys):
        initial = keys[at]
        if initial not in INITIALS or not vowel(at + 1):
            return None
        middle = keys[at + 1]
        at += 2
        if vowel(at) and middle + keys[at] in _VOWEL_PAIRS:
            middle = _VOWEL_PAIRS[middle + keys[at]]
            at += 1
        final = ""
        if at < len(keys) and keys[at] in FINALS and not vowel(at + 1):
            final = keys[at]
            at += 1
            if at < len(keys) and final + keys[at] in _FINAL_PAIRS and not vowel(at + 1):
                final = _FINAL_PAIRS[final + keys[at]]
                at += 1
        code = INITIALS.index(initial) * 588 + VOWELS.index(middle) * 28 + FINALS.index(final)
        composed.append(chr(0xAC00 + code))
    return "".join(composed) or None


def compose_part(word: str) -> str | None:
    """Return what keys write that may stop in the middle of a syllable: wkdd -> 장ㅇ; None where that is no Korean."""
    letters = [_KEYS.get(key) or _KEYS.get(key.lower()) or key for key in word]
    if all(letter in INITIALS for letter in letters):
        return "".join(letters)
    whole = compose_keys(word)
    if whole or len(word) < 2:
        return whole
    part = compose_keys(word[:-1])
    return part and part + letters[-1]


def to_keys(text: str) -> str:
    """Return text as the row of letters that are typed for it: 과 -> ㄱㅗㅏ."""
    return to_jamo(text).translate(_TYPED_AS)
