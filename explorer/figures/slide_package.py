"""A deck as bytes: properties, sections, and the same bytes for the same deck."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from explorer import __version__
from explorer.housestyle.letters import one_line

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_NO_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where no time may be written: the format wants one."""

_SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Corridor Explorer</Application></Properties>"
)
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
MAX_PROPERTY = 255


def set_properties(deck: Presentation, title: str, subject: str, created: datetime | None) -> None:
    """Title, author and date of the file; a fixed date where none may be written."""
    moment = (created or _NO_DATE).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = deck.core_properties
    properties.title = one_line(title)[:MAX_PROPERTY]
    properties.subject = one_line(subject)[:MAX_PROPERTY]
    properties.author = properties.last_modified_by = f"Corridor Explorer {__version__}"
    properties.comments = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def set_sections(deck: Presentation, sections: Mapping[str, Sequence[int]]) -> None:
    """Name runs of slides (slide ids) as sections; programs that don't know them pass over."""
    from pptx.oxml import parse_xml

    def section(name: str, ids: Sequence[int]) -> str:
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, name)).upper()
        slides = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
        return (
            f'<p14:section name={quoteattr(name)} id="{{{key}}}">'
            f"<p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>"
        )

    listed = "".join(section(name, ids) for name, ids in sections.items() if ids)
    deck.part._element.append(
        parse_xml(
            '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
            f'<p:ext uri="{_SECTIONS_URI}"><p14:sectionLst xmlns:p14="{_P14}">{listed}</p14:sectionLst>'
            "</p:ext></p:extLst>"
        )
    )


def deck_bytes(deck: Presentation) -> bytes:
    """The deck as a file: no moment of making in it, so the same deck gives the same bytes."""
    buffer = BytesIO()
    deck.save(buffer)
    return _repacked(buffer.getvalue())


def _repacked(package: bytes) -> bytes:
    """The archive without times; workbooks behind charts likewise."""
    result = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        names = old.namelist()
        is_workbook = "xl/workbook.xml" in names
        for name in names:
            content = old.read(name)
            if name.endswith(".xlsx"):
                content = _repacked(content)
            elif name == "docProps/core.xml" and is_workbook:
                content = _CREATED.sub(_fixed_date, content)
            elif name == "docProps/app.xml" and not is_workbook:
                content = _APP.encode()
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return result.getvalue()


def _fixed_date(match: re.Match[bytes]) -> bytes:
    return match[1] + _NO_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + match[3]
