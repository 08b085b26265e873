"""What internet.nl asks of every answer of a site, and what we ask on top of it."""

from collections.abc import Mapping

A_YEAR = 31_536_000
# These have no default: what the policy does not name is allowed.
NAMED = ("default-src", "base-uri", "form-action", "frame-ancestors")
SWITCHED_OFF = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")


def policy_of(header: str) -> dict[str, list[str]]:
    """The directives of a Content-Security-Policy with their words."""
    parts = (part.split() for part in header.split(";") if part.strip())
    return {name.lower(): words for name, *words in parts}


def faults(headers: Mapping[str, str], *, https: bool = False) -> list[str]:
    """What is missing or too wide in these headers."""
    headers = {name.lower(): value for name, value in headers.items()}
    return [
        *faults_of_policy(policy_of(headers.get("content-security-policy", ""))),
        *faults_of_the_others(headers),
        *(faults_of_https(headers) if https else []),
    ]


def faults_of_policy(policy: dict[str, list[str]]) -> list[str]:
    found = [f"{name} is not named" for name in NAMED if name not in policy]
    if policy.get("default-src") not in (["'none'"], ["'self'"]):
        found.append("default-src is neither none nor self")
    for name, words in policy.items():
        found += [f"{name} has {word}" for word in words if is_too_wide(name, word)]
    return found


def is_too_wide(name: str, word: str) -> bool:
    """Anything unsafe, anybody's, or text that passes for a script or a plug-in."""
    if word == "data:":
        return name in ("default-src", "script-src", "object-src", "base-uri", "frame-src")
    return "unsafe" in word or "*" in word or word.startswith("http") or word.endswith(":")


def faults_of_the_others(headers: dict[str, str]) -> list[str]:
    permissions = headers.get("permissions-policy", "")
    wanted = {
        "referrer": headers.get("referrer-policy") in ("same-origin", "no-referrer"),
        "nosniff": headers.get("x-content-type-options") == "nosniff",
        "frames": headers.get("x-frame-options") == "DENY",
        "opener": headers.get("cross-origin-opener-policy") == "same-origin",
        "resource": headers.get("cross-origin-resource-policy") == "same-origin",
        "permissions": all(f"{name}=()" in permissions for name in SWITCHED_OFF),
        "passkeys": "publickey-credentials-get=(self)" in permissions,
        "nobody else's page may read it": "access-control-allow-origin" not in headers,
    }
    return [name for name, is_there in wanted.items() if not is_there]


def faults_of_https(headers: dict[str, str]) -> list[str]:
    words = [word.strip() for word in headers.get("strict-transport-security", "").split(";")]
    ages = [int(word.partition("=")[2]) for word in words if word.startswith("max-age=")]
    found = [] if ages and ages[0] >= A_YEAR else ["HSTS of a year"]
    return found + ([] if "includeSubDomains" in words else ["HSTS of all below it"])
