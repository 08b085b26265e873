"""No history leads to a forbidden assignment: by proposal, by hand, by raw ORM (domain §5)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.actors import Actor
from accreditation import assignment
from accreditation.conflicts import REASONS, between, conflicts
from accreditation.models import Assignment, Cycle
from audit.acts import NotAllowed
from kit import clock
from portfolios.knowledge import cards, guilds
from portfolios.knowledge.models import CardVersion
from portfolios.models import IntervisionGroup
from portfolios.themes.models import Theme
from register.models import (
    Affiliation,
    Chamber,
    ChamberSeat,
    HardshipRequest,
    Objection,
    Organisation,
)
from tests.accreditation.conftest import by, handed_in, make_assessor
from tests.conftest import NOW, TODAY
from tests.makers import method_cards, people, reference

YEARS = 4  # of the scheme of these tests
SINCE = clock.add_years(TODAY, -YEARS)
BY = Actor.system("accreditation.propose_assessors")
# Days around the edge of the four years, and now.
DAYS = st.sampled_from(
    [SINCE - timedelta(days=1), SINCE, SINCE + timedelta(days=1), TODAY - timedelta(days=90), None]
)
PERSON, JOINT = 4, 2  # the professional, behind four assessors; the joint service among the places
histories = st.fixed_dictionaries(
    {
        "works": st.lists(
            st.tuples(st.integers(0, PERSON), st.integers(0, 3), DAYS), max_size=7,
            unique_by=lambda each: each[:2],
        ),
        "meets": st.lists(
            st.tuples(st.integers(0, PERSON), st.integers(0, 1), DAYS), max_size=5,
            unique_by=lambda each: each[:2],
        ),
        "declares": st.sets(st.integers(0, PERSON - 1), max_size=2),
        "joins": st.sets(st.integers(0, 1)),
    }
)  # fmt: skip


class History:
    """Four assessors and a professional, with the work and the groups they had."""

    def __init__(self, facts):
        self.facts = facts
        self.assessors = [make_assessor(f"Assessor{n}", "Bos") for n in range(PERSON)]
        self.owner = people.person("Eigen", "Dossier")
        self.users = [*(one.user for one in self.assessors), self.owner]
        self.places = [reference.municipality(f"Plaats {n}") for n in range(4)]
        self.places[JOINT] = Organisation.objects.create(
            kind="joint", name="Werkplein", town="Lindehoven", province="Flevoland"
        )
        self.places[JOINT].members.add(*(self.places[n] for n in facts["joins"]))
        self.cycle = handed_in(self.owner, now=NOW, organisation=self.places[3])
        Affiliation.objects.filter(person=self.owner).delete()
        for who, where, until in facts["works"]:
            Affiliation.objects.create(
                person=self.users[who], organisation=self.places[where],
                from_on=date(2019, 1, 1), until_on=until,
            )  # fmt: skip
        groups = [IntervisionGroup.objects.create(name=n, started_on=TODAY) for n in "AB"]
        for who, which, until in facts["meets"]:
            groups[which].members.create(
                person=self.users[who], from_on=date(2019, 1, 1), until_on=until
            )
        for who in facts["declares"]:
            self.assessors[who].declared_conflicts.add(self.owner)
        self.signers = [one.user for one in people.members(Chamber.WEST)]

    def may_not_meet(self, who: int) -> bool:
        """The rules of the domain, told again without any SQL."""
        counts = [one for one in self.facts["works"] if one[2] is None or one[2] > SINCE]
        mine = {where for person, where, _ in counts if person == PERSON}
        theirs = {where for person, where, _ in counts if person == who}
        joined = {*self.facts["joins"], JOINT} if self.facts["joins"] else set()
        groups = [
            {which for person, which, until in self.facts["meets"]
             if person == one and (until is None or until > SINCE)} for one in (PERSON, who)
        ]  # fmt: skip
        return bool(
            mine & theirs
            or (mine & joined and theirs & joined)
            or groups[0] & groups[1]
            or who in self.facts["declares"]
        )

    def force(self, assessor) -> str:
        """What the database says to an assignment written past every rule of the code."""
        Assignment.objects.filter(cycle=self.cycle).delete()
        try:
            with transaction.atomic():
                Assignment.objects.create(cycle=self.cycle, assessor=assessor, proposed_on=TODAY)
        except IntegrityError as error:
            return error.__cause__.diag.constraint_name
        return ""

    def force_signature(self, assessor) -> str:
        """And to a signature under an objection of this person: a member of the other chamber."""
        user = assessor.user
        ChamberSeat.objects.get_or_create(
            person=user, chamber=Chamber.EAST,
            defaults={"from_on": people.LONG_AGO, "until_on": people.LONG_AHEAD},
        )  # fmt: skip
        facts = {
            "person": self.owner, "chamber": Chamber.EAST, "received_on": TODAY, "answer_by": TODAY,
            "outcome": "denied", "reason": "x", "first_signer": user, "first_signed_on": TODAY,
        }  # fmt: skip
        asked = {"status": "received", "rule": "x", "text": "x"}
        said = {refusal_of(HardshipRequest, facts | asked)}
        denied, _ = HardshipRequest.objects.get_or_create(
            **facts | asked | {"status": "denied", "chamber": Chamber.WEST, "decided_on": TODAY,
                               "first_signer": self.signers[0], "second_signer": self.signers[1]}
        )  # fmt: skip
        objected = {
            "status": "received",
            "text": "x",
            "against_on": TODAY,
            "objectable_until": TODAY,
        }
        said.add(refusal_of(Objection, facts | objected | {"hardshiprequest": denied}))
        [constraint] = said
        return constraint


def refusal_of(model, facts) -> str:
    """What the database says to this row; "" when it takes it."""
    try:
        with transaction.atomic():
            model.objects.create(**facts).delete()
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return ""


class undone:
    """A history of an example is gone before the next."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *problem):
        transaction.set_rollback(True)
        self.atomic.__exit__(*problem)


@settings(
    max_examples=30, deadline=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(facts=histories)
def test_no_history_leads_to_a_forbidden_assignment(facts, scheme, standing_clock):
    assert scheme.conflict_years == YEARS
    with undone():
        history = History(facts)
        forbidden = [history.may_not_meet(who) for who in range(PERSON)]
        assignment.open_assignment(history.cycle).delete()
        proposed = assignment.propose(history.cycle, now=NOW, by=BY)
        assert proposed is None or not forbidden[history.assessors.index(proposed.assessor)]
        for assessor, may_not in zip(history.assessors, forbidden, strict=True):
            assert bool(conflicts(history.owner, assessor.user, today=TODAY)) == may_not
            refused = "nobody_with_a_tie" if may_not else ""
            assert history.force(assessor) == history.force_signature(assessor) == refused


def test_a_tie_that_came_up_meanwhile_is_refused_at_accepting(world, today):
    cycle = handed_in(world.owner, now=world.now)
    proposal = assignment.open_assignment(cycle)
    world.assessor.declared_conflicts.add(world.owner)
    with pytest.raises(NotAllowed, match="zelf gemeld"):
        assignment.accept(proposal, now=world.now, by=by(world.assessor))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=proposal.pk).update(accepted_on=today)


def test_no_assessor_comes_without_an_assignment(world):
    other = make_assessor("Niet", "Gevraagd")
    cycle = handed_in(world.owner, now=world.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.filter(pk=cycle.pk).update(assessor=other)


def test_many_people_are_asked_for_at_once(world, today, django_assert_num_queries):
    others = [people.person(f"Iemand{n}", "Smit") for n in range(3)]
    world.assessor.declared_conflicts.add(others[1])
    with django_assert_num_queries(2):
        found = between([one.pk for one in others], [world.assessor.user_id], today=today)
    assert list(found) == [(others[1].pk, world.assessor.user_id)]
    assert [one.reason for one in found.popitem()[1]] == [REASONS["declared"]]


@pytest.mark.parametrize(("years_ago", "tied"), [(YEARS - 1, True), (YEARS + 1, False)])
def test_who_wrote_a_published_card_together_do_not_assess_each_other(
    scheme, standing_clock, years_ago, tied
):
    guild, (one, other) = guild_of_two()
    made = method_cards.written(guild, by=one, now=NOW)
    cards.save(made, saves=made.saves, by_person=other, now=NOW, what="Van ons beiden.")
    assert conflicts(one, other, today=TODAY) == []
    day = clock.add_years(TODAY, -years_ago)
    CardVersion.objects.update(started_on=day)
    cards.send(made, now=NOW, by=Actor.self(one))
    for number in range(2):
        reader = people.person(f"Lezer{number}", "Elders")
        method_cards.works(reader, f"Elders {number}", now=NOW)
        method_cards.agrees(made, reader, now=NOW)
    cards.publish(made, now=NOW, by=Actor.self(one))
    CardVersion.objects.update(published_on=day)
    found = conflicts(one, other, today=TODAY)
    assert [conflict.reason for conflict in found] == ([REASONS["wrote"]] if tied else [])
    assert bool(conflicts(other, one, today=TODAY)) == tied


def guild_of_two():
    theme = Theme.objects.create(code="wonen", title="Wonen")
    pair = people.person("Een", "Schrijver"), people.person("Twee", "Schrijver")
    facts = {"name": "Gilde wonen", "theme": theme, "words": ""}
    made = guilds.start(facts, founder=pair[0], today=TODAY)
    guilds.join(made, person=pair[1], today=TODAY)
    for person, place in zip(pair, ("Ginds", "Daar"), strict=True):
        method_cards.works(person, place, now=NOW)
    return made, pair
