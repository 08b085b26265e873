"""What comes by mail, and when, is one's own choice; a decision never is."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.signing import Signer
from django.test import Client

from config.letters.preview import every_kind
from config.letters.topics import IMPORTANT, TOPICS
from outbox import bounces, choices, digest, letters, topics
from outbox.bounces import Bounce
from outbox.models import Job, Letter, LetterChoice, LetterDigest

pytestmark = pytest.mark.django_db
WAITS, HURRIES = "portfolios/card_old", "portfolios/run_called_off"
DECISION = "register/lapse_undone"
FACTS = {"card": "Kaart", "course": "Cursus", "run": None, "first_on": None, "registration": None}


def write(person, now, kind=WAITS, occasion="1", **more):
    letters.write(kind, person=person, subject=person, at=now, occasion=occasion, **FACTS | more)
    return Letter.objects.latest("pk")


def wants(person, how, *keys):
    choices.choose(person, dict.fromkeys(keys or [topic.key for topic in TOPICS], how))


def test_every_kind_of_a_topic_exists_and_no_decision_is_in_one():
    named = [kind for topic in TOPICS for kind in topic.kinds]
    assert len(named) == len(set(named))
    assert {*named, *IMPORTANT} <= every_kind()
    assert not IMPORTANT & set(named)
    assert all(topic.at_once <= topic.kinds for topic in TOPICS)


def test_a_kind_named_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        topics.offer([topics.Topic("x", "X", "", frozenset([DECISION]))], important=[])


def test_without_a_choice_everything_comes_at_once(owner, now):
    assert write(owner, now).way == "mail"
    assert Job.objects.filter(task="outbox.send_letter").count() == 1


def test_what_is_switched_off_is_in_the_portal_and_not_mailed(owner, now, login, run_jobs):
    wants(owner, "off")
    letter = write(owner, now)
    run_jobs()
    assert mail.outbox == []
    page = login(owner).get(f"/mijn/berichten/{letter.public_id}/").content.decode()
    assert "dat koos je zelf" in page


@pytest.mark.parametrize("how", ["off", "daily"])
def test_a_decision_comes_at_once_whatever_somebody_chose(owner, now, how):
    wants(owner, how)
    assert write(owner, now, DECISION).way == "mail"


def test_what_is_about_a_day_that_comes_soon_does_not_wait(owner, now):
    wants(owner, "daily")
    assert write(owner, now).way == "daily"
    assert write(owner, now, HURRIES).way == "mail"
    assert write(owner, now, occasion="2", calendar="BEGIN:VCALENDAR").way == "mail"


# ---- The mail of the day ----


def gathered(run_jobs):
    digest.gather()
    run_jobs()  # who gets a mail; the next round sends it


def test_one_mail_a_day_names_what_is_new_once(owner, now, run_jobs, standing_clock):
    wants(owner, "daily")
    for occasion in ("1", "2"):
        write(owner, now, occasion=occasion)
    for _ in range(2):
        gathered(run_jobs)
    run_jobs()
    [message] = mail.outbox
    assert message.subject == digest.TITLE
    assert message.body.count("– ") == 2
    reference = LetterDigest.objects.get().public_id
    assert message.extra_headers["Message-ID"].startswith(f"<{reference}@")
    assert Letter.objects.exclude(accepted_at=None).count() == 2
    run_jobs()
    digest.send(LetterDigest.objects.get().pk)
    assert len(mail.outbox) == 1


def test_what_came_after_the_mail_of_today_goes_with_that_of_tomorrow(
    owner, now, run_jobs, standing_clock
):
    wants(owner, "daily")
    write(owner, now)
    gathered(run_jobs)
    write(owner, now, occasion="later")
    gathered(run_jobs)
    run_jobs()
    assert len(mail.outbox) == 1
    standing_clock.move_to(now + timedelta(days=1))
    gathered(run_jobs)
    run_jobs()
    assert len(mail.outbox) == 2
    assert mail.outbox[1].body.count("– ") == 1


def test_what_was_read_needs_no_mail(owner, login, now, run_jobs, standing_clock):
    wants(owner, "daily")
    letter = write(owner, now)
    login(owner).get(f"/mijn/berichten/{letter.public_id}/")
    digest.gather()
    run_jobs()
    assert mail.outbox == []
    assert not LetterDigest.objects.exists()


def test_a_daily_mail_that_comes_back_is_about_all_its_letters(
    owner, now, run_jobs, standing_clock
):
    wants(owner, "daily")
    for occasion in ("1", "2"):
        write(owner, now, occasion=occasion)
    digest.gather()
    run_jobs()
    assert bounces.note(Bounce(LetterDigest.objects.get().public_id, "5.1.1"), now=now)
    assert Letter.objects.filter(bounced_at=now).count() == 2
    assert bounces.trouble_of(owner)


# ---- The link in a mail ----


def sent(owner, now, run_jobs, kind=WAITS):
    write(owner, now, kind)
    run_jobs()
    return mail.outbox[-1]


def test_only_what_may_be_switched_off_has_the_link(owner, now, run_jobs):
    message = sent(owner, now, run_jobs)
    link = choices.off_link(owner, "kennis")
    assert message.extra_headers["List-Unsubscribe"] == f"<{link}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in message.body
    assert link in str(message.alternatives[0][0])
    decision = sent(owner, now, run_jobs, DECISION)
    assert "List-Unsubscribe" not in decision.extra_headers
    assert "/post/uit/" not in decision.body


def path_of(owner, key="kennis"):
    return "/post/uit/" + choices.off_link(owner, key).split("/post/uit/")[1]


def test_looking_changes_nothing_and_one_click_without_a_login_does(owner):
    program = Client(enforce_csrf_checks=True)
    assert "Zet deze mails uit" in program.get(path_of(owner)).content.decode()
    assert not LetterChoice.objects.exists()
    done = program.post(path_of(owner), {"List-Unsubscribe": "One-Click"})
    assert "staan uit" in done.content.decode()
    assert owner.name not in done.content.decode()
    assert choices.of_person(owner)["kennis"] == "off"
    assert choices.of_person(owner)["intervisie"] == "at_once"


def test_the_link_of_the_daily_mail_switches_off_what_comes_daily(owner):
    wants(owner, "daily", "kennis", "cursussen")
    Client().post(path_of(owner, choices.DAILY_MAIL))
    chosen = [choices.of_person(owner)[key] for key in ("kennis", "cursussen", "intervisie")]
    assert chosen == ["off", "off", "at_once"]


@pytest.mark.parametrize("token", ["x", "a.kennis:b", "%00", "é", ":"])
def test_a_link_that_is_not_ours_does_nothing(owner, token):
    assert Client().post(f"/post/uit/{token}/").status_code == 404


def test_a_signature_of_something_else_or_a_topic_that_is_gone_opens_nothing(owner):
    other = Signer(salt="elsewhere").sign(f"{owner.public_id}.kennis")
    assert choices.read_token(other) is None
    assert choices.read_token(choices.signer().sign(f"{owner.public_id}.weg")) is None


# ---- The page ----


def test_somebody_chooses_for_each_topic(owner, login):
    page = login(owner).get("/mijn/berichten/per-mail/").content.decode()
    assert all(topic.title in page for topic in TOPICS)
    typed = {topic.key: "off" for topic in TOPICS}
    assert login(owner).post("/mijn/berichten/per-mail/", typed).status_code == 302
    assert set(choices.of_person(owner).values()) == {"off"}
    typed["kennis"] = "soms"
    assert login(owner).post("/mijn/berichten/per-mail/", typed).status_code == 422


def test_what_never_waits_offers_no_daily_mail(owner, login):
    typed = {topic.key: "at_once" for topic in TOPICS} | {"gesprek": "daily"}
    assert login(owner).post("/mijn/berichten/per-mail/", typed).status_code == 422
