"""Colours of slides: the light palette as theme colours, so that a deck can be recoloured at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from explorer.housestyle.style import PALETTES, Theme

PALETTE: Final = PALETTES[Theme.LIGHT]

THEME_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dk1": PALETTE.text,
        "lt1": PALETTE.panel,
        "dk2": PALETTE.text_secondary,
        "lt2": PALETTE.sea,
        "accent1": PALETTE.current,
        "accent2": PALETTE.closed,
        "accent3": PALETTE.new,
        "accent4": PALETTE.baseline,
        "accent5": PALETTE.worse,
        "accent6": PALETTE.land,
        "hlink": PALETTE.accent,
        "folHlink": PALETTE.text_tertiary,
    }
)
"""Slots of the theme and the role that stands in each."""

_MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_SLOTS: dict[str, str] = {}
for _slot, _colour in THEME_COLOURS.items():
    _SLOTS.setdefault(_colour, _MAPPED.get(_slot, _slot))


def colour_xml(colour: str, opacity: float = 1.0) -> str:
    """A colour `#RRGGBB` as DrawingML: by its theme slot where it has one."""
    alpha = "" if opacity >= 1.0 else f'<a:alpha val="{round(opacity * 100_000)}"/>'
    slot = _SLOTS.get(colour)
    if slot is not None:
        return f'<a:schemeClr val="{slot}">{alpha}</a:schemeClr>'
    return f'<a:srgbClr val="{colour.removeprefix("#")}">{alpha}</a:srgbClr>'
