from django.apps import AppConfig


class AccreditationConfig(AppConfig):
    name = "accreditation"

    def ready(self) -> None:
        from accreditation import (  # noqa: PLC0415  not before all apps are there
            lending,
            programme_leaving,  # noqa: F401  says what a provider ends
        )
        from portfolios.dossier import purging  # noqa: PLC0415

        purging.COPIES.append(lending.purge)
