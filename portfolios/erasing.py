"""Erasing a whole dossier: what somebody wrote is gone; sessions stay with the group."""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from audit.acts import by_rule
from kit import clock
from portfolios import carrying_cohorts
from portfolios.courses import answering, attendance, providers, teaching
from portfolios.courses.models import SavedCourse
from portfolios.dossier import evidence, peer_reading, sharing
from portfolios.dossier.models import (
    DossierSettings,
    DossierSnapshot,
    Evidence,
    GoalProposal,
    LearningActivity,
    LearningPlan,
    LearningStory,
    SelfScan,
)
from portfolios.knowledge import cards, literature
from portfolios.knowledge.models import (
    CardComment,
    CardReview,
    CardUse,
    GuildMember,
)
from portfolios.portable import transfers
from portfolios.portable.models import DossierTransfer
from portfolios.together import feedback, mentoring, moderating, visits
from portfolios.together.models import (
    GroupInvitation,
    GroupMember,
    GroupRequest,
    IntervisionPresence,
    MomentAnswer,
    WorkVisit,
)


@by_rule("portfolios.erase")
def erase(owner: Any, *, today: date) -> None:
    """Nothing of the live dossier is left, nor of the frozen copies that no cycle holds."""
    with transaction.atomic():
        peer_reading.erase(owner)
        sharing.erase(owner, today=today)
        for transfer in DossierTransfer.objects.visible_to(owner).select_related("file"):
            transfers.forget(transfer)
        evidence.remove(Evidence.objects.filter(owner=owner).for_list())
        LearningStory.everything.visible_to(owner).delete()
        LearningActivity.everything.visible_to(owner).delete()
        GoalProposal.objects.visible_to(owner).delete()
        LearningPlan.objects.visible_to(owner).delete()  # with goals, steps, wordings, reviews
        SelfScan.objects.visible_to(owner).delete()
        DossierSettings.objects.filter(owner=owner).delete()
        DossierSnapshot.objects.filter(owner=owner).delete()
        mentoring.erase(owner, today=today, by=Actor.system("portfolios.erase"))
        visits.erase(owner, now=clock.now(), by=Actor.system("portfolios.erase"))
        feedback.erase(owner)
        GroupRequest.objects.filter(person=owner).delete()
        MomentAnswer.objects.filter(person=owner).delete()
        IntervisionPresence.objects.filter(person=owner).update(own_line="")
        GroupMember.objects.filter(person=owner, until_on=None).update(until_on=today)
        moderating.close_empty(owner, now=clock.now())
        for model, whose in (
            (CardReview, "person"), (CardComment, "author"), (CardUse, "owner"),
        ):  # fmt: skip
            model.objects.filter(**{whose: owner}).delete()
        SavedCourse.objects.filter(person=owner).delete()
        answering.erase(owner)
        carrying_cohorts.erase(owner)
        attendance.erase(owner)
        teaching.erase(owner)
        providers.erase(owner, today=today)
        cards.erase(owner)
        literature.erase(owner)
        GuildMember.objects.filter(person=owner, until_on=None).update(
            until_on=today, is_steward=False
        )
        GroupInvitation.objects.filter(email__iexact=owner.email, answered_on=None).delete()


def erase_by_address(owner: Any, *, today: date) -> None:
    """What is found by the mail address alone; call it while the account still has that."""
    peer_reading.erase(owner)
    sharing.disappear(owner, today=today)
    WorkVisit.objects.filter(host=None, email__iexact=owner.email).delete()
    teaching.forget_ties(owner)
