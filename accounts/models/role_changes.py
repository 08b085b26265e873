"""RoleChange: a role that one person proposes to give or to end, and another one confirms."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from accounts.actors import Actor
from accounts.models.roles import Role, RoleGrant
from audit.acts import NotAllowed, locked, transition
from audit.history import tracked

CONFIRMING = (Role.ADMINISTRATOR, Role.DESK)
REFUSED = {
    "role_once_at_a_time": "Deze persoon heeft deze rol al in (een deel van) die tijd.",
    "desk_and_committee_apart": (
        "Wie bij het bureau werkt, kan niet tegelijk lid van de registercommissie zijn."
    ),
    "desk_and_seat_apart": ("Wie bij het bureau werkt, kan niet tegelijk een beroepszetel hebben."),
    "role_ends_after_it_starts": "De einddatum ligt na de begindatum.",
    "one_open_change_of_a_role": "Er ligt al een voorstel over deze rol van deze persoon.",
}


class RoleChangeQuerySet(models.QuerySet["RoleChange"]):
    def open(self) -> "RoleChangeQuerySet":
        return self.filter(status=RoleChange.Status.PROPOSED).order_by("proposed_at")

    def closed(self) -> "RoleChangeQuerySet":
        return self.exclude(status=RoleChange.Status.PROPOSED).order_by("-decided_at", "-id")

    def for_list(self) -> "RoleChangeQuerySet":
        return self.select_related("person", "proposed_by", "decided_by", "grant")


@tracked("person", "role", "kind", "from_on", "until_on", "grant", "status", "proposed_by",
         "proposed_at", "decided_by", "decided_at")  # fmt: skip
class RoleChange(models.Model):
    """A proposal about one role of one person; confirming it changes the RoleGrant at once."""

    class Kind(models.TextChoices):
        GIVE = "give", "Rol geven"
        END = "end", "Rol beëindigen"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Voorgesteld"
        CONFIRMED = "confirmed", "Bevestigd"
        DECLINED = "declined", "Niet bevestigd"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_changes"
    )
    role = models.CharField(max_length=20, choices=Role)
    kind = models.CharField(max_length=10, choices=Kind)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    # The role that was given or ended; none when it ended before it began.
    grant = models.ForeignKey(RoleGrant, models.SET_NULL, null=True, related_name="changes")
    why = models.TextField()
    status = models.CharField(
        max_length=20, choices=Status, default=Status.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = RoleChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                name="one_open_change_of_a_role",
                condition=Q(status="proposed"),
            ),
            models.CheckConstraint(
                name="role_change_by_two_others",
                condition=~Q(proposed_by=F("person"))
                & (
                    Q(decided_by=None)
                    | ~Q(decided_by=F("person")) & ~Q(decided_by=F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="decided_role_change_has_a_second",
                condition=~Q(status__in=["confirmed", "declined"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="role_change_has_its_days",
                condition=Q(kind="give", until_on=None)
                | Q(kind="give", until_on__gt=F("from_on"))
                | Q(kind="end", until_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_role_display()}, {self.person}"

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def gives(self) -> bool:
        return self.kind == self.Kind.GIVE

    @property
    def last_on(self) -> date | None:
        """The last day with the role, once that is certain."""
        until_on = self.grant.until_on if self.grant else None
        return until_on - timedelta(days=1) if until_on else None

    def check_second(self, by: Actor) -> None:
        """Another one than who proposed. Raises NotAllowed."""
        if by.user == self.proposed_by:
            raise NotAllowed("Jij stelde dit voor. Een ander beslist.")

    @transition(Status.PROPOSED, to=Status.CONFIRMED, who=CONFIRMING)
    def confirm(self, *, today: date, now: datetime, by: Actor) -> None:
        """The second pair of eyes: the role is given or ended in the same transaction."""
        self.check_second(by)
        if self.gives:
            self.grant = give(self, today=today)
        elif self.grant is None:
            raise NotAllowed("Deze rol is er niet meer.")
        else:
            on = max(today, self.until_on) if self.until_on else today
            self.grant = end(self.grant, on=on, today=today)
        self.decided_by, self.decided_at = by.user, now

    @transition(Status.PROPOSED, to=Status.DECLINED, who=CONFIRMING)
    def decline(self, *, now: datetime, by: Actor) -> None:
        """The second pair of eyes does not agree: nothing changes."""
        self.check_second(by)
        self.decided_by, self.decided_at = by.user, now

    @transition(Status.PROPOSED, to=Status.WITHDRAWN, who=CONFIRMING)
    def withdraw(self, *, now: datetime, by: Actor) -> None:
        """Who proposed it takes it back."""
        if by.user != self.proposed_by:
            raise NotAllowed("Alleen wie het voorstelde, kan het intrekken.")
        self.decided_at = now


def give(change: RoleChange, *, today: date) -> RoleGrant:
    """The role, from the day that was proposed but never in the past. Raises NotAllowed."""
    if not change.person.is_active:
        raise NotAllowed("Dit account is gesloten. Wie geen account heeft, krijgt geen rol.")
    from_on = max(change.from_on, today)
    if change.until_on and change.until_on <= from_on:
        raise NotAllowed("De einddatum is al voorbij. Trek dit in en doe een nieuw voorstel.")
    try:
        with transaction.atomic():
            return RoleGrant.objects.create(
                user=change.person,
                role=change.role,
                from_on=from_on,
                until_on=change.until_on,
                granted_by=change.proposed_by,
            )
    except IntegrityError as refusal:
        raise NotAllowed(words_for(refusal)) from refusal


def words_for(refusal: IntegrityError) -> str:
    """What the database refuses about a role, in words. Raises it again when it is another."""
    diagnosis = getattr(refusal.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name not in REFUSED:
        raise refusal
    return REFUSED[name]


def end(grant: RoleGrant, *, on: date, today: date) -> RoleGrant | None:
    """The role ends on this day, the first one without it; None when it had not begun yet.

    A role that began today counts until tonight. Raises NotAllowed for the last administrator and
    for a role that ends sooner already.
    """
    if grant.role == Role.ADMINISTRATOR:
        check_an_administrator_stays(grant, on=on)
    grant = locked(grant)
    if grant.until_on and grant.until_on <= on:
        raise NotAllowed("Deze rol eindigt al eerder.")
    if grant.from_on > today and on <= grant.from_on:
        grant.delete()
        return None
    grant.until_on = max(on, grant.from_on + timedelta(days=1))
    grant.save()
    return grant


def check_an_administrator_stays(grant: RoleGrant, *, on: date) -> None:
    """Another active person is administrator on that day, without an end. Raises NotAllowed.

    All grants of administrators are locked, so that two who end at once do not both go through.
    """
    grants = RoleGrant.objects.filter(role=Role.ADMINISTRATOR).order_by("pk")
    others = grants.select_for_update(of=("self",)).select_related("user")
    if not any(
        other.user_id != grant.user_id
        and other.user.is_active
        and other.from_on <= on
        and other.until_on is None
        for other in others
    ):
        raise NotAllowed(
            "Dit is de laatste beheerder zonder einddatum. Geef eerst een ander de rol."
        )
