"""The desk: letters that go by post, because mail did not arrive."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from config.letters import printing
from files.downloads import stream_pdf
from kit import clock
from outbox.models import PaperLetter, PostAddress

MOST_POSTED = 20


class AddressForm(forms.Form):
    """At most five lines fit in the window of an envelope, the name is one."""

    lines = forms.CharField(
        label="Adres",
        help_text="Zonder de naam. Bijvoorbeeld straat en nummer, en daaronder postcode en plaats.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": "Schrijf het adres"},
    )

    def clean_lines(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines()]
        lines = [line for line in lines if line]
        if not 2 <= len(lines) <= 4:
            raise forms.ValidationError("Schrijf twee tot vier regels")
        if any(len(line) > 45 for line in lines):
            raise forms.ValidationError("Een regel is te lang voor het venster van de envelop")
        return "\n".join(lines)


@role_required(Role.DESK)
@require_safe
def paper_letters(request: PersonRequest) -> HttpResponse:
    """Who still needs an address, what can be printed, and what went."""
    rows = printing.to_post(request.user)
    where = printing.addresses(rows)
    today = clock.today()
    context = {
        "searching": [row for row in rows if row.person.pk not in where],
        "ready": [(row, where[row.person.pk]) for row in rows if row.person.pk in where],
        "printed": any(row.letter and row.letter.printed_at for row in rows),
        "more": printing.letters_to_post(request.user).count() - sum(bool(r.letter) for r in rows),
        "posted": PaperLetter.objects.newly_posted()[:MOST_POSTED],
        "today": today,
    }
    return render(request, "config/paper_letters.html", context)


@role_required(Role.DESK)
@require_POST
def paper_print(request: PersonRequest) -> FileResponse:
    """The letters with an address in one file: those not printed yet, or all of them."""
    again = "opnieuw" in request.POST
    pdf = printing.print_all(request.user, now=clock.now(), again=again)
    return stream_pdf(pdf, name=f"brieven-{clock.today()}.pdf")


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_address(request: PersonRequest, public_id: UUID) -> HttpResponse:
    person = get_object_or_404(printing.person_to_write_to(public_id, request.user))
    known = PostAddress.objects.filter(person=person).first()
    data = request.POST if request.method == "POST" else None
    form = AddressForm(data, initial={"lines": known.lines if known else ""})
    if form.is_valid():
        printing.give_address(person, form.cleaned_data["lines"], now=clock.now(), by=request.actor)
        messages.success(request, "Het adres is bewaard, tot de brief op de post is.")
        return redirect("desk:paper_letters")
    status = 422 if form.errors else 200
    context = {"person": person, "form": form}
    return render(request, "config/paper_address.html", context, status=status)


@role_required(Role.DESK)
@require_POST
def paper_posted(request: PersonRequest, public_id: UUID) -> HttpResponse:
    paper = get_object_or_404(printing.letters_to_post(request.user), public_id=public_id)
    printing.note_posted(paper, today=clock.today(), by=request.actor)
    messages.success(request, "Vastgelegd: deze brief is vandaag op de post gedaan.")
    return redirect("desk:paper_letters")


@role_required(Role.DESK)
@require_POST
def paper_take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    paper = get_object_or_404(PaperLetter.objects.newly_posted(), public_id=public_id)
    printing.take_back(paper, today=clock.today(), by=request.actor)
    messages.success(request, "Teruggezet. De brief wacht weer op de post.")
    return redirect("desk:paper_letters")
