"""Word documents written by hand, as small as they can be, for the tests of the reader."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{WORD}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def packed(parts: dict[str, bytes | str]) -> bytes:
    """A ZIP of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def document(body: str, *, numbering: str = "", styles: str = "", types: str = TYPES) -> bytes:
    """A document of this body; ``numbering`` and ``styles`` are what stands inside those parts."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types,
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_NAMES}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {_NAMES}>{styles}</w:styles>"
    return packed(parts)


def para(*runs: str, settings: str = "") -> str:
    """A paragraph: plain words become runs, anything with a tag stands as it is."""
    written = "".join(run if "<" in run else words(run) for run in runs)
    return f"<w:p><w:pPr>{settings}</w:pPr>{written}</w:p>"


def words(text: str, settings: str = "") -> str:
    """A run of plain words."""
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(content: str = "", *, span: int = 1, settings: str = "") -> str:
    """A table's cell; plain words become its paragraph."""
    inner = content if content.startswith("<w:p>") else para(content) if content else para()
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{settings}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, settings: str = "") -> str:
    """A table's row; plain words become cells."""
    written = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{settings}</w:trPr>{written}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table with these columns' widths, in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
