"""Makes the PDFs that wait. A lost call changes only when: the next sweep finds the same rows."""

import logging
from datetime import datetime

from nettverk.dokumenter.motor import MASKIN, PdfFeil, Pdfmaskin, PdfUmulig
from nettverk.dokumenter.visning import for_pdf
from nettverk.models.dokument import Dokument

logger = logging.getLogger(__name__)

# So that mail and reminders get their turn; a sweep comes every minute.
HOYST = 20


def lag_ventende(naa: datetime, maskin: Pdfmaskin = MASKIN) -> int:
    """Make PDFs of waiting documents, those a mail waits for first; return how many were made.

    Each is claimed, made outside any transaction, and noted at once. One that fails is marked
    with why and holds up nobody. `naa` is the UTC moment of the sweep.
    """
    laget = 0
    for dokument in Dokument.objects.ventende(naa).de_noen_venter_pa_forst().defer("pdf")[:HOYST]:
        if dokument.ta(naa):
            laget += _lag(dokument, maskin)
    return laget


def _lag(dokument: Dokument, maskin: Pdfmaskin) -> bool:
    """Make one claimed document and note how it went; True when the PDF is there."""
    status = Dokument.PdfStatus
    try:
        pdf = maskin.lag(for_pdf(dokument))
    except PdfUmulig as feil:
        logger.warning("No PDF of document %s: %s", dokument.pk, feil)
        dokument.noter_pdf(status.UMULIG, feil=str(feil))
        return False
    except PdfFeil as feil:
        logger.error("Document %s failed: %s", dokument.pk, feil)
        dokument.noter_pdf(status.FEILET, feil=str(feil))
        return False
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as feil:
        # A content that does not fit the template is that document's fault, not the sweep's.
        logger.exception("Document %s cannot be drawn", dokument.pk)
        dokument.noter_pdf(status.FEILET, feil=f"{type(feil).__name__}: {feil}")
        return False
    return dokument.noter_pdf(status.KLAR, pdf=pdf)
