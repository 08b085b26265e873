from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import credentials, passwords, recovery  # noqa: F401, PLC0415  listen and check
