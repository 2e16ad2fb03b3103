"""Sign in and out: a password or single sign-on, and the second factor where one is due."""

from __future__ import annotations

from typing import Any

from axes.decorators import axes_dispatch
from django import forms
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from onroll.casework.actions import single_sign_on
from onroll.casework.actions.sessions import forget_session, record_sign_out
from onroll.casework.actions.signing_in import Step, Verdict, after_code, after_password, on_the_way
from onroll.casework.refusals import CannotDoNow
from onroll.web.templating import show

LOCKED_OUT_MINUTES = 30


class SignInForm(forms.Form):
    """Who, and their password."""

    username = forms.CharField(max_length=150, error_messages={"required": "Enter your username"})
    password = forms.CharField(max_length=200, strip=False, error_messages={"required": "Enter your password"})


class CodeForm(forms.Form):
    """Six digits, or a recovery code."""

    code = forms.CharField(max_length=40, error_messages={"required": "Enter the code"})


@sensitive_post_parameters()
@axes_dispatch  # type: ignore[untyped-decorator]
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; with the right password, go on to the second factor or to where the person was going."""
    onward = safe_onward(request, request.POST.get("next") or request.GET.get("next") or "")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, username=form.cleaned_data["username"].strip().lower(), password=form.cleaned_data["password"])
        if user is not None:
            return _next_step(after_password(request, user, onward), onward)
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        form.add_error("username", "The username or the password is wrong")
    return _sign_in_page(request, form, onward)


@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code on the telephone, or a recovery code."""
    found = on_the_way(request)
    if found is None:
        return start_again(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verdict = after_code(request, form.cleaned_data["code"])
        if verdict is Verdict.RIGHT:
            return HttpResponseRedirect(found[1])
        if verdict is Verdict.LOCKED:
            return locked_out(request, what="code")
        form.add_error("code", "The code is wrong. Wait for the next one on your telephone, and enter that")
    return show(request, "sign_in_code.html", {"form": form})


def start_again(request: HttpRequest) -> HttpResponse:
    """Nobody is on the way, or it took too long."""
    return _sign_in_page(request, SignInForm(), reverse("today"), "Signing in took too long. Start again.")


def to_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Go to the provider of single sign-on."""
    onward = safe_onward(request, request.GET.get("next") or "")
    try:
        return HttpResponseRedirect(single_sign_on.go_there(request, _return_address(request), onward))
    except CannotDoNow as refused:
        return _sign_in_page(request, SignInForm(), onward, str(refused))


def from_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Take in somebody whom the provider sends back."""
    try:
        step, onward = single_sign_on.come_back(request, request.GET.dict(), _return_address(request))
    except CannotDoNow as refused:
        return _sign_in_page(request, SignInForm(), reverse("today"), str(refused))
    return _next_step(step, onward)


def locked_out(request: HttpRequest, *args: Any, what: str = "password", **kwargs: Any) -> HttpResponse:
    """Too many wrong passwords or codes."""
    sentences = (
        f"The {what} was wrong too many times. You can try again in {LOCKED_OUT_MINUTES} minutes.",
        "If it was not you, tell your administrator.",
    )
    return show(request, "error.html", {"heading": "You cannot sign in for now", "sentences": sentences}, status=429)


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and forget the purpose with it."""
    if request.method == "POST":
        record_sign_out(request.user)
        forget_session(request)
        logout(request)
        return HttpResponseRedirect(f"{reverse('sign_in')}?signed-out")
    return HttpResponseRedirect(reverse("today"))


def safe_onward(request: HttpRequest, address: str) -> str:
    """Return the address where it is one of ours, else the start page's."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if address and ours else reverse("today")


def _next_step(step: Step, onward: str) -> HttpResponse:
    return HttpResponseRedirect({Step.DONE: onward, Step.CODE: reverse("sign_in_code"), Step.SET_UP: reverse("second_factor")}[step])


def _sign_in_page(request: HttpRequest, form: SignInForm, onward: str, refused: str = "") -> HttpResponse:
    return show(request, "sign_in.html", {"form": form, "onward": onward, "refused": refused, "elsewhere": single_sign_on.provider_name()})


def _return_address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("single_sign_on_back"))
