"""Pictures on their way out: into a document small enough, everywhere without what a camera noted beside them."""

from __future__ import annotations

import io
import warnings
from typing import NamedTuple

from PIL import Image, ImageOps

from generator.diagnostics import GeneratorError

# Larger than any camera in use takes: what claims more is made to fill the memory.
_MOST_PIXELS = 120_000_000
# What a page of A4 shows at 200 dots to the inch.
_LONGEST_SIDE = 1600
_QUALITY = 85
# A photo that has to be written anew as large as it was, because it lay on its side or was not a plain JPEG.
_QUALITY_OF_COPY = 95
_FORMATS = frozenset({"PNG", "JPEG", "MPO", "WEBP"})
_ORIENTATION = 0x0112
# What Pillow tells beside the pixels, and a reader of the picture has no use for.
_NOTES = frozenset({"exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp"})


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
    except GeneratorError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise _too_large(name, "") from problem
    except Exception as problem:  # a broken picture fails anywhere in it, in any way
        raise GeneratorError(f"{name}: 그림을 열 수 없습니다. 다른 프로그램에서 다시 저장해 주세요.") from problem
    return _save(upright, is_photo=picture.format in ("JPEG", "MPO", "WEBP"))


def clean_picture(data: bytes, name: str) -> bytes:
    """Return the picture as it is published: without EXIF, XMP, comments and the place where it was taken.

    The same bytes where there is nothing to leave out, where nothing opens it (its type is told by a rule) and where it
    moves. A photo keeps its own coding unless the note that went had to turn it upright. GeneratorError as above.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _open(data, name)
            if picture.format not in _FORMATS or (getattr(picture, "is_animated", False) and picture.format != "MPO"):
                return data
            return _without_notes(picture, data)
    except GeneratorError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise _too_large(name, "") from problem
    except Exception:  # noqa: BLE001  a broken picture fails anywhere in it, in any way
        return data


def _without_notes(picture: Image.Image, data: bytes) -> bytes:
    exif = picture.getexif()
    picture.load()
    texts = getattr(picture, "text", {})
    if not (exif or texts or _NOTES & picture.info.keys()):
        return data
    is_upright = exif.get(_ORIENTATION, 1) == 1
    if not is_upright:
        ImageOps.exif_transpose(picture, in_place=True)
    profile = picture.info.get("icc_profile")
    for name in _NOTES | texts.keys():
        picture.info.pop(name, None)
    buffer = io.BytesIO()
    match picture.format:
        case "PNG":
            picture.save(buffer, "PNG", icc_profile=profile, optimize=True)
        case "WEBP":
            picture.save(buffer, "WEBP", icc_profile=profile, quality=_QUALITY_OF_COPY)
        case _:
            quality = "keep" if is_upright and picture.format == "JPEG" else _QUALITY_OF_COPY
            picture.save(buffer, "JPEG", icc_profile=profile, quality=quality)
    return buffer.getvalue()


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
