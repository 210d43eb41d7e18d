"""A record that no desk should send: what is long, wide, many, or looks like markup to one of the formats."""

from tests.subjects import small_subject

# Signs of Typst, XML, Markdown and YAML; hanja, units, emoji; characters no font has; the direction of text.
SIGNS = (
    "# $x$ *굵게* _밑_ `코드` @글 \\n \\ ~ <b>글</b> &amp; [a](b) #set text(red) #import 漢字 ㎡ ① 😀 👍🏽 ☐ ✓ → 가힣"
)
RARE = "𠀀 \U000e0041"
_TITLE = ("가나다라마바사 " * 40)[:299].strip()
_COLUMNS = 30
_TABLE = "\n".join(
    "| " + " | ".join(cells) + " |"
    for cells in (
        [f"열{n}" for n in range(_COLUMNS)],
        ["---"] * _COLUMNS,
        *([f"값값값{n}" for n in range(_COLUMNS)] for _ in range(12)),
    )
)
_STORY = f"""\
## 왜 시작했나

글 {SIGNS.replace("#", chr(92) + "#", 1)} {RARE}

{_TABLE}

> 인용

!!! warning
    조심

```
#코드 $x$
```

{"A" * 400} https://example.invalid/{"a" * 300}
"""
_STEPS = "".join(
    f"  - {{date: 2021-05, what: '일 {n} {SIGNS.replace(chr(39), '')}', stage: build}}\n" for n in range(200)
)
_URL = f"https://example.invalid/{'b' * 200}"
HOSTILE = small_subject(
    f"title: '{_TITLE}'\nprocess:\n{_STEPS}"
    f"deliverables: [{{id: a, title: '{SIGNS}', kind: app, url: '{_URL}'}}]\n"
    f"sources: [{{id: s1, title: '{SIGNS}', url: '{_URL}'}}]\n",
    _STORY,
)
