"""Taking a portfolio along, and bringing one in: asked for here, carried out by the worker."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from audit.acts import Doer, NotAllowed, act, record
from files.models import StoredFile
from kit import clock
from kit.pdf import render_pdf
from outbox import jobs
from portfolios.dossier import snapshots
from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory
from portfolios.portable import archive, reading, writing
from portfolios.portable.models import DossierTransfer

KEPT_DAYS = 7
BUSY = "Er is al een bestand in de maak. Wacht tot het klaar is."
NOT_EMPTY = "Terugzetten kan alleen in een leeg portfolio. In dat van jou staat al iets."
Kind = DossierTransfer.Kind


# ---- Asking ----


def ask(owner: Any, kind: str, *, by: Doer, **facts: Any) -> DossierTransfer:
    """Have it made in the background. Raises NotAllowed while another one is being made."""
    transfer = DossierTransfer(owner=owner, kind=kind, asked_at=clock.now(), **facts)
    try:
        with act("dossiertransfer.ask", transfer, by=by):
            transfer.save()
            jobs.enter("portfolios.carry", f"transfer:{transfer.public_id}", transfer=transfer.pk)
    except IntegrityError as problem:
        raise NotAllowed(BUSY) from problem
    return transfer


def bring_in(
    owner: Any, uploaded: IO[bytes], content: Mapping[str, Any], *, by: Doer
) -> DossierTransfer:
    """Put back a file whose content was read and looked at. Only into an empty portfolio."""
    if not reading.is_empty(owner):
        raise NotAllowed(NOT_EMPTY)
    with transaction.atomic():
        file = StoredFile.received(uploaded, name="portfolio.zip", content_type="application/zip")
        return ask(owner, Kind.IN, by=by, file=file, of_parts=len(content["evidence"]))


def take(transfer: DossierTransfer, *, by: Doer) -> StoredFile:
    """The file that was made; each time is written down."""
    if not transfer.can_be_taken or transfer.file is None:
        raise NotAllowed("Dit bestand is er niet meer. Vraag het opnieuw.")
    record("dossiertransfer.take", transfer, by=by)
    return transfer.file


def forget(transfer: DossierTransfer) -> None:
    """Nothing of it stays here."""
    with transaction.atomic():
        file = transfer.file
        transfer.delete()
        if file is not None:
            file.discard()


@jobs.job("portfolios.forget_transfers", daily_at=time(4, 45))
def forget_transfers() -> None:
    """A copy of everything somebody wrote does not lie around."""
    old = clock.now() - timedelta(days=KEPT_DAYS)
    for transfer in DossierTransfer.objects.filter(ended_at__lte=old).select_related("file"):
        forget(transfer)


# ---- Carrying out ----


@jobs.job("portfolios.carry")
def carry(transfer: int) -> None:
    """Make the file, or read it. Does nothing when it was forgotten or done before."""
    asked = DossierTransfer.objects.select_related("owner", "file").filter(pk=transfer).first()
    if asked is None or not asked.is_busy:
        return
    makers: dict[str, Callable[[DossierTransfer], None]] = {
        Kind.ZIP: make_zip,
        Kind.PDF: make_pdf,
        Kind.IN: read_zip,
    }
    makers[asked.kind](asked)
    asked.ended_at = clock.now()
    asked.save(update_fields=["file", "problem", "left_out", "ended_at"])


def teller(transfer: DossierTransfer) -> archive.Progress:
    """Says how far it is, also while the work is not yet certain."""
    same = DossierTransfer.objects.filter(pk=transfer.pk)
    return lambda parts: jobs.at_once(lambda: same.update(parts=parts))


def make_zip(transfer: DossierTransfer) -> None:
    owner = transfer.owner
    content = writing.content_of(owner, now=clock.now())
    with tempfile.TemporaryFile() as made:
        archive.pack(content, archive.files_of(owner), made, teller(transfer))
        name = f"portfolio-{clock.today():%Y-%m-%d}.zip"
        transfer.file = StoredFile.own_stream(made, name=name, content_type="application/zip")


def make_pdf(transfer: DossierTransfer) -> None:
    chosen, owner = transfer.chosen, transfer.owner

    def mine(model: Any, order: str) -> Any:
        found = model.objects.visible_to(owner).filter(public_id__in=chosen.get(order, []))
        return found.order_by("pk")

    content = snapshots.build_content(
        owner,
        goals=mine(LearningGoal, "goals"),
        activities=mine(LearningActivity, "activities"),
        stories=mine(LearningStory, "stories"),
    )
    context = {"content": content, "today": clock.today()}
    pdf = render_pdf("portfolios/pdf/selection.html", context)
    name = f"uit-mijn-portfolio-{clock.today():%Y-%m-%d}.pdf"
    transfer.file = StoredFile.own(pdf, name=name, content_type="application/pdf")


def read_zip(transfer: DossierTransfer) -> None:
    """All or nothing. A file that turns out wrong is a sentence for the person, no failed job."""
    file, transfer.file = transfer.file, None
    if file is None:
        return
    try:
        with transaction.atomic(), default_storage.open(file.key) as uploaded:
            if not reading.is_empty(transfer.owner):
                raise reading.Unreadable(NOT_EMPTY)
            content = reading.parse(archive.content_in(uploaded))
            kept = archive.take_files(uploaded, content, teller(transfer))
            transfer.left_out = reading.restore(transfer.owner, content, kept)
    except reading.Unreadable as problem:
        transfer.problem = str(problem)
    transfer.save(update_fields=["file"])
    file.discard()


def looked_into(uploaded: IO[bytes]) -> dict[str, Any]:
    """The content of a file that somebody brings. Raises Unreadable."""
    return reading.parse(archive.content_in(uploaded))
