"""The portal's addresses, and one whose page enters a job and breaks; the job breaks too."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.access import public
from accounts.models import User
from config import urls as real
from outbox import jobs

handler400, handler403, handler404 = real.handler400, real.handler403, real.handler404
handler500 = real.handler500


@public("a test looks at what is said about it")
def broken(request: HttpRequest, key: str) -> HttpResponse:
    typed = request.GET["naam"]
    jobs.enter("faults.says_too_much", f"too much:{key}", mail=typed)
    User.objects.filter(email=f"{typed}@example.org").exists()
    raise ValueError(f"{typed}@example.org is no address that we know")


urlpatterns = [path("stuk/<str:key>/", broken, name="broken"), *real.urlpatterns]
