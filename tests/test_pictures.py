"""Pictures for documents: sized down, turned upright, without what the camera noted; bombs and broken ones refused."""

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image

from generator.diagnostics import GeneratorError
from generator.exports.pictures import prepare_picture


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
