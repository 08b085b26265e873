"""SendingHold: a time in which nothing is mailed, until a person releases it."""

from django.db import models


class SendingHold(models.Model):
    """While one is open no mail leaves, whoever asks for it; what is due waits and is not lost."""

    since_at = models.DateTimeField()
    why = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"], nulls_distinct=False, name="one_hold_at_a_time"
            ),
            models.CheckConstraint(name="hold_has_a_reason", condition=~models.Q(why="")),
        ]

    def __str__(self) -> str:
        return self.why
