"""Steps of logging in: allauth's, where a remembered browser is no help to who holds a role."""

from typing import Any

from allauth.account.stages import LoginByCodeStage
from allauth.mfa.stages import AuthenticateStage, TrustStage
from django.http import HttpRequest

from accounts import factors


class MailedCodeStage(LoginByCodeStage):
    def _is_trusted(self) -> bool:
        return super()._is_trusted() and not factors.is_powerful(self.login.user)


class StrongFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and factors.is_powerful(user):
            return factors.has_strong(user) and not factors.is_shown(request, user)
        return super()._should_handle(request)


class RememberStage(TrustStage):
    def handle(self) -> tuple[Any, bool]:
        if self.login.user is not None and factors.is_powerful(self.login.user):
            return None, True
        return super().handle()
