"""Whether pages speak of logging in through the employer."""

from allauth.socialaccount.models import SocialAccount
from django import template

from accounts.models import User
from accounts.single_sign_on import rules

register = template.Library()


@register.simple_tag
def single_sign_on_is_open() -> bool:
    """Whether any organisation has it on now."""
    return bool(rules().ways_in())


@register.simple_tag
def single_sign_on_concerns(user: User) -> bool:
    """Whether this person could link, or did: what is linked can always be undone."""
    return bool(rules().ways_in()) or SocialAccount.objects.filter(user=user).exists()
