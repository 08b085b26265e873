"""BouncedAddress: an address that mail comes back from for good."""

from django.conf import settings
from django.db import models
from django.db.models import F


class BouncedAddressQuerySet(models.QuerySet["BouncedAddress"]):
    def current(self) -> "BouncedAddressQuerySet":
        """Of people who still have this address: who took another has nothing to mend."""
        return self.filter(person__email__iexact=F("address"), person__is_active=True)


class BouncedAddress(models.Model):
    """Mail to this address of this person came back for good. Gone once the person says it works.

    Letters still go there, so that each has its own proof; what is important goes by post too.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    address = models.EmailField()
    code = models.CharField(max_length=10)
    since_at = models.DateTimeField()

    objects = BouncedAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "address"], name="bounced_address_once")
        ]

    def __str__(self) -> str:
        return f"Mail aan {self.person} komt terug"
