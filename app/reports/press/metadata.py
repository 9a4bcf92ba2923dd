"""What a PDF is, for programs that read metadata streams (XMP, ISO 16684-1): the same as its head says.

It claims no standard: our files are tagged, but not PDF/UA (ARCHITECTURE says what is missing). No date goes into it,
so that the same content makes the same file.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfbase import pdfdoc

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold (XML 1.0, 2.2)."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>
<rdf:li xml:lang={language}>{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{spoken}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{program}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class MetadataStream(pdfdoc.PDFStream):
    """The stream that the file's catalog names; never compressed, so that any program finds it."""

    def __init__(self, *, title: str, language: str, author: str, subject: str, program: str) -> None:
        words = {"title": title, "author": author, "subject": subject, "program": program, "spoken": language}
        said = {name: escape(_NO_XML.sub("", text)) for name, text in words.items()}
        packet = _PACKET.format(**said, language=quoteattr(_NO_XML.sub("", language)))
        super().__init__(content=packet.encode("utf-8", "replace"), filters=[])
        self.dictionary["Type"] = pdfdoc.PDFName("Metadata")
        self.dictionary["Subtype"] = pdfdoc.PDFName("XML")
