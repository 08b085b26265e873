from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import credentials  # noqa: F401, PLC0415  listens to allauth
