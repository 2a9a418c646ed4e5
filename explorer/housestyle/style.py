"""Colours, widths and dashes by role and state: one place for page, legend, window and print.

Contrast of every pair was computed for light and dark (WCAG 2.1 AA); state is never colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Theme(Enum):
    """The two looks of window and map."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours (`#RRGGBB`) by role."""

    window: str
    panel: str
    field: str
    hover: str
    selected: str
    hairline: str
    control_edge: str
    text: str
    text_secondary: str
    text_tertiary: str
    disabled: str
    accent: str
    text_on_accent: str
    current: str
    casing: str
    octagon_ring: str
    closed: str
    on_closed: str
    closed_text: str
    closed_ground: str
    new: str
    new_text: str
    new_ground: str
    worse: str
    better: str
    sea: str
    coast_glow: str
    land: str
    coast: str
    border: str
    river: str
    context_rail: str
    country_name: str
    sea_name: str
    city_name: str
    label_halo: str
    baseline: str
    not_in_use: str
    corridors: tuple[str, str, str, str, str, str, str, str]


_LIGHT = Palette(
    window="#EFECE5",
    panel="#FBFAF6",
    field="#FFFFFF",
    hover="#F1EEE6",
    selected="#E4EDF4",
    hairline="#DDD8CD",
    control_edge="#C9C3B6",
    text="#1B2733",
    text_secondary="#4C5863",
    text_tertiary="#5A646E",
    disabled="#9BA1A6",
    accent="#0F4C81",
    text_on_accent="#FFFFFF",
    current="#0F4C81",
    casing="#FFFFFF",
    octagon_ring="#FFFFFF",
    closed="#C0281A",
    on_closed="#FFFFFF",
    closed_text="#A82014",
    closed_ground="#F9E7E2",
    new="#00735C",
    new_text="#00624E",
    new_ground="#E2F1EB",
    worse="#A34700",
    better="#00624E",
    sea="#D3E1E8",
    coast_glow="#BFD3DE",
    land="#F5F1E7",
    coast="#93AAB8",
    border="#B9AE9E",
    river="#B4CDDA",
    context_rail="#B5AB9B",
    country_name="#6E6557",
    sea_name="#3D647A",
    city_name="#5C5F5F",
    label_halo="#F9F6EF",
    baseline="#5C6875",
    not_in_use="#70706A",
    corridors=(
        "#0072B2",
        "#6A4FA3",
        "#0B7488",
        "#B06500",
        "#7F4A12",
        "#00735C",
        "#B0478A",
        "#4A5B6C",
    ),
)

_DARK = Palette(
    window="#12181E",
    panel="#1A222A",
    field="#141B22",
    hover="#232E38",
    selected="#1F3447",
    hairline="#2F3B46",
    control_edge="#41505D",
    text="#ECF1F5",
    text_secondary="#B4BFC9",
    text_tertiary="#93A0AC",
    disabled="#62707C",
    accent="#7DBBF0",
    text_on_accent="#0B1A27",
    current="#8FCBFF",
    casing="#0B1218",
    octagon_ring="#F2F6F9",
    closed="#FF7560",
    on_closed="#2A0A05",
    closed_text="#FF9384",
    closed_ground="#3A211F",
    new="#3FD3A8",
    new_text="#5FDDB8",
    new_ground="#15332C",
    worse="#FFB066",
    better="#5FDDB8",
    sea="#0F1C27",
    coast_glow="#173040",
    land="#27313A",
    coast="#466073",
    border="#53626F",
    river="#2F4A5C",
    context_rail="#5B6873",
    country_name="#93A0AB",
    sea_name="#7EA2BA",
    city_name="#A3AFB9",
    label_halo="#1B242C",
    baseline="#AAB7C3",
    not_in_use="#8E979E",
    corridors=(
        "#4DA6E0",
        "#B3A5F0",
        "#6FCAD8",
        "#F0A030",
        "#D08B45",
        "#3FD3A8",
        "#E58CC0",
        "#9FB0C0",
    ),
)

PALETTES: Mapping[Theme, Palette] = MappingProxyType({Theme.LIGHT: _LIGHT, Theme.DARK: _DARK})


def corridor_colour(hue: int, theme: Theme) -> str:
    """Colour of corridor slot `hue` (1-8)."""
    return PALETTES[theme].corridors[hue - 1]


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn: width in px at zoom 3-5, dash pattern (empty: solid), cap and opacity."""

    width: float
    dash: str = ""
    cap: str = "round"
    opacity: float = 1.0


LINES: Mapping[str, Line] = MappingProxyType(
    {
        "casing": Line(8.4, opacity=0.95),
        "now-rail": Line(4.6),
        "now-water": Line(4.6, "9.7 5.1", "butt"),
        "now-road": Line(4.6, "0.1 8.3"),
        "new": Line(6.2, cap="butt"),
        "new-inside": Line(2.8, "6.9 5.5", "butt"),
        "ghost-band": Line(7.0, opacity=0.34),
        "ghost-core": Line(1.3, opacity=0.95),
        "corridor-rail": Line(1.7),
        "corridor-water": Line(1.7, "6 4", "butt"),
        "corridor-road": Line(1.7, "0.1 4"),
        "closed": Line(1.6, "2.5 4", "butt"),
        "suspended": Line(1.6, "0.1 4.5"),
        "planned": Line(1.6, "0.1 4.5"),
        "quiet": Line(0.9, opacity=0.6),
        "gained": Line(6.6),
        "gained-inside": Line(1.5),
        "kept": Line(3.0),
        "altered": Line(4.6),
        "altered-inside": Line(1.7, "0.1 5"),
        "lost-ticks": Line(9.5, "1.5 8", "butt"),
    }
)
"""Lines by role: page, legend and print draw them alike.

The difference in one map takes no red against green, which one man in twelve cannot tell apart: gained is
`new` (5.2 : 1 on land, 7.0 dark), wide with a light core; lost is `baseline` (5.0, 6.5), a ghost with ticks
across, as maps mark a railway that was taken up; kept is `current` (7.9, 7.7), narrow; altered has dots
inside. In grey the widths, the core, the ticks and the dots still tell them apart.
"""

NODE_RADII: Mapping[str, float] = MappingProxyType(
    {
        "border": 4.2,
        "port": 5.4,
        "terminal": 4.4,
        "chokepoint": 5.0,
        "junction": 2.0,
        "city": 3.0,
        "end": 6.5,
        "closed": 8.0,
    }
)
"""Symbol radius in px by node kind or state."""

HATCH_OPACITY: Mapping[Theme, float] = MappingProxyType({Theme.LIGHT: 0.34, Theme.DARK: 0.42})
SHADOW_OPACITY: Mapping[Theme, float] = MappingProxyType({Theme.LIGHT: 0.16, Theme.DARK: 0.5})


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two `#RRGGBB` ones; `share` 0 gives the first, 1 the second."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def css_variables(theme: Theme, scale: float = 1.0) -> dict[str, str]:
    """CSS custom properties of a theme; `scale` enlarges lines, symbols and labels (1.85 presents)."""
    palette = PALETTES[theme]
    variables = {
        f"--{name.replace('_', '-')}": getattr(palette, name)
        for name in Palette.__dataclass_fields__
        if name != "corridors"
    }
    variables |= {f"--corridor-{slot}": colour for slot, colour in enumerate(palette.corridors, start=1)}
    for name, line in LINES.items():
        dash = " ".join(f"{float(part) * scale:g}" for part in line.dash.split())
        variables[f"--{name}-width"] = f"{line.width * scale:g}px"
        variables[f"--{name}-dash"] = dash or "none"
        variables[f"--{name}-cap"] = line.cap
        variables[f"--{name}-opacity"] = f"{line.opacity:g}"
    variables["--coast-glow-far"] = mixed(palette.sea, palette.coast_glow, 0.5)
    variables["--hatch-opacity"] = f"{HATCH_OPACITY[theme]:g}"
    variables["--shadow-opacity"] = f"{SHADOW_OPACITY[theme]:g}"
    variables["--scale"] = f"{scale:g}"
    return variables
