"""Files with an activity or a story: mine alone, looked through, and gone when I say so."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.acts import NotAllowed
from files.models import StoredFile
from files.uploads import Received
from portfolios import erasing
from portfolios.dossier import evidence, removal
from portfolios.dossier.models import Evidence, LearningActivity
from tests.makers.uploads import docx, pdf, photo, written_pdf

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
BSN = "123456782"
ONE = ("evidence", "evidence_delete", "evidence_file", "evidence_preview", "evidence_replace")
ONLY_GET = ("evidence_file", "evidence_preview")


@pytest.fixture
def own_storage(tmp_path):
    """Where the files of this test are."""
    return tmp_path / "files"


@pytest.fixture
def activity(owner, make_activity):
    return make_activity(owner)


@pytest.fixture
def story(owner, make_story):
    return make_story(owner, title="De stilte", signal="Zij zweeg.")


@pytest.fixture
def keep(now):
    def make(thing, name="foto.jpg", *, data=b"x" * 10, preview=b"y", words=""):
        received = Received(name, "image/jpeg", data, preview)
        return evidence.add(thing, received, now=now, words=words)

    return make


def bytes_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def address(name, thing=None, *, query=""):
    return reverse(f"dossier:{name}", args=[thing.public_id] if thing else []) + query


def send(client, thing, *files, name="activity_evidence", **more):
    return client.post(address(name, thing), {"files": list(files), **more})


# ---- Adding ----


def test_several_files_are_added_at_once_with_a_small_picture(login, owner, activity):
    mine = login(owner)
    response = send(mine, activity, photo(), pdf(), words="Van de flip-over")
    assert response.status_code == 302
    assert response.url == address("activity_edit", activity) + "#bestanden"
    assert {one.file.name for one in Evidence.objects.all()} == {"foto.jpg", "diploma.pdf"}
    assert {one.words for one in Evidence.objects.all()} == {"Van de flip-over"}
    for one in Evidence.objects.select_related("preview"):
        assert one.preview.read().startswith(b"\xff\xd8\xff")
    page = mine.get(address("activity_edit", activity)).content.decode()
    assert page.count(">Van de flip-over<") == 2


CAPTURED = {"title": "Flip-over gemaakt", "kind": "course", "happened_on": "2026-11-20"}


def test_a_photo_goes_straight_along_with_a_new_activity(login, owner):
    answer = login(owner).post(address("activity_new"), CAPTURED | {"files": [photo()]})
    made = LearningActivity.objects.get()
    assert answer.url == address("activity_saved", made)
    assert Evidence.objects.get().activity == made


def test_a_script_is_sent_on_after_the_photo(login, owner):
    sent = CAPTURED | {"files": [photo()]}
    answer = login(owner).post(address("activity_new"), sent, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == address("activity_saved", LearningActivity.objects.get())


def test_a_wrong_file_does_not_lose_the_new_activity(login, owner):
    wrong = SimpleUploadedFile("foto.jpg", b"geen foto")
    answer = login(owner).post(address("activity_new"), CAPTURED | {"files": [wrong]})
    page = answer.content.decode()
    made = LearningActivity.objects.get()
    assert answer.status_code == 422
    assert "Er is nog niets bewaard" in page
    assert "Je activiteit is bewaard" in page
    assert address("activity_evidence", made) in page


def test_a_wrong_line_asks_for_the_photo_once_more(login, owner):
    sent = CAPTURED | {"title": "", "files": [photo()]}
    answer = login(owner).post(address("activity_new"), sent)
    assert answer.status_code == 422
    assert 'data-again="0"' in answer.content.decode()
    assert not LearningActivity.objects.exists()


def test_a_story_has_files_too(login, owner, story):
    mine = login(owner)
    assert send(mine, story, docx("Gewone woorden"), name="story_evidence").status_code == 302
    kept = Evidence.objects.get()
    assert (kept.story, kept.activity, kept.preview) == (story, None, None)
    assert "verslag.docx" in mine.get(address("story_read", story)).content.decode()


def test_what_is_good_is_kept_and_the_rest_says_why(login, owner, activity):
    wrong = SimpleUploadedFile("leeg.pdf", b"")
    response = send(login(owner), activity, photo(), wrong, pdf(script="app.alert(1)"))
    page = response.content.decode()
    assert response.status_code == 422
    assert [one.file.name for one in Evidence.objects.all()] == ["foto.jpg"]
    assert "‘leeg.pdf’ is leeg" in page
    assert "zit een programma" in page
    assert 'data-again="1 2"' in page


def test_without_a_file_there_is_a_clear_sentence(login, owner, activity):
    response = send(login(owner), activity)
    assert response.status_code == 422
    assert "Kies eerst een bestand" in response.content.decode()


def test_too_many_at_once_is_said_before_any_is_examined(login, owner, activity):
    response = send(login(owner), activity, *(photo(f"{n}.jpg") for n in range(11)))
    assert "hoogstens 10 bestanden tegelijk" in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_script_gets_the_same_part_of_the_page(login, owner, activity):
    mine = login(owner)
    given = {"files": [photo()]}
    response = mine.post(
        address("activity_evidence", activity), given, headers={"HX-Request": "true"}
    )
    assert response.status_code == 200
    assert 'id="bestanden"' in response.content.decode()
    assert "Je bestand is toegevoegd." in response.content.decode()


# ---- Whose it is ----


@pytest.mark.parametrize("name", ONE)
def test_the_file_of_another_does_not_exist(login, owner, stranger, client, activity, keep, name):
    url = address(name, keep(activity))
    method = "post" if name == "evidence_replace" else "get"
    assert getattr(login(stranger), method)(url).status_code == 404
    assert getattr(client, method)(url).status_code == 302
    if name not in ONLY_GET:
        assert login(stranger).post(url, {"words": "Gekaapt"}).status_code == 404


def test_nobody_adds_to_the_things_of_another(login, stranger, activity, story):
    for thing, name in ((activity, "activity_evidence"), (story, "story_evidence")):
        assert login(stranger).get(address(name, thing)).status_code == 404
        assert send(login(stranger), thing, photo(), name=name).status_code == 404


def test_the_owner_gets_the_file_and_its_picture_confined(login, owner, activity, keep):
    kept = keep(activity, data=b"mijn foto", preview=b"klein")
    for name, body in (("evidence_file", b"mijn foto"), ("evidence_preview", b"klein")):
        response = login(owner).get(address(name, kept))
        assert b"".join(response.streaming_content) == body
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "private, no-store"


def test_it_belongs_to_an_activity_or_a_story(owner, activity, story, keep, now):
    kept = keep(activity)
    for wrong in ({"story": story}, {"activity": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.filter(pk=kept.pk).update(**wrong)


# ---- Changing and taking away ----


def test_words_are_changed_and_looked_at(login, owner, activity, keep):
    mine, kept = login(owner), keep(activity)
    response = mine.post(address("evidence", kept), {"words": f"Over {BSN}"})
    assert response.status_code == 422
    mine.post(address("evidence", kept), {"words": "Schets van het gesprek"})
    kept.refresh_from_db()
    assert kept.words == "Schets van het gesprek"


def test_another_file_takes_its_place(
    login, owner, activity, keep, own_storage, django_capture_on_commit_callbacks
):
    kept = keep(activity, words="Mijn woorden")
    with django_capture_on_commit_callbacks(execute=True):
        response = login(owner).post(address("evidence_replace", kept), {"files": [pdf()]})
    assert response.status_code == 302
    kept.refresh_from_db()
    assert (kept.file.name, kept.words) == ("diploma.pdf", "Mijn woorden")
    assert StoredFile.objects.count() == len(bytes_in(own_storage)) == 2


def test_a_wrong_file_takes_no_place(login, owner, activity, keep):
    kept = keep(activity)
    response = login(owner).post(
        address("evidence_replace", kept), {"files": [pdf(password="dicht")]}
    )
    assert response.status_code == 422
    assert "zit een wachtwoord" in response.content.decode()
    kept.refresh_from_db()
    assert kept.file.name == "foto.jpg"


def test_a_deleted_file_leaves_no_byte(
    login, owner, activity, keep, own_storage, django_capture_on_commit_callbacks
):
    mine, kept = login(owner), keep(activity)
    assert "gaat meteen weg" in mine.get(address("evidence_delete", kept)).content.decode()
    assert len(bytes_in(own_storage)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        mine.post(address("evidence_delete", kept))
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()
    assert bytes_in(own_storage) == []


@pytest.mark.parametrize("kind", ["activity", "story"])
def test_an_activity_or_story_takes_its_files_along(
    login, owner, activity, story, keep, own_storage, kind, django_capture_on_commit_callbacks
):
    thing = {"activity": activity, "story": story}[kind]
    keep(thing)
    removal.choose(owner, keeps=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert login(owner).post(address(f"{kind}_delete", thing)).status_code == 302
    assert not type(thing).objects.filter(pk=thing.pk).exists()
    assert bytes_in(own_storage) == []


def test_erasing_leaves_no_file(
    owner, activity, story, keep, own_storage, today, django_capture_on_commit_callbacks
):
    keep(activity), keep(story)
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(owner, today=today)
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()
    assert bytes_in(own_storage) == []


def test_a_failed_delete_leaves_everything(activity, keep, own_storage):
    kept = keep(activity)
    with pytest.raises(RuntimeError), transaction.atomic():
        evidence.remove([kept])
        raise RuntimeError
    assert kept.file.read() == b"x" * 10
    assert len(bytes_in(own_storage)) == 2


# ---- Room ----


def test_there_is_room_for_so_much_and_no_more(
    login, owner, activity, keep, now, monkeypatch, own_storage
):
    monkeypatch.setattr(evidence, "ROOM", 100)
    kept = keep(activity, data=b"x" * 80)
    with pytest.raises(NotAllowed, match="geen ruimte meer"):
        keep(activity, data=b"x" * 20)
    assert len(bytes_in(own_storage)) == 2
    evidence.replace(kept, Received("kleiner.jpg", "image/jpeg", b"x" * 90))
    response = send(login(owner), activity, photo())
    assert response.status_code == 422
    assert "‘foto.jpg’ past niet meer" in response.content.decode()


def test_the_page_says_how_much_room_is_left_only_when_it_is_little(
    login, owner, activity, keep, monkeypatch
):
    mine = login(owner)
    keep(activity)
    assert "Let op" not in mine.get(address("evidence_list")).content.decode()
    monkeypatch.setattr(evidence, "ROOM", 30 << 20)
    assert "ongeveer 29 MB" in mine.get(address("evidence_list")).content.decode()
    assert "ongeveer 29 MB" in mine.get(address("activity_edit", activity)).content.decode()


def test_the_room_of_another_is_not_mine(stranger, activity, keep, make_activity):
    keep(make_activity(stranger), data=b"x" * 1000)
    assert evidence.room_left(activity.owner) == evidence.ROOM


# ---- Client data ----


@pytest.mark.parametrize("make", [written_pdf, docx])
def test_a_bsn_in_a_file_is_not_kept_until_its_owner_says_that_it_is_none(
    login, owner, activity, make
):
    mine = login(owner)
    response = send(mine, activity, make(f"Kenmerk {BSN} van de aanvraag"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "lijkt een burgerservicenummer" in page
    assert f"<mark>{BSN}</mark>" in page
    assert "no_bsn_in_file" in page
    assert not Evidence.objects.exists()
    again = send(mine, activity, make(f"Kenmerk {BSN} van de aanvraag"), file_looked="on")
    assert "no_bsn_in_file" in again.content.decode()
    done = send(
        mine,
        activity,
        make(f"Kenmerk {BSN} van de aanvraag"),
        no_bsn_in_file="on",
        file_looked="on",
    )
    assert done.status_code == 302
    assert Evidence.objects.exists()


@pytest.mark.parametrize("make", [written_pdf, docx])
def test_other_words_are_shown_and_their_owner_decides(login, owner, activity, make):
    mine = login(owner)
    response = send(mine, activity, make("Ik sprak mevrouw Jansen over haar schulden"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ik sprak <mark>mevrouw Jansen</mark> over haar schulden" in page
    assert not Evidence.objects.exists()
    send(mine, activity, make("Ik sprak mevrouw Jansen over haar schulden"), file_looked="on")
    assert Evidence.objects.exists()


def test_the_text_of_a_file_is_not_stored(login, owner, activity):
    send(login(owner), activity, docx("Ik sprak mevrouw Jansen"), file_looked="on")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(x::text, ' ') FROM portfolios_evidence x "
            "UNION ALL SELECT string_agg(x::text, ' ') FROM files_storedfile x"
        )
        stored = " ".join(row[0] or "" for row in cursor.fetchall())
    assert "Jansen" not in stored


def test_the_own_name_is_no_client(login, owner, activity):
    response = send(login(owner), activity, written_pdf(f"Certificaat voor mevrouw {owner.name}"))
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (f"{BSN}.jpg", "lijkt een burgerservicenummer"),
        ("gesprek_mevrouw_Jansen.jpg", "misschien iemand te herkennen"),
    ],
)
def test_the_name_of_a_file_is_looked_at_too(login, owner, activity, name, says):
    response = send(login(owner), activity, photo(name))
    assert response.status_code == 422
    assert says in response.content.decode()


@pytest.mark.parametrize(
    "name",
    ["IMG_20260412_101500123.jpg", "PXL_20260412_101500123.jpg", "20260412.jpg", "DSC_0042.jpg",
     "WhatsApp Image 2026-04-12 at 10.15.00.jpeg", "Schermafbeelding_2026-04-12.jpg",
     "Screenshot_20260412-101500.jpg"],
)  # fmt: skip
def test_the_name_that_a_camera_gave_is_no_bsn(login, owner, activity, name):
    assert send(login(owner), activity, photo(name)).status_code == 302


# ---- Lists ----


def test_the_lists_ask_no_more_for_more_files(login, owner, activity, story, keep):
    mine = login(owner)
    pages = {
        "evidence_list": None,
        "activity_edit": activity,
        "story_read": story,
        "activity_evidence": activity,
        "story_evidence": story,
    }

    def asked(count):
        found = {}
        for name, thing in pages.items():
            mine.get(address(name, thing))
            with CaptureQueriesContext(connection) as queries:
                page = mine.get(address(name, thing)).content.decode()
            assert page.count("rk-evidence__name") == (count if thing else 2 * count)
            found[name] = len(queries)
        return found

    keep(activity), keep(story)
    one = asked(1)
    for _ in range(2):
        keep(activity), keep(story)
    assert asked(3) == one


def test_a_long_list_goes_on_on_the_next_page(login, owner, activity, keep):
    for number in range(25):
        keep(activity, f"{number}.jpg")
    mine = login(owner)
    assert "Oudere bestanden" in mine.get(address("evidence_list")).content.decode()
    second = mine.get(address("evidence_list", query="?pagina=2")).content.decode()
    assert second.count("rk-evidence__name") == 1
    assert "Nieuwere bestanden" in second
    beyond = mine.get(address("evidence_list", query="?pagina=9")).content.decode()
    assert "Hier staat niets meer" in beyond


def test_without_bytes_there_is_no_page_of_ours_that_breaks(login, owner, activity, keep):
    kept = keep(activity)
    default_storage.delete(kept.file.key)
    mine = login(owner)
    assert mine.get(address("evidence_file", kept)).status_code == 404
    assert mine.get(address("evidence", kept)).status_code == 200


def test_the_owner_of_a_file_is_that_of_its_activity(activity, keep):
    assert keep(activity).owner == LearningActivity.objects.get().owner
