"""The reference data that a register cannot do without."""

from datetime import date

from register.models import (
    CodeOfConduct,
    Competency,
    CompetencyProfile,
    Organisation,
    RegisterScheme,
)

START = date(2018, 1, 1)


def scheme(**rules: object) -> RegisterScheme:
    """The scheme in force, with code and profile beside it."""
    made, _ = RegisterScheme.objects.get_or_create(
        version="2018-1", defaults={"in_force_from": START, **rules}
    )
    CodeOfConduct.objects.get_or_create(
        version="2018-1",
        defaults={
            "in_force_from": START,
            "articles": [{"number": 1, "title": "Respect", "text": "Ik luister eerst."}],
        },
    )
    profile, new = CompetencyProfile.objects.get_or_create(
        version="2018-1", defaults={"in_force_from": START}
    )
    if new:
        area = profile.areas.create(
            code="K", title="Vakkennis", description="Weten wat kan.", order=1
        )
        for order in range(1, 6):
            Competency.objects.create(
                area=area,
                code=f"K{order}",
                title=f"Competentie {order}",
                description="Omschrijving.",
                order=order,
            )
    return made


def municipality(name: str = "Lindehoven", province: str = "Flevoland") -> Organisation:
    made, _ = Organisation.objects.get_or_create(
        name=f"Gemeente {name}",
        defaults={"kind": Organisation.Kind.MUNICIPALITY, "town": name, "province": province},
    )
    return made
