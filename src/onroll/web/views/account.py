"""One's own account: the second factor, recovery codes, the password, and where one is signed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from onroll.casework.actions import signing_in
from onroll.casework.queries.my_account import my_account
from onroll.casework.refusals import CannotDoNow
from onroll.web.notices import tell
from onroll.web.requests import PageRequest, number_in
from onroll.web.square_codes import square_code
from onroll.web.templating import show
from onroll.web.views.sign_in import CodeForm, start_again
from onroll.web.words import ACCOUNT_EVENTS


class PasswordForm(forms.Form):
    """The password now, and twice the new one."""

    now = forms.CharField(max_length=200, strip=False, error_messages={"required": "Enter the password that you have now"})
    new = forms.CharField(max_length=200, strip=False, error_messages={"required": "Enter a new password"})
    again = forms.CharField(max_length=200, strip=False, error_messages={"required": "Enter the new password again"})

    def clean(self) -> dict[str, Any]:
        """Require the same password twice."""
        if self.cleaned_data.get("new") and self.cleaned_data.get("again") not in (None, self.cleaned_data["new"]):
            self.add_error("again", "The two new passwords are not the same")
        return self.cleaned_data


class FirstPasswordForm(PasswordForm):
    """Twice the new password: whoever comes by an invitation has none yet."""

    now = None  # type: ignore[assignment]


def account(request: PageRequest) -> HttpResponse:
    """Show the own account; end the session in another browser."""
    if request.method == "POST" and (number := number_in(request.POST.get("session", ""))):
        signing_in.end_own_session(request.viewer, number)
        tell(request, "You are signed out there.")
        return HttpResponseRedirect(reverse("account"))
    found = my_account(request.viewer, request.session.session_key or "")
    return show(request, "account.html", {"found": found, "kinds": ACCOUNT_EVENTS})


@sensitive_post_parameters()
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set the second factor up: while signing in where it is required, or later of one's own accord."""
    user: Any = request.user
    if not user.is_authenticated:
        found = signing_in.on_the_way(request)
        if found is None:
            return start_again(request)
        user = found[0]
    if signing_in.must_show_former(request):
        return _ask_for_former(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = signing_in.after_set_up(request, form.cleaned_data["code"])
        if codes is not None:
            return show(request, "recovery_codes.html", {"codes": codes})
        form.add_error("code", "The code is wrong. Wait for the next one on your telephone, and enter that")
    secret, address = signing_in.begin_set_up(request, user)
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return show(request, "second_factor.html", {"form": form, "secret": spaced, "drawing": square_code(address)})


def _ask_for_former(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the telephone that counts now; only then is another one set up in its place."""
    form = CodeForm(request.POST if request.method == "POST" and request.POST.get("step") == "former" else None)
    if form.is_valid():
        try:
            signing_in.show_former(request, form.cleaned_data["code"])
            return HttpResponseRedirect(reverse("second_factor"))
        except CannotDoNow as refused:
            form.add_error("code", str(refused))
    asked = {
        "form": form,
        "step": "former",
        "heading": "Set up another telephone",
        "sentences": (
            "First show that it is you: with a code from the telephone that you have now or, where it is lost, with a recovery code.",
            "Where both are lost, ask your administrator for a new link.",
        ),
        "label": "Code from your telephone, or a recovery code",
        "button": "Continue",
    }
    return show(request, "code_ask.html", asked)


@sensitive_post_parameters()
def recovery_codes(request: PageRequest) -> HttpResponse:
    """Make new recovery codes, for somebody who shows the telephone once more."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return show(request, "recovery_codes.html", {"codes": signing_in.fresh_recovery_codes(request.user, form.cleaned_data["code"])})
        except CannotDoNow as refused:
            form.add_error("code", str(refused))
    asked = {
        "form": form,
        "heading": "Make new recovery codes",
        "sentences": ("The codes that you have now stop working.",),
        "label": "Code from your telephone",
        "button": "Make new codes",
    }
    return show(request, "code_ask.html", asked)


@sensitive_post_parameters()
def password(request: PageRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signing_in.change_password(request, now=form.cleaned_data["now"], new=form.cleaned_data["new"])
            tell(request, "Your password is changed. You are signed out everywhere else.")
            return HttpResponseRedirect(reverse("account"))
        except CannotDoNow as refused:
            form.add_error("now" if isinstance(refused, signing_in.WrongPassword) else "new", str(refused))
    return show(request, "password.html", {"form": form, "with_now": True})


@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Set a password with an invitation; then sign in with it."""
    if not signing_in.invitation_works(token):
        sentences = ("It works once, for seven days.", "Ask your administrator for another.")
        return show(request, "error.html", {"heading": "This link no longer works", "sentences": sentences})
    form = FirstPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signing_in.accept_invitation(token, form.cleaned_data["new"])
            return HttpResponseRedirect(f"{reverse('sign_in')}?password-set")
        except CannotDoNow as refused:
            form.add_error("new", str(refused))
    return show(request, "password.html", {"form": form, "with_now": False})
