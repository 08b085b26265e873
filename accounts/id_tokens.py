"""What an OpenID Connect provider says about somebody: believed only after every check.

The checks are those of OpenID Connect Core 3.1.3.7 for the code flow, with the signature always.
"""

from typing import Any

import jwt
from django.core.exceptions import PermissionDenied

# Signed with a key of which we hold the public half: no shared secret, and never unsigned.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
              "EdDSA")  # fmt: skip
CLOCKS_DIFFER = 60  # seconds
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "nonce")


class UnverifiedAddress(PermissionDenied):
    """The provider did not check the mail address of its own account."""


def read(
    id_token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """The claims of a token that this issuer made for us, for this very login.

    Raises jwt.PyJWTError when it is not, and UnverifiedAddress.
    """
    claims: dict[str, Any] = jwt.decode(
        id_token,
        key=key_of(id_token, keys),
        algorithms=ALGORITHMS,
        audience=client_id,
        issuer=issuer,
        leeway=CLOCKS_DIFFER,
        options={"require": list(REQUIRED)},
    )
    check_party(claims, client_id)
    if not claims["sub"]:
        raise jwt.InvalidTokenError("The token is about nobody.")
    if claims["nonce"] != nonce:
        raise jwt.InvalidTokenError("The nonce is not that of this login.")
    check_address(claims)
    return claims


def key_of(id_token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """The key that the token names; a provider with one key need not name it."""
    found = jwt.PyJWKSet.from_dict(keys).keys
    usable = [key for key in found if key.public_key_use in (None, "sig")]
    kid = jwt.get_unverified_header(id_token).get("kid")
    named = [key for key in usable if key.key_id == kid] if kid else usable
    if len(named) != 1:
        raise jwt.InvalidKeyError("The token does not name one key of the provider.")
    return named[0]


def check_party(claims: dict[str, Any], client_id: str) -> None:
    """A token for more parties, or made for another one, says that it is ours too."""
    audience = claims["aud"]
    alone = audience in (client_id, [client_id])
    party = claims.get("azp", client_id if alone else None)
    if party != client_id:
        raise jwt.InvalidAudienceError("The token was made for another party.")


def check_address(claims: dict[str, Any]) -> None:
    """We know nobody by this address. But whoever could make an account at the employer's
    provider with an address that nobody checked, may not work there at all."""
    if str(claims.get("email_verified", True)).lower() != "true":
        raise UnverifiedAddress("The provider did not check the mail address.")
