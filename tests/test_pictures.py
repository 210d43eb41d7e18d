"""Pictures for documents: sized down, turned upright, without what the camera noted; bombs and broken ones refused."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageChops, PngImagePlugin

from generator.diagnostics import GeneratorError
from generator.exports.pictures import clean_picture, prepare_picture


def photo(size: tuple[int, int], *, orientation: int = 1) -> bytes:
    picture = Image.new("RGB", size, "#0b50d0")
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (35.0, 1.0, 2.0)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif, comment=b"secret")
    return buffer.getvalue()


def test_twenty_megapixels_become_a_picture_for_a_page_without_place_and_camera() -> None:
    data = photo((5472, 3648))
    assert b"Camera" in data
    prepared = prepare_picture(data, "files/a.jpg")
    assert (prepared.suffix, prepared.width, prepared.height) == ("jpg", 1600, 1067)
    assert len(prepared.data) < 200_000
    with Image.open(io.BytesIO(prepared.data)) as picture:
        assert not picture.getexif()
        assert "comment" not in picture.info
    assert b"Camera" not in prepared.data
    assert prepare_picture(data, "files/a.jpg") == prepared


def test_a_picture_that_lies_on_its_side_is_turned_upright() -> None:
    prepared = prepare_picture(photo((400, 200), orientation=6), "files/a.jpg")
    assert (prepared.width, prepared.height) == (200, 400)


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "L", "1", "I;16", "CMYK"])
def test_every_kind_of_picture_is_taken(mode: str) -> None:
    buffer = io.BytesIO()
    suffix = "TIFF" if mode == "CMYK" else "PNG"
    Image.new(mode, (20, 10)).save(buffer, suffix)
    prepared = prepare_picture(buffer.getvalue(), "files/a.png")
    assert (prepared.suffix, prepared.width, prepared.height) == ("png", 20, 10)
    assert prepared.media_type == "image/png"


def png_head(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (20_000, 7_000)])
def test_a_bomb_is_refused_by_its_size_alone(size: tuple[int, int]) -> None:
    with pytest.raises(GeneratorError, match=r"files/a.png: 그림이 너무 큽니다"):
        prepare_picture(png_head(*size), "files/a.png")


@pytest.mark.parametrize("data", [b"", b"no picture", png_head(20, 20), photo((40, 40))[:300]])
def test_a_broken_picture_is_told_in_a_sentence(data: bytes) -> None:
    with pytest.raises(
        GeneratorError, match=r"files/a.png: 그림을 열 수 없습니다. 다른 프로그램에서 다시 저장해 주세요."
    ):
        prepare_picture(data, "files/a.png")


def picture_with_notes(form: str, *, orientation: int = 1) -> bytes:
    """A picture of noise with an author, a camera and a place beside it, in every way that the form has."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "SECRET"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (35.0, 1.0, 2.0)
    notes: dict[str, object] = {"exif": exif}
    if form == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "SECRET")
        texts.add_itxt("XML:com.adobe.xmp", "SECRET")
        notes["pnginfo"] = texts
    else:
        notes["xmp"] = b"<x>SECRET</x>"
    buffer = io.BytesIO()
    Image.effect_noise((60, 40), 50).convert("RGB").save(buffer, form, **notes)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_published_picture_has_no_notes_and_looks_the_same(form: str) -> None:
    data = picture_with_notes(form)
    assert b"SECRET" in data
    clean = clean_picture(data, "files/a")
    assert b"SECRET" not in clean
    assert clean_picture(data, "files/a") == clean
    assert clean_picture(clean, "files/a") == clean
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(clean)) as after:
        assert after.format == form
        assert not after.getexif()
        difference = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).convert("L")
        assert max(difference.tobytes()) <= {"PNG": 0, "JPEG": 20, "WEBP": 20}[form]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_published_picture_stands_upright(form: str) -> None:
    with Image.open(io.BytesIO(clean_picture(picture_with_notes(form, orientation=6), "files/a"))) as picture:
        assert picture.size == (40, 60)


def test_what_has_no_notes_or_is_no_picture_is_published_as_it_lies() -> None:
    buffer = io.BytesIO()
    Image.new("P", (5, 5)).save(buffer, "PNG", transparency=0)
    for data in (buffer.getvalue(), b"no picture", b"", b"\xff\xd8\xff broken"):
        assert clean_picture(data, "files/a") == data


@given(st.data())
def test_whatever_is_broken_in_a_picture_is_no_crash(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([photo((8, 4)), png_head(4, 4)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = (
        whole[:at] + data.draw(st.binary(max_size=8)) + whole[data.draw(st.integers(at, min(len(whole), at + 40))) :]
    )
    for treat in (clean_picture, prepare_picture):
        with suppress(GeneratorError):
            treat(broken, "files/a.jpg")
