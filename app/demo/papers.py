"""Papers of the made-up firm: a page of plain words as a PDF, the same bytes each time."""

from __future__ import annotations

from app.contactlog.forms import NewAttachment

_HIGH, _LEFT, _TOP, _LINE = 792, 72, 700, 18


def one_page(name: str, words: str) -> NewAttachment:
    """A letter-size page with these lines (ASCII)."""
    said = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").splitlines()
    shown = (
        f"BT /F1 12 Tf {_LINE} TL {_LEFT} {_TOP} Td " + " ".join(f"({line}) Tj T*" for line in said) + " ET"
    )
    parts = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 {_HIGH}] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\n"
    return NewAttachment(name, "application/pdf", f"{out}{end}startxref\n{len(out)}\n%%EOF\n".encode("ascii"))
