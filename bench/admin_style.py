"""The published entries in Django's own admin, as an engineer would have it in five minutes."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.admin_settings"
application = get_wsgi_application()  # no model is there before

from django.contrib import admin  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from register.models import PublicEntry  # noqa: E402

HEALTHY = path("healthz", lambda _: HttpResponse("ok"))


class Open(admin.AdminSite):
    """Nobody logs in here: only the look-up is compared."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True


class Entries(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("number", "name", "town", "since_on")
    search_fields = ("number", "name")
    list_per_page = 20

    def has_view_permission(self, request: HttpRequest, obj: PublicEntry | None = None) -> bool:
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, object]:  # type: ignore[override]
        return {}


site = Open()
site.register(PublicEntry, Entries)
urlpatterns = [HEALTHY, path("admin/", site.urls)]
