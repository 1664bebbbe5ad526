"""What lies elsewhere and is pointed to: a document that was read, or proof that a school keeps.

The ledger holds the pointer and, where there is one, the digest; never the document.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from ledger.domain.identifiers import Digest, Identifier, SchoolId
from ledger.domain.limits import Between, NamesAllowed, NotInFuture, Pointer
from ledger.domain.record import Code, Record, Sealed

WITH_ITS_AUTHOR = NamesAllowed("a published work is told with whoever wrote it")


class Link(Identifier):
    """An address on the web. Only `https`, and nobody's name or password in it."""

    FORM = re.compile(r"https://[a-z0-9.-]{3,100}(/[A-Za-z0-9._~!$&'()*+,;=:%/?#-]{0,400})?")
    HINT = "A link begins with https:// and has no spaces and no login in it."


class DocumentKind(Code):
    """What kind of document it is. Only a review or a trial is evidence of what works."""

    REVIEW = "review"
    TRIAL = "trial"
    STANDARD = "standard"
    GUIDANCE = "guidance"
    BOOK = "book"
    OTHER = "other"


class Document(Record):
    """A document that others have published."""

    document_title: Annotated[str, "its title, as printed", Between(1, 200), WITH_ITS_AUTHOR]
    document_kind: Annotated[DocumentKind, "what kind of document it is"]
    edition: Annotated[str | None, "its edition, as printed on it", Between(1, 60)] = None
    cited_as: Annotated[
        str | None, "how it is usually cited, where that differs", Between(1, 120), WITH_ITS_AUTHOR
    ] = None
    link: Annotated[Link | None, "where it can be read"] = None


Documents = Annotated[tuple[Document, ...], "the documents that were used", Between(0, 20)]


class EvidenceKind(Code):
    """What kind of proof a school keeps."""

    AGENDA = "agenda"
    NOTES = "notes"
    REGISTER = "register"
    INVOICE = "invoice"
    QUOTE = "quote"
    SURVEY_RESULT = "survey_result"
    WORK_SAMPLE_INDEX = "work_sample_index"
    LINK = "link"


class Evidence(Record):
    """Proof that a school keeps, and where to ask for it."""

    evidence_kind: Annotated[EvidenceKind, "what kind of proof it is"]
    held_by: Annotated[SchoolId, "the school that keeps it"]
    locator: Annotated[
        Sealed, "where it lies there: a file number or a folder", Pointer(12), Between(1, 120)
    ]
    digest: Annotated[Digest | None, "SHA-256 of it, so that it cannot be changed unseen"] = None
    captured_on: Annotated[date, "the day it was made", NotInFuture()]
