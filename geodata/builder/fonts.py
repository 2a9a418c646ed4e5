"""Fonts for window, page and print: Source faces as published, Noto cut to the characters of our names.

The Source faces are copied as they are: their licence reserves the name `Source` for unmodified files, and a
subset under another name would no longer match the style sheets. Noto reserves no name: those are subset.
"""

from __future__ import annotations

import io
import json
import shutil
from typing import Any

from builder.npm import npm_file
from builder.paths import DERIVED, FONTS, TABLES
from builder.tables import read_rows

SOURCE_SANS = ("source-sans", "3.52.0", "SourceSans3", ("Regular", "Semibold", "Bold", "It"))
SOURCE_SERIF = ("source-serif", "4.5.1", "SourceSerif4", ("Semibold", "It"))
NOTO_VERSION = "5.3.0"
# Family, npm name, subset file in the package, and the blocks of characters that it serves.
NOTO = (
    (
        "NotoSansSC",
        "noto-sans-sc",
        "chinese-simplified",
        ((0x3000, 0x303F), (0x3400, 0x9FFF), (0xFF00, 0xFFEF)),
    ),
    ("NotoSansGeorgian", "noto-sans-georgian", "georgian", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF))),
    ("NotoSansArmenian", "noto-sans-armenian", "armenian", ((0x0530, 0x058F),)),
    ("NotoSansArabic", "noto-sans-arabic", "arabic", ((0x0600, 0x06FF), (0x200C, 0x200D))),
    ("NotoSansDevanagari", "noto-sans-devanagari", "devanagari", ((0x0900, 0x097F),)),
)
# Words of the interface and of units in Chinese that may stand beside names.
MORE_CHARACTERS = "公里天小时站港口岸铁路海轮渡关闭规划中国欧洲走廊从到经由，。、（）：；—·“”"


def build_fonts() -> None:
    """Write resources/fonts."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for package, version, family, faces in (SOURCE_SANS, SOURCE_SERIF):
        for face in faces:
            for folder, suffix in (("TTF", "ttf"), ("WOFF2/TTF", "ttf.woff2")):
                source = npm_file(package, version, f"{folder}/{family}-{face}.{suffix}")
                shutil.copyfile(source, FONTS / f"{family}-{face}.{suffix.removeprefix('ttf.')}")
        shutil.copyfile(npm_file(package, version, "LICENSE.md"), FONTS / f"OFL-{family}.txt")
    names = _characters()
    for family, package, subset, blocks in NOTO:
        wanted = {ord(c) for c in names if any(low <= ord(c) <= high for low, high in blocks)}
        if not wanted:
            continue
        source = npm_file(
            f"@fontsource/{package}", NOTO_VERSION, f"files/{package}-{subset}-400-normal.woff2"
        )
        size = _subset(source.read_bytes(), wanted, family)
        (FONTS / f"{family}-characters.txt").write_text(
            "".join(map(chr, sorted(wanted))) + "\n", encoding="utf-8"
        )
        licence = npm_file(f"@fontsource/{package}", NOTO_VERSION, "LICENSE").read_text(encoding="utf-8")
        (FONTS / f"OFL-{family}.txt").write_text(licence, encoding="utf-8")
        print(f"{family}-Regular: {len(wanted)} characters, {size / 1e3:.0f} kB")
    _build_common_chinese()


def _build_common_chinese() -> None:
    """Write the 6,763 characters of GB 2312, for titles and texts that users write, on paper only."""
    package, subset = "noto-sans-sc", "chinese-simplified"
    source = npm_file(f"@fontsource/{package}", NOTO_VERSION, f"files/{package}-{subset}-400-normal.woff2")
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    wanted = {ord(row.decode("gb2312")) for row in rows if row.decode("gb2312", "ignore")}
    size = _subset(source.read_bytes(), wanted, "NotoSansSC-Common", ("ttf",))
    print(f"NotoSansSC-Common: {len(wanted)} characters, {size / 1e3:.0f} kB")


def _characters() -> str:
    """Every character of the names that the program shows."""
    texts: list[str] = [MORE_CHARACTERS]
    for row in read_rows(TABLES / "nodes.csv"):
        texts += [row["name_local"], row["name_zh"], row["name_ru"]]
    for name in ("countries.json", "cities.json", "seas.json"):
        path = DERIVED / name
        if path.exists():
            texts += _names_in(json.loads(path.read_text(encoding="utf-8")))
    return "".join(texts)


def _names_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        found = [text for language, text in value.get("names", {}).items() if language in ("zh", "en", "ru")]
        return found + [text for child in value.values() for text in _names_in(child)]
    if isinstance(value, list) and value and not isinstance(value[0], (int, float)):
        return [text for child in value for text in _names_in(child)]
    return []


def _name(font: Any, family: str) -> None:
    """Name the face after its family: the package's Regular is an instance that still calls itself Thin."""
    words = "Noto Sans " + family.removeprefix("NotoSans")
    for record in list(font["name"].names):
        if record.nameID in (16, 17):
            font["name"].removeNames(nameID=record.nameID)
    for name_id, text in (
        (1, words),
        (2, "Regular"),
        (3, f"{family}-Regular"),
        (4, words),
        (6, f"{family}-Regular"),
    ):
        font["name"].setName(text, name_id, 3, 1, 0x409)


def _subset(data: bytes, wanted: set[int], family: str, kinds: tuple[str, ...] = ("ttf", "woff2")) -> int:
    """Write the subset, TTF first; returns the size of the TTF in bytes."""
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = subset.Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    # Digits and the space keep mixed labels in one face.
    cutter.populate(unicodes=wanted | set(range(0x20, 0x7F)))
    cutter.subset(font)
    _name(font, family)
    for suffix in kinds:
        font.flavor = None if suffix == "ttf" else suffix
        font.save(FONTS / f"{family}-Regular.{suffix}")
    return (FONTS / f"{family}-Regular.ttf").stat().st_size
