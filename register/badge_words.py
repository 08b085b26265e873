"""What a badge says, in the words of Open Badges 3.0 and Verifiable Credentials 2.0."""

import base64
import gzip
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from register.models import BadgeKey, BadgeStatusList, OpenBadge

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = [VC, OPEN_BADGES]
NAME = "Geregistreerd klantmanager"
DESCRIPTION = (
    "Staat in het landelijke register van klantmanagers: toegelaten, de beroepscode beloofd, en "
    "in gesprek over het eigen leren. Of dat vandaag ook zo is, zegt de status van deze badge."
)
CRITERIA = (
    "Toegelaten op grond van opleiding of ervaring. Wie langer geregistreerd is, had een "
    "ontwikkelingsgesprek met een opgeleide assessor uit het vak. De badge zegt niets over hoe "
    "goed iemand is, en telt geen punten of uren."
)
LIST_HOLDS_DAYS = 7  # a verifier does not trust an older copy of a status list


def issuer_id() -> str:
    """The register as did:web, which is its own address (W3C DID)."""
    return f"did:web:{urlsplit(settings.BASE_URL).netloc.replace(':', '%3A')}"


def address(name: str, *args: Any) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def issuer() -> dict[str, Any]:
    return {
        "id": issuer_id(),
        "type": ["Profile"],
        "name": "Register Klantmanagers",
        "url": settings.BASE_URL,
        "description": "Het landelijke register van klantmanagers werk en inkomen.",
        "image": {
            "id": f"{settings.BASE_URL}{settings.STATIC_URL}img/keurmerk.svg",
            "type": "Image",
        },
    }


def achievement() -> dict[str, Any]:
    return {
        "id": address("register:badge_achievement"),
        "type": ["Achievement"],
        "achievementType": "License",
        "name": NAME,
        "description": DESCRIPTION,
        "inLanguage": "nl",
        "criteria": {"id": address("register:profession"), "narrative": CRITERIA},
    }


def claims(badge: OpenBadge) -> dict[str, Any]:
    """The same facts as the certificate. No end of validity: what is true today says the status,
    so that nobody is out because a term of the register ran late."""
    certificate, content = badge.certificate, badge.certificate.content
    starts = at_midnight(badge.given_on)
    return {
        "@context": CONTEXTS,
        "id": f"urn:uuid:{badge.public_id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": NAME,
        "issuer": issuer(),
        "validFrom": written(starts),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                known_by("name", content["name"]),
                known_by("ext:registernummer", content["number"]),
            ],
            "activityStartDate": written(at_midnight(date.fromisoformat(content["from"]))),
            "activityEndDate": written(at_midnight(date.fromisoformat(content["until"]))),
            "achievement": achievement(),
        },
        "evidence": [
            {
                "id": address("register:certificate", certificate.code),
                "type": ["Evidence"],
                "name": "Controle van het certificaat",
                "description": "Wat er op het certificaat staat, en wat vandaag geldt.",
            }
        ],
        "credentialStatus": [status_entry(badge, each) for each in BadgeStatusList.Purpose],
        "iss": issuer_id(),
        "jti": f"urn:uuid:{badge.public_id}",
        "nbf": int(starts.timestamp()),
    }


def known_by(kind: str, value: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "identityType": kind,
        "hashed": False,
        "identityHash": value,
    }


def status_entry(badge: OpenBadge, purpose: str) -> dict[str, Any]:
    listed_at = list_address(purpose, badge.in_list)
    return {
        "id": f"{listed_at}#{badge.place_in_list}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(badge.place_in_list),
        "statusListCredential": listed_at,
    }


def list_address(purpose: str, number: int) -> str:
    """The first list has no number: so it stood in the badges of before there was a second."""
    if number == 0:
        return address("register:badge_status", purpose)
    return address("register:badge_status_next", purpose, number)


def status_list(
    purpose: str, number: int, places: Iterable[int], *, now: datetime
) -> dict[str, Any]:
    """One bit for each place (W3C Bitstring Status List); those of `places` in it are set."""
    bits = bytearray(OpenBadge.PLACES // 8)
    for place in places:
        in_list, here = divmod(place, OpenBadge.PLACES)
        if in_list == number:
            bits[here // 8] |= 0x80 >> here % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
    listed_at = list_address(purpose, number)
    ends = now + timedelta(days=LIST_HOLDS_DAYS)
    return {
        "@context": [VC],
        "id": listed_at,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id(),
        "validFrom": written(now),
        "validUntil": written(ends),
        "credentialSubject": {
            "id": f"{listed_at}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": f"u{packed}",
        },
        "iss": issuer_id(),
        "jti": listed_at,
        "sub": f"{listed_at}#list",
        "nbf": int(now.timestamp()),
        "exp": int(ends.timestamp()),
    }


def did_document(keys: Iterable[BadgeKey]) -> dict[str, Any]:
    """The public keys of the register, the newest first."""
    methods = [
        {
            "id": f"{issuer_id()}#{key.kid}",
            "type": "JsonWebKey",
            "controller": issuer_id(),
            "publicKeyJwk": key.jwk,
        }
        for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": issuer_id(),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
