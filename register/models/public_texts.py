"""PublicText: what staff write on the pages about the register, each time as a new version."""

from django.db import models

from register.models.cases import person_field

LONGEST = 30_000  # characters


class PublicTextQuerySet(models.QuerySet["PublicText"]):
    def of(self, page: str) -> "PublicTextQuerySet":
        """All versions of one page, the newest first."""
        return self.filter(page=page).order_by("-pk")


class PublicText(models.Model):
    """One version of the text of one page, as Markdown. Versions are added, never changed."""

    class Page(models.TextChoices):
        COMMISSIONER = "opdrachtgever", "Voor opdrachtgevers"
        CLIENT = "inwoner", "Voor inwoners"
        PROFESSION = "vak", "Voor het vak"
        ACCESSIBILITY = "toegankelijkheid", "Toegankelijkheid"

    page = models.CharField(max_length=20, choices=Page)
    number = models.PositiveIntegerField()  # the one that was shipped counts as 0
    title = models.CharField(max_length=120)
    lead = models.CharField(max_length=400)
    body = models.TextField(max_length=LONGEST)
    written_at = models.DateTimeField()
    written_by = person_field(null=False)

    objects = PublicTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="public_text_after_another"),
            models.CheckConstraint(
                name="public_text_has_words", condition=~models.Q(title="") & ~models.Q(body="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_page_display()}: {self.title}"
