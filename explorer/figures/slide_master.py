"""The empty deck: 16:9, our theme, one master and three layouts without anything left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from explorer.figures.slide_colours import PALETTE, THEME_COLOURS, colour_xml
from explorer.figures.slide_shapes import NAMESPACES, Box
from explorer.figures.slide_text import TITLE, TextLook

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation

SLIDE: Final = Box.inches(0, 0, 13.3333333, 7.5)
TITLE_BOX: Final = Box.inches(0.5, 0.14, 12.33, 0.74)
SUBTITLE_BOX: Final = Box.inches(0.5, 0.89, 12.33, 0.32)
DETAIL_BOX: Final = Box.inches(0.5, 1.45, 12.33, 5.35)
FOOT_BOX: Final = Box.inches(0.5, 7.0, 11.6, 0.34)
NUMBER_BOX: Final = Box.inches(12.23, 7.0, 0.6, 0.34)

TITLE_LOOK: Final = TextLook(29, PALETTE.text, face=TITLE)
SUBTITLE_LOOK: Final = TextLook(15, PALETTE.text_secondary)
FOOT_LOOK: Final = TextLook(8.5, PALETTE.text_tertiary)
TEXT_LOOK: Final = TextLook(18, PALETTE.text)

SUBTITLE_INDEX, FOOT_INDEX, TEXT_INDEX, NUMBER_INDEX = 13, 14, 15, 12

FONTS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "major": ("Source Serif 4 Semibold", "02040703050405020204", "18"),
        "minor": ("Source Sans 3", "020B0503030403020204", "34"),
    }
)
"""Theme fonts with PANOSE and family (roman, swiss): by these programs find one like it."""

EAST_ASIAN, COMPLEX = "Microsoft YaHei", "Arial"
"""Fonts with Chinese and with Arabic or Hebrew letters that come with every office program."""

_SCRIPTS = {
    "Jpan": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Arab": "Arial",
    "Hebr": "Arial",
    "Geor": "Sylfaen",
    "Armn": "Sylfaen",
    "Deva": "Nirmala UI",
    "Mong": "Mongolian Baiti",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder of a layout: kind (title, body, sldNum), index, where it stands and how it looks."""

    name: str
    kind: str
    index: int
    box: Box
    look: TextLook
    prompt: str
    anchor: str = "t"


_TITLE = Place("Title", "title", 0, TITLE_BOX, TITLE_LOOK, "Title", "b")
_SUBTITLE = Place("Subtitle", "body", SUBTITLE_INDEX, SUBTITLE_BOX, SUBTITLE_LOOK, "From where to where")
_FOOT = Place("Sources", "body", FOOT_INDEX, FOOT_BOX, FOOT_LOOK, "Sources")
_NUMBER = Place(
    "Slide number", "sldNum", NUMBER_INDEX, NUMBER_BOX, TextLook(10, PALETTE.text_tertiary, align="r"), ""
)
_TEXT = Place("Text", "body", TEXT_INDEX, DETAIL_BOX, TEXT_LOOK, "Text")

LAYOUTS: Final[Mapping[str, tuple[Place, ...]]] = MappingProxyType(
    {
        "Scene": (_TITLE, _SUBTITLE, _FOOT, _NUMBER),
        "Details": (_TITLE, _SUBTITLE, _FOOT, _NUMBER),
        "Words": (_TITLE, _SUBTITLE, _TEXT, _FOOT, _NUMBER),
    }
)
"""The layouts by name, with their placeholders in reading order."""


def empty_deck() -> Presentation:
    """A presentation without slides, with our master, layouts, theme colours and theme fonts."""
    import pptx
    from pptx.opc.constants import RELATIONSHIP_TYPE

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = SLIDE.width, SLIDE.height  # type: ignore[assignment]
    sizes = deck.part._element.find(f"{{{_P}}}sldSz")
    del sizes.attrib["type"]  # it says 4:3
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, places) in zip(layouts, LAYOUTS.items(), strict=False):
        _fill(layout.part._element, name, places)
        layout.part._element.attrib.pop("type", None)
    master = deck.slide_master.part
    _fill(master._element, "", (_TITLE, _TEXT, _NUMBER))
    _style(master._element)
    set_theme(master.part_related_by(RELATIONSHIP_TYPE.THEME))
    _drop(deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    _drop(deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    return deck


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _fill(element: Any, name: str, places: tuple[Place, ...]) -> None:
    """Put our placeholders in the place of all shapes of a master or layout."""
    from pptx.oxml import parse_xml

    sheet = element.find(f"{{{_P}}}cSld")
    if name:
        sheet.set("name", name)
    tree = sheet.find(f"{{{_P}}}spTree")
    for old in list(tree)[2:]:
        tree.remove(old)
    for number, place in enumerate(places, start=2):
        tree.append(parse_xml(_place_xml(place, number)))
    for extension in sheet.findall(f"{{{_P}}}extLst"):
        sheet.remove(extension)


def _place_xml(place: Place, number: int) -> str:
    box, look = place.box, place.look
    size = "" if place.kind == "title" else ' sz="quarter"'
    index = f' idx="{place.index}"' if place.index else ""
    text = (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-GB"/>'
        "<a:t>‹#›</a:t></a:fld>"
        if place.kind == "sldNum"
        else f'<a:r><a:rPr lang="en-GB"/><a:t>{place.prompt}</a:t></a:r>'
    )
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{place.name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{size}{index}/></p:nvPr></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}">'
        f'<a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{look.align}">'
        f'<a:lnSpc><a:spcPct val="{95 if place.kind == "title" else 100}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>{_defaults(look)}</a:lvl1pPr></a:lstStyle>'
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _defaults(look: TextLook) -> str:
    face = look.face.removesuffix("-lt")
    return (
        f'<a:defRPr sz="{round(look.size_pt * 100)}" b="{int(look.is_bold)}" kern="1200">'
        f"<a:solidFill>{colour_xml(look.colour)}</a:solidFill>"
        f'<a:latin typeface="{face}-lt"/><a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/></a:defRPr>'
    )


def _style(element: Any) -> None:
    """Titles and texts of the master as ours; a panel behind everything."""
    from pptx.oxml import parse_xml

    styles = element.find(f"{{{_P}}}txStyles")
    for name, look in (("titleStyle", TITLE_LOOK), ("bodyStyle", TEXT_LOOK)):
        style = styles.find(f"{{{_P}}}{name}")
        for level in style:
            level.set("algn", "l")
            old = level.find(f"{{{_A}}}defRPr")
            level.replace(old, parse_xml(_defaults(look).replace(">", f" {NAMESPACES}>", 1)))


def set_theme(part: Part) -> None:
    """Give a theme part our colours and fonts; its fills, lines and effects stay."""
    from pptx.oxml import parse_xml

    theme: Any = parse_xml(part.blob)
    theme.set("name", "Corridor Explorer")
    parts = theme.find(f"{{{_A}}}themeElements")
    colours, fonts = parts.find(f"{{{_A}}}clrScheme"), parts.find(f"{{{_A}}}fontScheme")
    slots = "".join(
        f'<a:{slot}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{slot}>'
        for slot, colour in THEME_COLOURS.items()
    )
    parts.replace(
        colours, parse_xml(f'<a:clrScheme {NAMESPACES} name="Corridor Explorer">{slots}</a:clrScheme>')
    )
    families = "".join(_family_xml(name, *FONTS[name]) for name in ("major", "minor"))
    parts.replace(
        fonts, parse_xml(f'<a:fontScheme {NAMESPACES} name="Corridor Explorer">{families}</a:fontScheme>')
    )
    part._blob = _serialized(theme)


def _family_xml(name: str, typeface: str, panose: str, pitch: str) -> str:
    scripts = "".join(f'<a:font script="{script}" typeface="{font}"/>' for script, font in _SCRIPTS.items())
    return (
        f'<a:{name}Font><a:latin typeface="{typeface}" panose="{panose}" pitchFamily="{pitch}" charset="0"/>'
        f'<a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{COMPLEX}"/>{scripts}</a:{name}Font>'
    )


def _serialized(element: Any) -> bytes:
    from pptx.opc.oxml import serialize_part_xml

    data: bytes = serialize_part_xml(element)
    return data


def _drop(part: Any, kind: str) -> None:
    """Leave out what a part refers to by a kind of relationship."""
    for key, relationship in list(part._rels.items()):
        if relationship.reltype == kind:
            part._rels.pop(key)
