"""Everything that a page paints with, painted in inks: its stream, forms, patterns, gradients, pictures and masks.

Nothing but colours changes in a content stream (ISO 32000-1, 7.8.2), and its marks of structure are taken out: a print PDF has
no structure that they could belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, TypeAlias

from presskit.source import Span
from presskit.writers.errors import PICTURE_NOT_PRINTABLE, WriterError
from presskit.writers.print_pdf.images import gradient_in_inks, image_in_inks
from presskit.writers.print_pdf.inks import BLACK, SPOT, Luminosity, Paint, Size, Target, rgb_of, space_of

__all__ = ["KNOCKOUT", "OVERPRINT", "Recolouring", "Repainter"]

OVERPRINT, KNOCKOUT = "/PrintOver", "/PrintOut"
_DROPPED = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_USES = {"gs": "/ExtGState", "Do": "/XObject", "sh": "/Shading", "Tf": "/Font"}
_DEVICE = {"rg": ("rgb", False), "RG": ("rgb", True), "g": ("grey", False), "G": ("grey", True)}
_SET = {"sc": False, "scn": False, "SC": True, "SCN": True}
_WIDTH = {"rgb": 3, "lab": 3, "grey": 1}

Step = tuple[list[Any], Any]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class _GraphicsState:
    """What matters of the graphics state: kinds of colour spaces, whether black is painted, the matrix (8.3.4)."""

    kinds: dict[bool, str] = field(default_factory=lambda: {False: "cmyk", True: "cmyk"})
    black: bool = False
    matrix: Matrix = (1, 0, 0, 1, 0, 0)

    def moved(self, *by: float) -> Matrix:
        """Return the matrix after ``cm`` with these operands."""
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

    ``used`` are the names of resources that the new stream asks for, by category; ``sizes`` is how large what is drawn
    by a name is at the most, in points.
    """

    target: Target
    spaces: Mapping[str, Any]
    refuse: Callable[[str], Exception]
    used: dict[str, set[str]] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    state: _GraphicsState = field(default_factory=_GraphicsState)
    stack: list[_GraphicsState] = field(default_factory=list)
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
            kind, stroke = _DEVICE[operator]
            self.state.kinds[stroke] = kind
            self._paint(kind, operands, stroke)
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
            self.state.matrix = self.state.moved(*map(float, operands))
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

    def _space(self, operands: list[Any], *, stroke: bool) -> None:
        kind = space_of(self.spaces.get(str(operands[0]), operands[0]))
        if kind == "other":
            raise self.refuse("a colour space that presskit does not know")
        self.state.kinds[stroke] = kind
        if kind in _WIDTH:
            self._paint(kind, [0] * _WIDTH[kind], stroke)
        else:
            self._blacken(stroke, BLACK if kind == "cmyk" else ())
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


_FORM = ("/Type", "/Subtype", "/BBox", "/Matrix", "/FormType")
_TILE = ("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/Matrix", "/XStep", "/YStep")
_STATE = ("/ca", "/CA", "/AIS", "/LW", "/LC", "/LJ", "/ML", "/D")


@dataclass(slots=True)
class Recolouring:
    """Paints the pages of ``pdf`` anew. ``spot`` is the colour space of the spot ink, where there is one.

    An object that pages share is painted once; ``transparent`` is whether anything of the last page shines through.
    """

    pdf: Any
    inks: Target
    spot: Any = None
    page: int = 0
    transparent: bool = False
    done: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def content(self, source: Any, resources: Any, target: Target | None = None) -> tuple[bytes, Any]:
        """Return the stream of a page, a form or a tile, and the resources that it needs."""
        import pikepdf

        target = target or self.inks
        repainter = Repainter(target, dict(resources.get("/ColorSpace", {}).items()), self._refused)
        data = repainter.rewritten(pikepdf.parse_content_stream(source))
        sizes = repainter.sizes if isinstance(source, pikepdf.Page) else {}
        return data, self._resources(resources, repainter.used, target, sizes)

    def shift_patterns(self, resources: Any, distance: float) -> None:
        """Move the patterns of a page right and up by points, for they do not move with what is painted in them.

        They hang on the sheet itself (ISO 32000-1, 8.7.3.1).
        """
        import pikepdf

        patterns = resources.get("/Pattern", {})
        for name, pattern in list(patterns.items()):
            *turn, x, y = (float(part) for part in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))
            matrix = pikepdf.Array([*turn, round(x + distance, 6), round(y + distance, 6)])
            facts = {key: pattern[key] for key in sorted(set(pattern) - {"/Length", "/Filter"})} | {"/Matrix": matrix}
            tile = isinstance(pattern, pikepdf.Stream)
            patterns[name] = pikepdf.Stream(self.pdf, pattern.read_bytes(), facts) if tile else pikepdf.Dictionary(facts)

    def _refused(self, what: str) -> WriterError:
        message = f"on page {self.page} stands {what}, which cannot be printed in inks"
        hint = "save the picture anew as PNG or JPEG, or take «print» out of «outputs»"
        return WriterError([PICTURE_NOT_PRINTABLE.at(Span("kit.yaml"), message, hint)])

    def _resources(self, original: Any, used: Mapping[str, set[str]], target: Target, sizes: Mapping[str, Size]) -> Any:
        import pikepdf

        resources = pikepdf.Dictionary()
        for category in sorted(used):
            named = original.get(category, {})
            parts = {name: self._part(category, name, named, target, sizes.get(name)) for name in sorted(used[category])}
            resources[category] = pikepdf.Dictionary({name: part for name, part in parts.items() if part is not None})
        return resources

    def _part(self, category: str, name: str, named: Any, target: Target, size: Size | None) -> Any:
        """Return one named resource painted anew; None where the page names what is not there."""
        import pikepdf

        if name in {OVERPRINT, KNOCKOUT}:  # in one of them fills overprint (ISO 32000-1, 8.6.7): strokes never do
            over = name == OVERPRINT
            return pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, op=over, OP=False, OPM=1 if over else 0)
        if name == SPOT and category == "/ColorSpace":
            return self.spot
        return self._once(category, named[name], target, size) if name in named else None

    def _once(self, category: str, part: Any, target: Target, size: Size | None = None) -> Any:
        if not part.is_indirect:
            return self._painted(category, part, target, size)
        key = (part.objgen, target.space, size)
        if key not in self.done:
            self.done[key] = self._painted(category, part, target, size)
        return self.done[key]

    def _painted(self, category: str, part: Any, target: Target, size: Size | None) -> Any:
        match category:
            case "/XObject" if part.Subtype == "/Form":
                return self._form(part, target)
            case "/XObject":
                self.transparent = self.transparent or "/SMask" in part
                return image_in_inks(self.pdf, part, target, self._refused, size)
            case "/Pattern":
                return self._pattern(part, target)
            case "/Shading":
                return gradient_in_inks(self.pdf, part, target, self._refused)
            case "/ExtGState":
                return self._state(part, target)
            case _:
                return part

    def _form(self, form: Any, target: Target) -> Any:
        import pikepdf

        result = self._stream(form, _FORM, target)
        if "/Group" in form:
            result.Group = pikepdf.Dictionary(form.Group)
            result.Group.CS = pikepdf.Name(target.space)
        return result

    def _pattern(self, pattern: Any, target: Target) -> Any:
        import pikepdf

        if int(pattern.PatternType) == 1:
            return self._stream(pattern, _TILE, target)
        facts = {key: pattern[key] for key in ("/Type", "/PatternType", "/Matrix") if key in pattern}
        return pikepdf.Dictionary(facts | {"/Shading": gradient_in_inks(self.pdf, pattern.Shading, target, self._refused)})

    def _stream(self, source: Any, keys: tuple[str, ...], target: Target) -> Any:
        """Return a form or a tile painted anew; ``keys`` are those of its dictionary that stay."""
        import pikepdf

        data, resources = self.content(source, source.get("/Resources", pikepdf.Dictionary()), target)
        facts = {key: source[key] for key in keys if key in source} | {"/Resources": resources}
        return self.pdf.make_indirect(pikepdf.Stream(self.pdf, data, facts))

    def _state(self, state: Any, target: Target) -> Any:
        """Return a graphics state with what may stay: opacity, soft mask, line style (blend modes are Normal)."""
        import pikepdf

        result = pikepdf.Dictionary({key: state[key] for key in _STATE if key in state})
        if state.get("/BM", "/Normal") not in {"/Normal", "/Compatible"}:
            raise self._refused("a colour that is blended with what lies under it")
        self.transparent = self.transparent or any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            # what weighs by its luminosity becomes grey
            form = self._once("/XObject", mask.G, Luminosity() if mask.S == "/Luminosity" else target)
            mask = pikepdf.Dictionary({key: mask[key] for key in ("/Type", "/S", "/TR") if key in mask} | {"/G": form})
            self.transparent = True
        if mask is not None:
            result.SMask = mask
        return result
