from django.apps import AppConfig


class AccreditationConfig(AppConfig):
    name = "accreditation"

    def ready(self) -> None:
        from accreditation import lending  # noqa: PLC0415  not before all apps are there
        from portfolios.dossier import purging  # noqa: PLC0415

        purging.COPIES.append(lending.purge)
