"""What the reading role `register_public` may see: tables, and columns or rows where not all."""

PUBLISHED: dict[str, list[str] | None] = {
    "register_publicentry": None,
    "register_hiddenentry": ["id", "number"],
    "register_struckentry": None,
    "register_formername": None,
    "register_nameword": None,
    "register_organisation_members": None,
    "register_certificate": [
        "id", "number", "code", "content", "status", "issued_on",
    ],
    "register_certificatefile": ["id", "certificate_id", "kind", "sha256"],
    "register_sealcertificate": None,
    "register_badgekey": None,
    "register_badgestatuslist": None,
    "register_openbadge": ["id", "public_id", "token", "sha256", "withdrawn_on"],
    "register_publictext": ["id", "page", "number", "title", "lead", "body", "written_at"],
    "register_openfigure": ["id", "on", "table", "group", "value"],
    "register_organisation": [
        "id", "kind", "name", "name_key", "cbs_code", "town", "province", "ended_on",
    ],
    "register_registerscheme": None,
    "register_codeofconduct": None,
    "register_competencyprofile": None,
    "register_resultarea": None,
    "register_competency": None,
    "portfolios_agendafigure": ["id", "year", "theme_id", "place", "value"],
    "portfolios_theme": None,
}  # fmt: skip
# Of the rules only what is, was or will be in force; a proposal is nobody's business yet.
PUBLISHED_ROWS = {
    "register_registerscheme": "in_force_from IS NOT NULL",
    "register_codeofconduct": "in_force_from IS NOT NULL",
    "register_competencyprofile": "in_force_from IS NOT NULL",
    "register_resultarea": "EXISTS (SELECT 1 FROM register_competencyprofile p"
    " WHERE p.id = profile_id)",
    "register_competency": "EXISTS (SELECT 1 FROM register_resultarea a WHERE a.id = area_id)",
}
