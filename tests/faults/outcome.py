"""What must be true when the dust has settled."""

import hashlib
from collections import Counter
from collections.abc import Container
from pathlib import Path

from django.core.files.storage import default_storage

from audit.models import Event
from files.models import StoredFile
from outbox.models import Job, Letter
from register.models import Certificate, CertificateFile, Registration
from tests.faults.mailbox import Mailbox


def certificates_are_whole() -> None:
    """Each registration has one certificate, made once, and its files are there byte for byte.

    A file without a row is allowed: a crash between the two leaves it, and nobody can reach it.
    """
    certificates = list(Certificate.objects.select_related("registration"))
    assert len(certificates) == Registration.objects.count()
    assert StoredFile.objects.count() == len(certificates) * len(CertificateFile.Kind)
    assert Event.objects.filter(verb="certificate.make").count() == len(certificates)
    for each in certificates:
        assert each.number == each.registration.number
        made = list(each.files.select_related("file"))
        assert {one.kind for one in made} == set(CertificateFile.Kind)
        for one in made:
            assert one.sha256 == one.file.sha256 == hashlib.sha256(one.file.read()).hexdigest()


def files_without_a_row() -> int:
    on_disk = sum(path.is_file() for path in Path(default_storage.location).rglob("*"))
    return on_disk - StoredFile.objects.count()


def code_and_number_of(certificate: Certificate) -> tuple[str, str]:
    return Certificate.objects.values_list("code", "number").get(pk=certificate.pk)


def letters_arrived(mailbox: Mailbox, *, twice: Container[int] = (0,)) -> None:
    """Each letter is in its mailbox once, except that `twice` of them are there twice.

    A letter that was taken and could not be written down as sent is sent again. Both copies have
    the same Message-ID, by which a mail program knows them as one.
    """
    letters = Letter.objects.select_related("person")
    written = {(each.person.email, each.message_id) for each in letters}
    arrived = Counter((to, each) for to, kept in mailbox.kept.items() for each in kept)
    assert len(written) == len(letters) > 0
    assert set(arrived) == written
    assert set(arrived.values()) <= {1, 2}
    assert sum(count == 2 for count in arrived.values()) in twice
    assert not letters.filter(accepted_at=None).exists()


def nothing_died() -> None:
    assert list(Job.objects.dead().values_list("key", "last_error")) == []
