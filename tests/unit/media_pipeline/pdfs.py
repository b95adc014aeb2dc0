"""Small PDFs, written by hand."""

from collections.abc import Sequence


def pdf(
    contents: Sequence[str],
    box: str = "0 0 595 842",
    page: str = "",
    catalog: str = "",
    extra: Sequence[str] = (),
) -> bytes:
    """A document with a page for each content stream; `extra` objects are numbered from 5 on.

    Object 4 is the font `/F`. Form XObjects and the like are named in `page`.
    """
    first = 5 + len(extra)
    numbers = range(first, first + 2 * len(contents), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        "<< /Title (SECRET title) /Author (SECRET author) >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *extra,
    ]
    for number, content in zip(numbers, contents, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F 4 0 R >> >> {page} >>"
        )
        objects.append(stream(content))
    body, places = "%PDF-1.7\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(body.encode("latin1")))
        body += f"{number} 0 obj\n{said}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    at = len(body.encode("latin1"))
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\n"
    return (body + f"startxref\n{at}\n%%EOF\n").encode("latin1")


def stream(content: str, said: str = "") -> str:
    return f"<< {said} /Length {len(content.encode('latin1'))} >>\nstream\n{content}\nendstream"


def words(*lines: str, size: int = 24) -> str:
    """A content stream that writes lines."""
    shown = " ".join(f"({line}) Tj 0 -{size * 1.4:.0f} Td" for line in lines)
    return f"BT /F {size} Tf 60 740 Td {shown} ET"


RED = "1 0 0 rg 100 100 300 300 re f"
