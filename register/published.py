"""What the reading role `register_public` may see: tables, and columns where not all."""

PUBLISHED: dict[str, list[str] | None] = {
    "register_publicentry": None,
    "register_hiddenentry": ["id", "number"],
    "register_struckentry": None,
    "register_formername": None,
    "register_certificate": [
        "id", "number", "code", "content", "status", "issued_on", "sha256",
    ],
}  # fmt: skip
