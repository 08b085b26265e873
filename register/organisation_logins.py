"""Which organisations have single sign-on: told to the logins, which do not know organisations."""

from datetime import datetime

from accounts.actors import Actor
from accounts.single_sign_on import SingleSignOnAdapter, WayIn
from audit.acts import found_or_new
from register.models import Organisation, OrganisationLogin


class OrganisationLoginAdapter(SingleSignOnAdapter):
    """The rules of accounts, with the organisations that staff switched on."""

    def ways_in(self) -> list[WayIn]:
        known = self.providers()
        if not known:
            return []
        rows = OrganisationLogin.objects.on().for_list().filter(provider_id__in=known)
        return [WayIn(str(row.public_id), row.organisation.name, row.provider_id) for row in rows]


def switch_on(
    organisation: Organisation, provider_id: str, *, now: datetime, by: Actor
) -> OrganisationLogin:
    """For an organisation with this provider, new or known. Raises NotAllowed when it is on."""
    row, _ = found_or_new(
        OrganisationLogin.objects.all(),
        "organisationlogin.add",
        by=by,
        new_with={},
        organisation=organisation,
        provider_id=provider_id,
    )
    row.switch_on(now=now, by=by)
    return row
