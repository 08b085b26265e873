"""The page of the first administrator: a name and a password, once."""

from django.contrib import messages
from django.core.signing import SignatureExpired
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import beginning
from accounts.access import public
from accounts.login_forms import FirstAdministratorForm
from kit import clock

PAGE = "accounts/first_administrator.html"


@public("a signed link from who runs the server; nobody has an account yet")
@require_http_methods(["GET", "HEAD", "POST"])
def administrator(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = beginning.read(token)
    except SignatureExpired:
        return render(request, PAGE, {"why_not": "De link werkt een dag."}, status=410)
    if link is None:
        raise Http404("No such link.")
    if why_not := beginning.obstacle(link.email, today=clock.today(), account=link.account):
        return render(request, PAGE, {"why_not": why_not}, status=410)
    form = FirstAdministratorForm(request.POST or None, email=link.email)
    if request.method == "POST" and form.is_valid():
        person = form.person()
        person.public_id = link.account
        beginning.begin(person, today=clock.today(), now=clock.now())
        messages.success(request, "Je account is er. Log nu in, en maak daarna een passkey.")
        return redirect("account_login")
    status = 422 if form.is_bound else 200
    return render(request, PAGE, {"form": form, "email": link.email}, status=status)
