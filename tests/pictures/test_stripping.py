"""What stands in a picture beside its pixels is gone; the pixels are the same, and the same side is up."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from presskit.pictures import jpeg
from presskit.pictures.metadata import DamagedError, MetadataKind, PictureStatement
from presskit.pictures.stripping import bare, stated, stripped
from presskit.pictures.svg import ActiveError
from presskit.resources import shipped
from tests.pictures.planted import PLANTED, WORD, encoded, exif, photograph

RASTER = [name for name in PLANTED if not name.endswith("svg")]
PLAIN = {
    "a.jpg": encoded(photograph(), "JPEG"),
    "grey.jpg": encoded(photograph().convert("L"), "JPEG"),
    "restarts.jpg": encoded(photograph(), "JPEG", restart_marker_blocks=2),
    "a.png": encoded(photograph(), "PNG"),
    "palette.png": encoded(photograph().quantize(8), "PNG", transparency=1),
    "deep.png": encoded(photograph().convert("L").convert("I;16"), "PNG"),
    "moving.png": encoded(photograph(), "PNG", save_all=True, append_images=[photograph().rotate(90)]),
    "a.webp": encoded(photograph(), "WEBP"),
    "alpha.webp": encoded(photograph().convert("RGBA"), "WEBP", lossless=True),
    "moving.webp": encoded(photograph(), "WEBP", save_all=True, append_images=[photograph().rotate(90)]),
    "a.gif": encoded(photograph().quantize(8), "GIF"),
    "moving.gif": encoded(photograph(), "GIF", save_all=True, append_images=[photograph().rotate(90)], loop=0, duration=90),
}  # fmt: skip


def pixels(data: bytes) -> list[bytes]:
    """Return the pixels of each frame as they lie in the file."""
    with Image.open(io.BytesIO(data)) as picture:
        frames = []
        for index in range(getattr(picture, "n_frames", 1)):
            picture.seek(index)
            frames.append(picture.convert("RGBA").tobytes())
        return frames


def seen(data: bytes) -> tuple[tuple[int, int], bytes]:
    """Return size and pixels as a viewer shows them, which turns the picture upright."""
    with Image.open(io.BytesIO(data)) as picture:
        upright = ImageOps.exif_transpose(picture)
        return upright.size, upright.convert("RGBA").tobytes()


@pytest.mark.parametrize("name", PLANTED)
def test_nothing_that_was_planted_is_left(name: str) -> None:
    planted = PLANTED[name]()
    assert WORD in planted
    made = stripped(planted)
    assert WORD not in made.data
    assert WORD.decode().encode("utf-16-be") not in made.data
    assert {MetadataKind.PERSON, MetadataKind.NOTES} <= set(made.kinds)


@pytest.mark.parametrize("name", RASTER)
def test_a_photograph_looks_as_before(name: str) -> None:
    planted = PLANTED[name]()
    assert seen(stripped(planted).data) == seen(planted)


@pytest.mark.parametrize("name", [name for name in RASTER if "gif" not in name])
def test_what_is_told_is_what_was_there(name: str) -> None:
    assert {MetadataKind.PLACE, MetadataKind.DEVICE, MetadataKind.PERSON, MetadataKind.TIME} <= set(stripped(PLANTED[name]()).kinds)


@pytest.mark.parametrize("name", PLAIN)
def test_a_picture_that_tells_nothing_stays_as_it_is(name: str) -> None:
    made = stripped(PLAIN[name])
    assert made.kinds == ()
    assert pixels(made.data) == pixels(PLAIN[name])


@pytest.mark.parametrize("name", PLANTED)
def test_once_is_enough(name: str) -> None:
    made = stripped(PLANTED[name]())
    again = stripped(made.data)
    assert (again.data, again.kinds) == (made.data, ())


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_same_side_is_up(kind: str, orientation: int) -> None:
    planted = encoded(photograph(), kind, exif=exif(orientation))
    made = stripped(planted).data
    assert seen(made) == seen(planted)
    assert len(Image.open(io.BytesIO(made)).getexif()) == (orientation != 1)


def test_colours_keep_their_profile_and_lose_its_names() -> None:
    for name in ("photo.jpg", "drawing.png", "photo.webp"):
        planted = PLANTED[name]()
        before, after = (Image.open(io.BytesIO(data)).info["icc_profile"] for data in (planted, stripped(planted).data))
        assert ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(after))).strip() == "Colours"
        target = ImageCms.createProfile("LAB")
        shown = [
            ImageCms.applyTransform(
                photograph(), ImageCms.buildTransform(ImageCms.ImageCmsProfile(io.BytesIO(each)), target, "RGB", "LAB")
            )
            for each in (before, after)
        ]
        assert shown[0] is not None
        assert shown[1] is not None
        assert shown[0].tobytes() == shown[1].tobytes()


@pytest.mark.parametrize("name", ["photo.jpg", "drawing.png", "photo.webp"])
def test_what_the_kit_states_is_carried(name: str) -> None:
    planted = stripped(PLANTED[name]()).data
    made = stated(planted, PictureStatement("A & B <x>", "Photo: A & B <x>", "Free to use"))
    assert seen(made) == seen(planted)
    (said,) = {part for part in (made,) if b"Photo: A &amp; B &lt;x&gt;" in part and b"Free to use" in part}
    assert stripped(said).data == planted
    assert stated(planted, PictureStatement()) == planted


def test_a_photograph_in_inks_is_converted_by_its_own_profile() -> None:
    press = (shipped("templates") / "profiles/FOGRA39L_coated.icc").read_bytes()
    red = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    made = stripped(encoded(red, "JPEG", icc_profile=press))
    assert made.converted
    picture = Image.open(io.BytesIO(made.data))
    colour = picture.getpixel((4, 4))
    assert picture.mode == "RGB"
    assert isinstance(colour, tuple)
    assert colour[0] > 200
    assert colour[2] < 60  # FOGRA39's red; without a profile it would be pure (255, 0, 0)
    without = stripped(encoded(red, "JPEG"))
    assert not without.converted
    assert jpeg.uses_inks(without.data)


@pytest.mark.parametrize("name", PLANTED)
@settings(deadline=None)
@given(data=st.data())
def test_a_damaged_picture_is_called_so_or_stripped(name: str, data: st.DataObject) -> None:
    planted = bytearray(PLANTED[name]())
    for _ in range(data.draw(st.integers(1, 6))):
        planted[data.draw(st.integers(0, len(planted) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(planted)))
    for each in (bytes(planted), bytes(planted[:cut])):
        try:
            stripped(each)
        except DamagedError:
            continue


ACTIVE = {
    "script": "<script>x</script>",
    "other prefix": "<s:script xmlns:s='http://www.w3.org/2000/svg'>x</s:script>",
    "event": "<rect onclick='x'/>",
    "other file": "<image href='file:///etc/passwd'/>",
    "hidden in entities": "<image href='&#104;ttp://example.org/x.png'/>",
    "foreign": "<foreignObject/>",
    "an address that changes": "<a><set attributeName='href' to='javascript:alert(1)'/></a>",
    "an address that moves": "<a><animate attributeName='xlink:href' values='javascript:alert(1)'/></a>",
}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_is_refused(name: str) -> None:
    with pytest.raises(ActiveError):
        stripped(f"<svg xmlns='http://www.w3.org/2000/svg'>{ACTIVE[name]}</svg>".encode())


def repeated(levels: int, each: str) -> str:
    """Return groups of which each draws the one before it ten times."""
    groups = "".join(f"<g id='g{n}'>{each.replace('#g', f'#g{n - 1}') * 10}</g>" for n in range(1, levels))
    return f"<svg xmlns='http://www.w3.org/2000/svg'><g id='g0'><rect/></g>{groups}<use href='#g{levels - 1}'/></svg>"


@pytest.mark.parametrize("each", ["<use href='#g'/>", "<rect fill='url(#g)'/>", "<rect style=\"mask: url( '#g')\"/>"])
def test_parts_that_are_drawn_again_and_again_are_refused(each: str) -> None:
    with pytest.raises(DamagedError, match="more than 100,000 times"):
        stripped(repeated(12, each).encode())
    assert stripped(repeated(4, each).encode()).data


def test_parts_that_use_themselves_are_no_reason_to_refuse() -> None:
    circle = "<g id='a'><use href='#b'/><use href='#b'/></g><g id='b'><use href='#a'/></g>"
    assert b"#a" in stripped(f"<svg xmlns='http://www.w3.org/2000/svg'>{circle}</svg>".encode()).data


@pytest.mark.parametrize("head", ["<!DOCTYPE svg [<!ENTITY a 'b'>]>", "<!DOCTYPE svg [ ]>"])
def test_what_must_be_unfolded_is_refused(head: str) -> None:
    with pytest.raises(ActiveError):
        stripped(f"{head}<svg xmlns='http://www.w3.org/2000/svg'/>".encode())


def test_pictures_that_nobody_can_read_go_nowhere() -> None:
    files = {"a.png": b"nothing", "b.tif": encoded(photograph(), "TIFF"), "press.icc": b"a profile", "c.png": PLAIN["a.png"]}
    assert set(bare(files)) == {"press.icc", "c.png"}


def test_a_screens_serial_number_in_a_profile_is_told() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kinds = stripped(encoded(photograph(), "PNG", icc_profile=plain.replace(b"cprt", b"mmod", 1))).kinds
    assert kinds == (MetadataKind.DEVICE,)


GROWTH = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (4, 4))
from presskit.pictures.metadata import DamagedError
from presskit.pictures.stripping import stripped
for data in {inputs}:
    try:
        stripped(data)
    except DamagedError:
        pass
"""
SLOW = [
    'b"<!---->" * 300_000 + b"x"', 'b"<!---->" * 300_000 + b"<svg"', 'b"<?xml " + b" " * 2_000_000', 'b"<svg " + b"on" * 900_000',
    'b"<svg xmlns=\'http://www.w3.org/2000/svg\'><style>" + b"/*" * 900_000 + b"</style></svg>"',
    'b"<svg xmlns=\'http://www.w3.org/2000/svg\' href=\'" + b" " * 2_000_000 + b"\'/>"',
    'b"<svg xmlns=\'http://www.w3.org/2000/svg\'>" + b"<title/>words " * 90_000 + b"</svg>"', 'b"<svg xmlns=\'http://www.w3.org/2000/svg\'>" + b"<g display=\'none\'/>words " * 90_000 + b"</svg>"',
    'b"<svg xmlns=\'http://www.w3.org/2000/svg\'><g/>" + b"<metadata/>words " * 90_000 + b"</svg>"', 'b"<svg xmlns=\'http://www.w3.org/2000/svg\'>" + b"<g/>" * 9_000_000 + b"</svg>"',
    'b"<svg xmlns=\'http://www.w3.org/2000/svg\'><g " + b"".join(b"a%d=\'\' " % n for n in range(90_000)) + b"/></svg>"',
    'b"<svg xmlns=\'http://www.w3.org/2000/svg\'><g " + b"".join(b"data-a%d=\'\' " % n for n in range(90_000)) + b"/></svg>"',
    'b"<svg" + b" " * 2_000_000 + b"href" + b" " * 2_000_000', 'b"\\xff\\xd8" + b"\\xff" * 2_000_000 + b"\\0"',
    'b"\\xff\\xd8\\xff\\xda\\0\\x02" + b"\\xff" * 2_000_000 + b"\\0"', 'b"GIF89a" + bytes(7) + b"\\x21\\xfe\\x01x" * 100_000',
    'b"\\x89PNG\\r\\n\\x1a\\n" + (bytes(4) + b"tEXt" + bytes(4)) * 100_000', 'b"RIFF\\xff\\xff\\xff\\0WEBP" + (b"JUNK" + bytes(4)) * 100_000',
]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the limit of processor time is POSIX's")
@pytest.mark.parametrize("slow", SLOW)
def test_nothing_is_made_to_be_slow(slow: str) -> None:
    """Megabytes that are made to be slow take less than four seconds of the processor's time, the start of Python included."""
    command = [sys.executable, "-c", GROWTH.replace("{inputs}", f"[{slow}]")]
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize(
    "hidden",
    [
        "<text display='none'>a secret</text>",
        "<g style='fill: red; display : none'><text>a secret</text></g>",
        "<text display='none'>a secret<tspan>another secret</tspan></text>",
    ],
)
def test_what_an_svg_does_not_draw_is_taken_out(hidden: str) -> None:
    shown = "<rect width='1' height='1'/>"
    made = stripped(f"<svg xmlns='http://www.w3.org/2000/svg'>{hidden}{shown}</svg>".encode())
    assert b"secret" not in made.data
    assert b"<rect" in made.data
    assert made.kinds


def test_what_is_drawn_by_another_name_stays() -> None:
    used = "<g display='none'><path id='star' d='M0 0'/></g><use href='#star'/>"
    made = stripped(f"<svg xmlns='http://www.w3.org/2000/svg'>{used}</svg>".encode())
    assert b"star" in made.data
    assert not made.kinds


def test_the_words_behind_what_is_taken_out_stay_in_their_order() -> None:
    inside = "<text>a<title>x</title>b<tspan>c</tspan>d<desc/>e<tspan display='none'/>f</text>"
    made = stripped(f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>".encode())
    assert b"<text>ab<tspan>c</tspan>def</text>" in made.data


CROWDED = "<g " + " ".join(f"a{n}=''" for n in range(101)) + "/>"


@pytest.mark.parametrize(("inside", "why"), [("<g/>" * 200_000, "200,000 tags"), (CROWDED, "100 attributes")])
def test_a_drawing_of_more_parts_than_any_needs_is_refused(inside: str, why: str) -> None:
    with pytest.raises(DamagedError, match=why):
        stripped(f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>".encode())
