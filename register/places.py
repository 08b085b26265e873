"""Where somebody works, as visitors type it: a municipality and the joint services for it."""

from django.conf import settings
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from kit import names
from register.models import Organisation

OTHER_NAMES = {"den bosch": "s hertogenbosch", "den haag": "s gravenhage"}
ALIKE = 0.3


def key_of(town: str) -> str:
    return names.normalise(town).removeprefix("gemeente ")


def keys_of(town: str) -> list[str]:
    """A place and its other name: Den Bosch is 's-Hertogenbosch."""
    key = key_of(town)
    other = {**OTHER_NAMES, **{own: name for name, own in OTHER_NAMES.items()}}
    return [key, *filter(None, [other.get(key)])]


def organisations() -> "QuerySet[Organisation]":
    return Organisation.objects.using(settings.PUBLIC_ALIAS).filter(ended_on=None)


def towns_of(town: str) -> list[str]:
    """The keys of the towns where its klantmanagers work: its own and those of joint services."""
    keys = keys_of(town)
    named = [*keys, *(f"gemeente {key}" for key in keys)]
    there = organisations().filter(Q(name_key__in=named) | Q(members__name_key__in=named))
    found = there.values_list("town", flat=True).distinct()
    return sorted({*keys, *map(names.normalise, found)})


def likely(town: str) -> str:
    """The municipality that was probably meant, or nothing: for who made a typing error."""
    places = organisations().filter(kind=Organisation.Kind.MUNICIPALITY)
    named = [f"gemeente {key}" for key in keys_of(town)]
    if places.filter(name_key__in=named).exists():
        return ""
    alike = places.annotate(likeness=TrigramSimilarity("town", town)).filter(likeness__gt=ALIKE)
    found = alike.order_by("-likeness", "town").values_list("town", flat=True).first()
    return found or ""
