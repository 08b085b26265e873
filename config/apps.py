from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415  checks register themselves
        from config.letters.topics import IMPORTANT, TOPICS  # noqa: PLC0415
        from outbox import topics  # noqa: PLC0415

        topics.offer(TOPICS, important=IMPORTANT)
