"""Self scans: words and a place, private, partly filled if one likes, readable for years."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from audit.acts import NotAllowed
from portfolios import erasing
from portfolios.dossier import scans
from portfolios.dossier.models import ScanPlace, SelfScan
from register.models import Competency, CompetencyProfile

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
BSN = "123456782"
WITH_SCAN = ("scan", "scan_finish", "scan_reopen", "scan_delete")
ONLY_POST = ("scan_finish", "scan_reopen")


@pytest.fixture
def profile(scheme):
    return CompetencyProfile.objects.get()


@pytest.fixture
def competencies(scheme):
    return list(Competency.objects.order_by("order"))


@pytest.fixture
def make_scan(profile, competencies, today):
    """A scan with these phases, from the first competency on; finished on its day."""

    def make(owner, *phases, words="Zo kijk ik", on=today, finished=True):
        scan = scans.start(owner, profile=profile, today=on)
        for competency, phase in zip(competencies, phases, strict=False):
            scans.say(scan, competency, phase=phase, words=words)
        if finished:
            scans.finish(scan, today=on)
        scan.refresh_from_db()
        return scan

    return make


def address(name, *things):
    return reverse(f"dossier:{name}", args=things)


def place_of(scan, competency):
    return address("scan_place", scan.public_id, competency.pk)


# ---- Rules ----


def test_a_scan_that_is_open_is_gone_on_with(owner, profile, make_scan, today):
    first = make_scan(owner, "apprentice", finished=False)
    assert scans.start(owner, profile=profile, today=today) == first
    scans.finish(first, today=today)
    assert scans.start(owner, profile=profile, today=today) != first


def test_a_place_and_words_are_kept_changed_and_taken_away(owner, make_scan, competencies):
    scan = make_scan(owner, finished=False)
    scans.say(scan, competencies[0], phase="journeyman", words="")
    scans.say(scan, competencies[0], phase="journeyman", words="Dat gaat vanzelf")
    place = scan.places.get()
    assert (place.phase, place.words) == ("journeyman", "Dat gaat vanzelf")
    scans.say(scan, competencies[0], phase="", words="")
    assert not scan.places.exists()


def test_an_empty_scan_is_not_finished_and_a_partly_filled_one_is(owner, make_scan, today):
    scan = make_scan(owner, finished=False)
    with pytest.raises(NotAllowed, match="Eén is genoeg"):
        scans.finish(scan, today=today)
    done = make_scan(owner, "", "master")
    assert done.finished_on == today
    assert [place.phase for place in done.places.order_by("id")] == ["", "master"]


def test_a_finished_scan_changes_only_after_opening_it_again(owner, make_scan, competencies):
    scan = make_scan(owner, "apprentice")
    with pytest.raises(NotAllowed, match="Open hem eerst weer"):
        scans.say(scan, competencies[0], phase="master", words="")
    scans.reopen(scan)
    scans.say(scan, competencies[0], phase="master", words="")
    assert scan.places.get().phase == "master"


def test_one_scan_is_open_at_a_time(owner, make_scan):
    done = make_scan(owner, "apprentice")
    make_scan(owner, "apprentice", finished=False)
    with pytest.raises(NotAllowed, match="al met een zelfscan bezig"):
        scans.reopen(done)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"phase": "expert"}, "place_is_a_growth_phase"),
        ({"phase": "", "words": ""}, "place_says_something"),
    ],
)
def test_the_database_knows_what_a_place_is(owner, make_scan, change, name):
    make_scan(owner, "apprentice")
    with pytest.raises(IntegrityError, match=name):
        ScanPlace.objects.update(**change)


def test_a_scan_does_not_finish_before_it_starts(owner, make_scan, today):
    make_scan(owner, "apprentice")
    with pytest.raises(IntegrityError, match="scan_finishes_after_it_starts"):
        SelfScan.objects.update(finished_on=today - timedelta(days=1))


# ---- Over the years ----


@pytest.fixture
def newer_profile(profile):
    """A version in which the first competency has another name and the last is gone."""
    newer = CompetencyProfile.objects.create(version="2026-1", in_force_from=date(2026, 11, 1))
    area = newer.areas.create(code="K", title="Vakkennis", description="Anders.", order=1)
    for old in Competency.objects.filter(area__profile=profile)[:4]:
        title = "Nieuwe naam" if old.code == "K1" else old.title
        Competency.objects.create(
            area=area, code=old.code, title=title, description="Nieuw.", order=old.order
        )
    return newer


def test_a_new_version_of_the_profile_keeps_old_scans_readable(
    login, owner, make_scan, newer_profile, today
):
    old = make_scan(owner, "apprentice", "", "", "", "master", on=date(2024, 3, 1))
    new = scans.start(owner, profile=newer_profile, today=today)
    scans.say(new, newer_profile.areas.get().competencies.first(), phase="journeyman", words="")
    scans.finish(new, today=today)
    rows = scans.over_the_years(SelfScan.objects.visible_to(owner).by_age())
    assert [row.competency.title for row in rows][::4] == ["Nieuwe naam", "Competentie 5"]
    assert [place and place.phase for place in rows[0].places] == ["apprentice", "journeyman"]
    assert [place and place.phase for place in rows[4].places] == ["master", None]
    browser = login(owner)
    page = browser.get(address("scans")).content.decode()
    assert "Nieuwe naam" in page
    assert "Competentie 5" in page
    assert f"?bij={rows[0].competency.pk}" in page
    assert f"?bij={rows[4].competency.pk}" not in page  # nobody chooses it any more
    assert "Competentie 1" in browser.get(address("scan", old.public_id)).content.decode()


def test_the_page_shows_each_year_in_a_picture_and_in_a_table(login, owner, make_scan):
    make_scan(owner, "apprentice", "master", on=date(2024, 3, 1))
    make_scan(owner, "journeyman", words="Nu gaat het vanzelf")
    page = login(owner).get(address("scans")).content.decode()
    assert page.count('class="rk-chart__dot"') == 1
    assert page.count('class="rk-chart__c1"') == 2  # the last of each is filled
    for words in (">2024<", ">2026<", ">Leerling</td>", ">Gezel</td>", ">Niets gezegd",
                  "Nu gaat het vanzelf"):  # fmt: skip
        assert words in page


# ---- Pages ----


def test_a_scan_from_beginning_to_end(login, owner, competencies):
    mine = login(owner)
    assert "Begin je zelfscan" in mine.get(address("scans")).content.decode()
    mine.post(address("scan_start"))
    scan = SelfScan.objects.get()
    said = {"words": "Ik zoek nog", "phase": "apprentice", "verder": "1"}
    response = mine.post(place_of(scan, competencies[0]), said)
    assert response.url == place_of(scan, competencies[1])
    response = mine.post(place_of(scan, competencies[4]), {"words": "Vanzelf", "verder": "1"})
    assert response.url == address("scan", scan.public_id)
    assert "Zelfscan afronden" in mine.get(response.url).content.decode()
    mine.post(address("scan_finish", scan.public_id))
    page = mine.get(address("scan", scan.public_id)).content.decode()
    for words in ("Ik zoek nog", "Leerling", "Vanzelf", "Hier zei je niets over"):
        assert words in page
    response = mine.get(place_of(scan, competencies[0]), follow=True)
    assert "Open hem eerst weer" in response.content.decode()
    mine.post(address("scan_reopen", scan.public_id))
    assert mine.get(place_of(scan, competencies[0])).status_code == 200


def test_from_a_competency_to_a_goal(login, owner, make_scan, competencies):
    scan, mine = make_scan(owner, "apprentice"), login(owner)
    link = f"{address('goal_new')}?bij={competencies[0].pk}"
    for url in (address("scans"), address("scan", scan.public_id)):
        assert link in mine.get(url).content.decode()
    chosen = mine.get(link).context["form"]["competencies"].value()
    assert chosen == [competencies[0].pk]
    for nonsense in ("999999", "x", "9" * 5000):
        assert mine.get(address("goal_new"), {"bij": nonsense}).status_code == 200


def test_a_bsn_is_not_kept_and_a_name_is_asked_about(login, owner, make_scan, competencies):
    scan, mine = make_scan(owner, finished=False), login(owner)
    response = mine.post(place_of(scan, competencies[0]), {"words": f"Belde {BSN}"})
    assert response.status_code == 422
    assert f"Belde {BSN}" in response.content.decode()
    response = mine.post(place_of(scan, competencies[0]), {"words": "Fatima leerde me dit"})
    assert "<mark>Fatima</mark>" in response.content.decode()
    assert not scan.places.exists()


def test_a_scan_is_deleted_after_asking(login, owner, make_scan):
    scan, mine = make_scan(owner, "master"), login(owner)
    mine.get(address("scan_delete", scan.public_id))
    assert SelfScan.objects.exists()
    mine.post(address("scan_delete", scan.public_id))
    assert not SelfScan.objects.exists()
    assert not ScanPlace.objects.exists()


@pytest.mark.parametrize("name", WITH_SCAN)
def test_the_scan_of_another_does_not_exist(login, stranger, owner, make_scan, name):
    scan = make_scan(owner, "master")
    method = "post" if name in ONLY_POST else "get"
    assert getattr(login(stranger), method)(address(name, scan.public_id)).status_code == 404
    assert login(stranger).post(address("scan_delete", scan.public_id)).status_code == 404


def test_nor_can_another_speak_in_it(login, stranger, owner, make_scan, competencies):
    scan = make_scan(owner, finished=False)
    url = place_of(scan, competencies[0])
    assert login(stranger).get(url).status_code == 404
    assert login(stranger).post(url, {"words": "Gekaapt"}).status_code == 404
    assert login(owner).get(address("scan_place", scan.public_id, 999999)).status_code == 404


def test_erasing_leaves_nothing(owner, stranger, make_scan, today):
    make_scan(owner, "master")
    make_scan(stranger, "master")
    erasing.erase(owner, today=today)
    assert [scan.owner for scan in SelfScan.objects.all()] == [stranger]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list(login, owner, make_scan, django_assert_num_queries, rows):
    for year in range(rows):
        make_scan(owner, *["apprentice"] * (rows + 1), on=date(2020 + year, 1, 1))
    mine = login(owner)
    mine.get(address("scans"))
    with django_assert_num_queries(8):
        mine.get(address("scans"))


@pytest.mark.parametrize("said", [1, 3])
def test_queries_of_one_scan(login, owner, make_scan, django_assert_num_queries, said):
    scan, mine = make_scan(owner, *["apprentice"] * said), login(owner)
    mine.get(address("scan", scan.public_id))
    with django_assert_num_queries(8):
        mine.get(address("scan", scan.public_id))
