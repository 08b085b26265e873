"""Loads the reference data of the register: municipalities, scheme, code and profile."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from register.models import (
    CodeOfConduct,
    Competency,
    CompetencyProfile,
    Organisation,
    RegisterScheme,
)
from register.reference import code_of_conduct, competency_profile, organisations

FIRST_SCHEME = date(2018, 1, 1)
MUNICIPALITIES = Path(__file__).parent / "gemeenten.csv"


@transaction.atomic
def load() -> None:
    """Add what is missing; what exists is left as it is."""
    load_municipalities()
    load_organisations()
    RegisterScheme.objects.get_or_create(version="2018-1", defaults={"in_force_from": FIRST_SCHEME})
    load_code()
    load_profile()


def organisation(kind: str, name: str, town: str, province: str, code: str | None) -> Organisation:
    made = Organisation(kind=kind, name=name, town=town, province=province, cbs_code=code)
    made.set_keys()
    return made


def load_municipalities() -> None:
    with MUNICIPALITIES.open(newline="", encoding="utf-8") as source:
        made = [
            organisation(
                "municipality", f"Gemeente {row['name']}", row["name"], row["province"], row["code"]
            )
            for row in csv.DictReader(source)
        ]
    Organisation.objects.bulk_create(made, ignore_conflicts=True)


def load_organisations() -> None:
    others = [("uwv", organisations.UWV), *(("agency", each) for each in organisations.AGENCIES)]
    Organisation.objects.bulk_create(
        [organisation(kind, each.name, each.town, each.province, None) for kind, each in others],
        ignore_conflicts=True,
    )
    for service in organisations.JOINT_SERVICES:
        joint, new = Organisation.objects.get_or_create(
            name=service.name,
            defaults={"kind": "joint", "town": service.town, "province": service.province},
        )
        if new:
            joint.members.set(Organisation.objects.filter(cbs_code__in=service.members))


def load_code() -> None:
    articles = [
        {"number": each.number, "title": each.title, "text": each.text}
        for each in code_of_conduct.ARTICLES
    ]
    CodeOfConduct.objects.get_or_create(
        version=code_of_conduct.VERSION,
        defaults={
            "in_force_from": code_of_conduct.IN_FORCE_FROM,
            "preamble": code_of_conduct.PREAMBLE,
            "articles": articles,
        },
    )


def load_profile() -> None:
    profile, new = CompetencyProfile.objects.get_or_create(
        version=competency_profile.VERSION,
        defaults={"in_force_from": competency_profile.IN_FORCE_FROM},
    )
    if not new:
        return
    for order, text in enumerate(competency_profile.RESULT_AREAS):
        area = profile.areas.create(
            code=text.code, title=text.title, description=text.description, order=order
        )
        Competency.objects.bulk_create(
            Competency(
                area=area,
                code=each.code,
                title=each.title,
                description=each.description,
                indicators=list(each.indicators),
                order=position,
            )
            for position, each in enumerate(text.competencies)
        )
