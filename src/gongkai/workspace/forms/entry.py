"""Log-in and password."""

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from gongkai.workspace.forms.fields import Form

SAYINGS = {
    "password_too_short": "口令至少 10 个字符，请加长。",
    "password_too_common": "这个口令太常见，容易被猜中，请换一个。",
}


def good_password(password: str) -> str:
    """`password`, if it may be one. Raises ValidationError that says in Chinese what is wrong with it."""
    try:
        password_validation.validate_password(password)
    except ValidationError as error:
        raise ValidationError([SAYINGS.get(each.code or "", each.messages[0]) for each in error.error_list])
    return password


class LoginForm(Form):
    username = forms.CharField(
        label="登录名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label="口令",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(Form):
    old = forms.CharField(
        label="现在的口令",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新口令",
        max_length=200,
        strip=False,
        help_text="至少 10 个字符，不要用常见口令。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次新口令",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
