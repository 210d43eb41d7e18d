"""What the boxes of free text are called where their author gives no title."""

from __future__ import annotations

from collections.abc import Mapping

# The names after "!!!" in Markdown, and what people read above the box.
ADMONITIONS: Mapping[str, str] = {
    "note": "참고",
    "info": "알림",
    "tip": "도움말",
    "important": "중요",
    "warning": "주의",
    "caution": "조심",
    "danger": "위험",
}
