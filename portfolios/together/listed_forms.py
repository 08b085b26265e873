"""What stands in a list for others to find: which work, where, and for how many."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from portfolios.text import WrittenForm
from register.forms import PROVINCES
from register.models.organisations import KindOfWork

NOWHERE = "Kies een provincie, of zeg dat het online kan"


def work_field(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=KindOfWork.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def province_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Geen vaste plek"), *((one, one) for one in PROVINCES)],
        required=False,
    )


class ListedForm(WrittenForm):
    """Somewhere, or online: where neither is said nobody could come."""

    FIELDS: ClassVar[tuple[str, ...]]
    START: ClassVar[Mapping[str, Any]]  # where nothing was kept yet

    online = forms.BooleanField(label="Het kan online", required=False)

    def __init__(self, data: Any = None, *, kept: Any = None) -> None:
        start = {name: getattr(kept, name) for name in self.FIELDS} if kept else self.START
        super().__init__(data, initial=start)
        self.order_fields(self.FIELDS)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("province") and not data.get("online") and "province" not in self.errors:
            self.add_error("province", NOWHERE)
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}
