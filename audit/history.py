"""History of decision-bearing rows, written by database triggers: also bulk and raw changes.

Fields are named one by one: status, dates, numbers and keys, never free text or names.
"""

from collections.abc import Callable

import pghistory
from django.db import models


def tracked[M: type[models.Model]](*fields: str) -> Callable[[M], M]:
    """Keep each insert, update and delete of these fields of a model, with its act beside it."""

    def decorate(model: M) -> M:
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            fields=list(fields),
            model_name=f"{model.__name__}History",
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
        )(model)

    return decorate
