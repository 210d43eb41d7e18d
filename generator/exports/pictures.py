"""Pictures on their way into a document: small enough, and without what a camera noted beside them."""

from __future__ import annotations

import io
import warnings
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from generator.diagnostics import GeneratorError

# Larger than any camera in use takes: what claims more is made to fill the memory.
_MOST_PIXELS = 120_000_000
# What a page of A4 shows at 200 dots to the inch.
_LONGEST_SIDE = 1600
_QUALITY = 85


class Prepared(NamedTuple):
    """A picture as it goes into a document; width and height in pixels."""

    data: bytes
    suffix: str  # png or jpg
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """What kind of file it is."""
        return "image/png" if self.suffix == "png" else "image/jpeg"


def prepare_picture(data: bytes, name: str) -> Prepared:
    """Return the picture anew: turned upright, sized down, without EXIF and the place where it was taken.

    GeneratorError for what is no picture, or one of more pixels than any camera takes.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _open(data, name)
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise GeneratorError(f"{name}: 그림을 열 수 없습니다. 다른 프로그램에서 다시 저장해 주세요.") from problem
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise _too_large(name, "") from problem
    return _save(upright, is_photo=picture.format in ("JPEG", "MPO", "WEBP"))


def _open(data: bytes, name: str) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    width, height = picture.size
    if width * height > _MOST_PIXELS:
        raise _too_large(name, f"({width:,}×{height:,})")
    return picture


def _too_large(name: str, size: str) -> GeneratorError:
    return GeneratorError(f"{name}: 그림이 너무 큽니다{size}. 긴 쪽을 4,000픽셀 아래로 줄여 다시 넣어 주세요.")


def _save(picture: Image.Image, *, is_photo: bool) -> Prepared:
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    buffer = io.BytesIO()
    if is_photo and not see_through:
        clean, suffix = picture.convert("RGB"), "jpg"
        clean.info.clear()
        clean.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    else:
        clean, suffix = picture.convert("RGBA" if see_through else "RGB"), "png"
        clean.info.clear()
        clean.save(buffer, "PNG", optimize=True)
    return Prepared(buffer.getvalue(), suffix, clean.width, clean.height)
