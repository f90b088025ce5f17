"""Content streams (ISO 32000-1, 7.8.2) with their colours painted anew; nothing else of them changes.

Marked content goes: a print PDF has no structure that it could belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, TypeAlias

from presskit.writers.print_pdf import colour_spaces
from presskit.writers.print_pdf.inks import BLACK, Paint, Target

__all__ = ["KNOCKOUT", "OVERPRINT", "Repainter", "Size", "rgb_of", "space_of"]

OVERPRINT, KNOCKOUT = "/PrintOver", "/PrintOut"
_DROPPED = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_USES = {"gs": "/ExtGState", "Do": "/XObject", "sh": "/Shading", "Tf": "/Font"}
_DEVICE = {"rg": ("rgb", False), "RG": ("rgb", True), "g": ("grey", False), "G": ("grey", True)}
_SET = {"sc": False, "scn": False, "SC": True, "SCN": True}
_WIDTH = {"rgb": 3, "lab": 3, "grey": 1}

Step = tuple[list[Any], Any]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Size: TypeAlias = tuple[float, float]


def space_of(space: Any) -> str:
    """Return what kind of colour space it is: rgb, lab, grey, cmyk, pattern, other."""
    import pikepdf

    name = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if name == "/ICCBased":
        return {3: "rgb", 1: "grey", 4: "cmyk"}.get(int(space[1].N), "other")
    if name == "/Pattern" and isinstance(space, pikepdf.Array) and len(space) > 1:
        return "other"
    kinds = {"/DeviceRGB": "rgb", "/CalRGB": "rgb", "/Lab": "lab", "/DeviceGray": "grey", "/CalGray": "grey"}
    return {**kinds, "/DeviceCMYK": "cmyk", "/Pattern": "pattern"}.get(name, "other")


def rgb_of(kind: str, parts: Iterable[Any]) -> tuple[int, int, int]:
    """Return a colour of an rgb, grey or lab space as sRGB."""
    numbers = [float(part) for part in parts]
    if kind == "lab":
        return colour_spaces.lab_to_srgb((numbers[0], numbers[1], numbers[2]))
    channels = numbers * 3 if kind == "grey" else numbers
    red, green, blue = (round(255 * min(1, max(0, channel))) for channel in channels)
    return red, green, blue


@dataclass(slots=True)
class _State:
    """What matters of the graphics state: kinds of colour spaces, whether black is painted, the matrix (8.3.4)."""

    kinds: dict[bool, str] = field(default_factory=lambda: {False: "cmyk", True: "cmyk"})
    black: bool = False
    matrix: Matrix = (1, 0, 0, 1, 0, 0)

    def moved(self, by: Matrix) -> Matrix:
        """Return the matrix after ``cm``."""
        a, b, c, d, e, f = by
        g, h, i, j, k, m = self.matrix
        return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)

    @property
    def unit(self) -> Size:
        """The size of the unit square, which is that of a picture, in points."""
        a, b, c, d, _, _ = self.matrix
        return hypot(a, b), hypot(c, d)


@dataclass(slots=True)
class Repainter:
    """Rewrites one stream. ``spaces`` are its named colour spaces; ``refuse`` makes the error of what cannot be painted.

    ``used`` are the names of resources that the new stream asks for, by category; ``sizes`` tells how large what is drawn
    by a name is at the most, in points.
    """

    target: Target
    spaces: Mapping[str, Any]
    refuse: Callable[[str], Exception]
    used: dict[str, set[str]] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    in_text: bool = False
    over: bool = False
    out: list[Step] = field(default_factory=list)

    def rewritten(self, steps: Iterable[Any]) -> bytes:
        """Return the instructions with their colours painted anew."""
        import pikepdf

        for step in steps:
            self._step(list(step.operands), str(step.operator))
        return pikepdf.unparse_content_stream([(operands, pikepdf.Operator(operator)) for operands, operator in self.out])

    def _step(self, operands: list[Any], operator: str) -> None:
        if operator in _DROPPED:
            return
        if operator in _DEVICE:
            self._device(operator, operands)
        elif operator in {"cs", "CS"}:
            self._space(operands, stroke=operator == "CS")
        elif operator in _SET:
            self._set(operands, operator)
        elif operator == "INLINE IMAGE":
            raise self.refuse("a picture inside of a drawing")
        else:
            self._other(operands, operator)

    def _other(self, operands: list[Any], operator: str) -> None:
        if operator in _USES:
            self._use(_USES[operator], operands[0])
        if operator == "Do":
            wide, high = self.sizes.get(str(operands[0]), (0, 0))
            self.sizes[str(operands[0])] = max(wide, self.state.unit[0]), max(high, self.state.unit[1])
        if operator == "q":
            self.stack.append(replace(self.state, kinds=dict(self.state.kinds)))
        elif operator == "Q" and self.stack:
            self.state = self.stack.pop()
        elif operator == "cm":
            a, b, c, d, e, f = (float(part) for part in operands)
            self.state.matrix = self.state.moved((a, b, c, d, e, f))
        elif operator in {"k", "K"}:
            self.state.kinds[operator == "K"] = "cmyk"
            self._blacken(operator == "K", tuple(float(part) for part in operands))
        elif operator == "BT":
            self.in_text = True
            self._set_overprint(self.state.black)
        self.out.append((operands, operator))
        if operator == "ET":
            self.in_text = False
            self._set_overprint(False)

    def _use(self, category: str, name: Any) -> None:
        self.used.setdefault(category, set()).add(str(name))

    def _device(self, operator: str, operands: list[Any]) -> None:
        kind, stroke = _DEVICE[operator]
        self.state.kinds[stroke] = kind
        self._paint(kind, operands, stroke)

    def _space(self, operands: list[Any], *, stroke: bool) -> None:
        name = str(operands[0])
        kind = space_of(self.spaces.get(name, operands[0]))
        if kind == "other":
            raise self.refuse("a colour space that presskit does not know")
        self.state.kinds[stroke] = kind
        if kind in _WIDTH:
            self._paint(kind, [0] * _WIDTH[kind], stroke)
            return
        self._blacken(stroke, (0, 0, 0, 1) if kind == "cmyk" else ())
        self.out.append((operands, "CS" if stroke else "cs"))

    def _set(self, operands: list[Any], operator: str) -> None:
        stroke = _SET[operator]
        kind = self.state.kinds[stroke]
        if kind in _WIDTH:
            self._paint(kind, operands, stroke)
            return
        if kind == "pattern":
            self._use("/Pattern", operands[-1])
        self._blacken(stroke, tuple(float(part) for part in operands) if kind == "cmyk" else ())
        self.out.append((operands, operator))

    def _paint(self, kind: str, operands: list[Any], stroke: bool) -> None:
        paint = self.target.paint(rgb_of(kind, operands))
        self._blacken(stroke, paint)
        self.out.extend(painted(paint, stroke=stroke))
        if isinstance(paint, str):
            self._use("/ColorSpace", paint)

    def _blacken(self, stroke: bool, paint: Paint) -> None:
        """Remember whether black alone is painted; inside of text, overprint changes with it at once."""
        if not stroke:
            self.state.black = paint == BLACK
            if self.in_text:
                self._set_overprint(self.state.black)

    def _set_overprint(self, wanted: bool) -> None:
        import pikepdf

        if self.target.overprints and wanted != self.over:
            name = OVERPRINT if wanted else KNOCKOUT
            self.out.append(([pikepdf.Name(name)], "gs"))
            self._use("/ExtGState", name)
            self.over = wanted


def painted(paint: Paint, *, stroke: bool) -> list[Step]:
    """Return the instructions that set a paint."""
    import pikepdf

    if isinstance(paint, str):
        return [([pikepdf.Name(paint)], "CS" if stroke else "cs"), ([1], "SCN" if stroke else "scn")]
    operator = "k" if len(paint) == 4 else "g"
    return [([round(part, 4) for part in paint], operator.upper() if stroke else operator)]
