"""What the reading role `register_public` may see: tables, and columns where not all."""

PUBLISHED: dict[str, list[str] | None] = {
    "register_publicentry": None,
    "register_hiddenentry": ["id", "number"],
    "register_struckentry": None,
    "register_formername": None,
    "register_nameword": None,
    "register_organisation_members": None,
    "register_certificate": [
        "id", "number", "code", "content", "status", "issued_on", "sha256",
    ],
    "register_openfigure": ["id", "on", "table", "group", "value"],
    "register_organisation": [
        "id", "kind", "name", "name_key", "cbs_code", "town", "province", "ended_on",
    ],
}  # fmt: skip
