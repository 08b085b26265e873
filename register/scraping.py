"""Against scraping: a search counts which names it shows, unless somebody was looked up.

The budgets are those of `accounts.public_use`. They slow a scraper; they do not stop one.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from accounts import limits, public_use
from kit import names
from register import list_check, numbers
from register.models import PublicEntry


def refuse(request: HttpRequest, asked: str, entries: Sequence[PublicEntry]) -> HttpResponse | None:
    """Count this search; the page that refuses it when the budget is used up, else None."""
    shown = [] if is_looked_up(asked, entries) else [entry.number for entry in entries]
    used = public_use.count_address(request, names=shown)
    if used.is_too_much or (shown and used.is_too_many_names):
        return limits.refuse(request, used)
    return None


def is_looked_up(asked: str, entries: Sequence[PublicEntry]) -> bool:
    """By number, or by the whole surname and more: who asks knows whom."""
    if numbers.parse(asked):
        return True
    own = [word for word in names.normalise(asked).split() if word not in names.INFIXES]
    return len(own) > 1 and all(list_check.is_name_of(asked, entry) for entry in entries)
