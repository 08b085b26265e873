"""Steps of logging in: allauth's, where a remembered browser is no help to who holds a role."""

from typing import Any

from allauth.account.stages import EmailVerificationStage, LoginByCodeStage
from allauth.core import ratelimit
from allauth.mfa.stages import AuthenticateStage, TrustStage
from django.http import HttpRequest

from accounts import factors


class ConfirmAddressStage(EmailVerificationStage):
    """Remembers that this login took a code by mail already."""

    def handle(self) -> tuple[Any, bool]:
        response, goes_on = super().handle()
        self.state["took_code"] = response is not None
        return response, goes_on


class MailedCodeStage(LoginByCodeStage):
    def handle(self) -> tuple[Any, bool]:
        """Nobody's mailbox is filled by who knows the password: a limit for each account."""
        if self._sends_a_code() and not ratelimit.consume(
            self.request, action="request_login_code", key=self.login.user.email
        ):
            return ratelimit.respond_429(self.request), False
        return super().handle()

    def _sends_a_code(self) -> bool:
        return not self.state and factors.needs_mailed_code(self.login) and not self._is_trusted()

    def _is_trusted(self) -> bool:
        return super()._is_trusted() and not factors.is_powerful(self.login.user)


class StrongFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and factors.is_powerful(user):
            return factors.has_strong(user) and not factors.is_shown(request, user)
        return super()._should_handle(request)

    def is_resumable(self, request: HttpRequest) -> bool:
        """A login that waits for a factor which was taken away meanwhile begins again."""
        return self.login.user is not None and factors.has_strong(self.login.user)


class RememberStage(TrustStage):
    def handle(self) -> tuple[Any, bool]:
        """Asked only where it helps: not who holds a role, not after a login of the employer."""
        user = self.login.user
        if user is not None and (
            factors.is_powerful(user) or factors.came_by_employer(self.request, user)
        ):
            return None, True
        return super().handle()
