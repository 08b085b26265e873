"""The rules in words, and what everyone may say about new ones."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import public
from accounts.actors import Actor
from kit import clock
from register import remarks
from register.consultation_forms import RemarkForm
from register.models import Consultation, RegisterScheme, VersionKind
from register.reading import from_published_copy, or_nothing
from register.scheme_rules import Rule
from register.templatetags.consultation_words import SLUGS

KINDS = {slug: kind for kind, slug in SLUGS.items()}
MOST_SHOWN = 200


def versions_of(kind: VersionKind) -> list[tuple[str, object]]:
    """Every version that is, was or will be in force, the newest first."""
    known = kind.model._default_manager.exclude(in_force_from=None).order_by("-in_force_from")
    return [(SLUGS[kind], version) for version in known]


@public("the rules of the register are for everyone")
@require_safe
@from_published_copy
def scheme(request: HttpRequest) -> HttpResponse:
    """The scheme in force, each number from the data."""
    today = clock.today()
    found = RegisterScheme.objects.in_force_on(today)
    groups: dict[str, list[tuple[Rule, str]]] = {}
    for rule in found.rules:
        groups.setdefault(rule.group, []).append((rule, rule.words(getattr(found, rule.field))))
    context = {
        "scheme": found,
        "groups": groups.items(),
        "versions": versions_of(VersionKind.SCHEME),
        "running": or_nothing(open_now),
    }
    return render(request, "register/scheme.html", context)


def open_now() -> list[Consultation]:
    return list(Consultation.objects.filter(status=Consultation.Status.OPEN).for_list())


@public("older versions stay readable")
@require_safe
@from_published_copy
def version(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One version as a whole, with the days it was in force."""
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404("No such kind of rules.")
    known = kind.model._default_manager.exclude(in_force_from=None)
    found = get_object_or_404(known, version=name)
    following = known.filter(in_force_from__gt=found.in_force_from).order_by("in_force_from")
    context = {
        "kind": kind,
        "version": found,
        "parts": found.parts(),
        "next": following.first(),
        "today": clock.today(),
    }
    return render(request, "register/version.html", context)


@public("everyone may see what is proposed")
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    known = Consultation.objects.public().for_list()[:MOST_SHOWN]
    return render(request, "register/consultations.html", {"consultations": known})


def published(public_id: UUID) -> Consultation:
    known = Consultation.objects.public().select_related("scheme", "code", "profile")
    return get_object_or_404(known, public_id=public_id)


@public("everyone may read a proposal and what others say")
@require_safe
def consultation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return show(request, published(public_id))


def show(request: HttpRequest, found: Consultation, form: RemarkForm | None = None) -> HttpResponse:
    said = found.remarks.shown()[:MOST_SHOWN]
    titles = {part.key: part.title for part in found.subject.parts()}
    decided = found.status in (Consultation.Status.ADOPTED, Consultation.Status.REJECTED)
    name = request.user.name if request.user.is_authenticated else ""
    context = {
        "consultation": found,
        "differences": found.differences,
        "changed_since": found.changed_since_opening,
        "remarks": [(each, titles.get(each.part, "")) for each in said],
        "held_back": found.remarks.exclude(held_back_because=""),
        "assents": found.assents.select_related("person") if decided else [],
        "can_react": found.is_open and clock.today() <= (found.closes_on or clock.today()),
        "form": form or RemarkForm(consultation=found, initial={"name": name}),
        "today": clock.today(),
    }
    status = 422 if form and form.errors else 200
    return render(request, "register/consultation.html", context, status=status)


@public("everyone may react, also without an account")
@require_POST
def remark(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = published(public_id)
    form = RemarkForm(request.POST, consultation=found)
    if not form.is_valid():
        return show(request, found, form)
    known = request.user.is_authenticated
    by = Actor.self(request.user) if known else remarks.VISITOR  # type: ignore[arg-type]
    remarks.make(found, **form.cleaned_data, now=clock.now(), by=by)
    if known:
        messages.success(request, "Dank u wel. Uw reactie staat hieronder.")
    else:
        messages.success(
            request,
            "Dank u wel. Uw reactie staat hier zodra iemand van het bureau heeft gekeken of er "
            "geen gegevens van andere mensen in staan.",
        )
    return redirect("register:consultation", public_id)
