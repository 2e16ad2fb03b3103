"""Sign in and out."""

from __future__ import annotations

from typing import Any

from axes.decorators import axes_dispatch
from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from onroll.casework.actions.sessions import record_sign_in, record_sign_out
from onroll.web.templating import show

LOCKED_OUT_MINUTES = 30


class SignInForm(forms.Form):
    """Who, and their password."""

    username = forms.CharField(max_length=150, error_messages={"required": "Enter your username"})
    password = forms.CharField(max_length=200, strip=False, error_messages={"required": "Enter your password"})


@sensitive_post_parameters()
@axes_dispatch  # type: ignore[untyped-decorator]
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; with the right password, go on to where the person was going."""
    onward = safe_onward(request, request.POST.get("next") or request.GET.get("next") or "")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, username=form.cleaned_data["username"].strip().lower(), password=form.cleaned_data["password"])
        if user is not None:
            login(request, user)
            record_sign_in(user)
            return HttpResponseRedirect(onward)
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        form.add_error("username", "The username or the password is wrong")
    return show(request, "sign_in.html", {"form": form, "onward": onward}, status=200)


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many wrong passwords."""
    sentences = (
        f"The password was wrong too many times. You can try again in {LOCKED_OUT_MINUTES} minutes.",
        "If it was not you, tell your administrator.",
    )
    return show(request, "error.html", {"heading": "You cannot sign in for now", "sentences": sentences}, status=429)


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and forget the purpose with it."""
    if request.method == "POST":
        record_sign_out(request.user)
        logout(request)
        return HttpResponseRedirect(f"{reverse('sign_in')}?signed-out")
    return HttpResponseRedirect(reverse("today"))


def safe_onward(request: HttpRequest, address: str) -> str:
    """Return the address where it is one of ours, else the start page's."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if address and ours else reverse("today")
