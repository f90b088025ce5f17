"""The sheet: its boxes to a hundredth of a point, marks outside of the bleed, blank pages."""

from __future__ import annotations

import pikepdf
import pytest

from presskit.model.release import PageSize
from tests.print_pdf.looking import opened
from tests.print_pdf.making import printed

MM = 72 / 25.4
SIZES = {PageSize.A4: (210, 297), PageSize.LETTER: (215.9, 279.4), PageSize.A5: (148, 210)}
SLUG = 12


def boxes(page: pikepdf.Page) -> dict[str, list[float]]:
    return {key: [float(side) for side in page.obj[f"/{key}"]] for key in ("MediaBox", "CropBox", "BleedBox", "TrimBox")}


@pytest.mark.parametrize("bleed", [0, 3, 5])
@pytest.mark.parametrize("size", PageSize)
def test_boxes_are_exact(size: PageSize, bleed: int) -> None:
    wide, high = SIZES[size]
    edge = SLUG + bleed
    expected = {
        "MediaBox": [0, 0, wide + 2 * edge, high + 2 * edge],
        "CropBox": [0, 0, wide + 2 * edge, high + 2 * edge],
        "BleedBox": [SLUG, SLUG, edge + wide + bleed, edge + high + bleed],
        "TrimBox": [edge, edge, edge + wide, edge + high],
    }
    with opened(printed(page=size, bleed=bleed).data) as pdf:
        for page in pdf.pages:
            assert "/ArtBox" not in page.obj  # either a trim box or an art box: ISO 15930-7, 6.9
            for name, sides in boxes(page).items():
                assert sides == pytest.approx([side * MM for side in expected[name]], abs=0.001)


@pytest.mark.parametrize("size", PageSize)
@pytest.mark.parametrize("bleed", [0, 3])
def test_marks_lie_outside_of_the_bleed(size: PageSize, bleed: int) -> None:
    """What is drawn after the page itself touches neither it nor its bleed, and stays on the sheet."""
    with opened(printed(page=size, bleed=bleed).data) as pdf:
        for page in pdf.pages:
            low, bottom, right, top = (float(side) for side in page.obj.BleedBox)
            wide, high = float(page.obj.MediaBox[2]), float(page.obj.MediaBox[3])
            points = list(drawn(page))
            assert len(points) > 100
            for x, y in points:
                assert 0 <= x <= wide
                assert 0 <= y <= high
                assert not (low < x < right and bottom < y < top), (x, y)


def drawn(page: pikepdf.Page) -> list[tuple[float, float]]:
    """Return the points of lines, curves and patches that follow the page's own content, which one q … Q holds."""
    depth, past, points = 0, False, []
    for step in pikepdf.parse_content_stream(page):
        operator, operands = str(step.operator), step.operands
        depth += {"q": 1, "Q": -1}.get(operator, 0)
        past = past or (operator == "Q" and depth == 0)
        if not past:
            continue
        numbers = [float(each) for each in operands] if operator in {"m", "l", "c", "re", "Td"} else []
        if operator == "re":
            x, y, across, up = numbers
            points += [(x, y), (x + across, y + up)]
        else:
            points += list(zip(numbers[::2], numbers[1::2], strict=True))
    return points


def test_the_page_is_cut_off_at_the_bleed() -> None:
    with opened(printed().data) as pdf:
        steps = pikepdf.parse_content_stream(pdf.pages[0])
        assert [str(step.operator) for step in steps[:5]] == ["q", "re", "W", "n", "cm"]
        left, bottom, right, top = (float(side) for side in pdf.pages[0].obj.BleedBox)
        clip = [float(each) for each in steps[1].operands]
        assert clip == pytest.approx([left, bottom, right - left, top - bottom], abs=0.001)


def test_marks_are_on_every_plate() -> None:
    with opened(printed().data) as pdf:
        for page in pdf.pages:
            kind, name, other, tint = page.obj.Resources.ColorSpace["/PrintAll"]
            assert [str(kind), str(name), str(other)] == ["/Separation", "/All", "/DeviceCMYK"]
            assert [float(ink) for ink in tint.C1] == [1, 1, 1, 1]


@pytest.mark.parametrize(("pad", "count"), [(1, 2), (2, 2), (4, 4)])
def test_pages_are_filled_up(pad: int, count: int) -> None:
    artefact = printed(pad=pad)
    assert artefact.pages == count
    with opened(artefact.data) as pdf:
        assert len(pdf.pages) == count
        assert len({str(boxes(page)) for page in pdf.pages}) == 1
        assert all(drawn(page) for page in pdf.pages)


def test_a_blank_page_bears_marks_and_no_word() -> None:
    from presskit.formats.pdfium import lines

    assert [bool(page) for page in lines(printed(pad=4).data)] == [True, True, False, False]
