"""Sentences with gaps: the words of findings, which the form on the site says as well.

``{name}`` is filled, ``{name:은/는}`` is the particle that fits what ``name`` stands for, ``{amount:,}`` a number in
groups of three; a brace of the sentence itself is doubled. generator/assets/js/form-words.js does the same.
"""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

# The sentences of one module, by name.
Words: TypeAlias = Mapping[str, str]

_RIEUL = 8  # the number of ㄹ among the final consonants
# budget 버짓, panel 패널, reading 리딩, but amount 어마운트, owner 오너; abbreviations by their letters: QR 큐알.
_FINAL_IN_LATIN = re.compile(r"(?:[013678]|[lmnLMNR]|ng|ck|[aeiou][bckpt])$")


def final_consonant(word: str, with_it: str, without: str) -> str:
    """Return the particle that fits the end of ``word``: ``with_it`` after a final consonant, else ``without``.

    "으로" stands only after a final consonant other than ㄹ. English words and digits count as Koreans read them.
    """
    said = re.sub(r"\W+$", "", word)
    last = said[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        is_rieul = final == _RIEUL
    else:
        final = bool(_FINAL_IN_LATIN.search(said))
        is_rieul = last in tuple("178lLR")
    return with_it if final and not (is_rieul and with_it == "으로") else without


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        if "/" in format_spec:
            return final_consonant(str(value), *format_spec.split("/"))
        return super().format_field(value, format_spec)


_FORMATTER = _Formatter()


def say(sentence: str, **values: object) -> str:
    """Return the sentence with its gaps filled."""
    return _FORMATTER.vformat(sentence, (), values)


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that ``word`` most likely meant, or None when nothing is close."""
    close = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return close[0] if close else None
