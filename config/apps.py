from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from audit import acts  # noqa: PLC0415
        from config import checks, watching  # noqa: F401, PLC0415  checks register themselves
        from config.letters.topics import IMPORTANT, TOPICS  # noqa: PLC0415
        from outbox import jobs, topics  # noqa: PLC0415

        jobs.inside = acts.by_rule
        topics.offer(TOPICS, important=IMPORTANT)
        watching.start()
