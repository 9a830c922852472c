"""Small forms of single acts: a reason, a verdict."""

from django import forms

from gongkai.workspace.forms.fields import Form


class ReasonForm(Form):
    """Why something is given up, recalled or withdrawn."""

    reason = forms.CharField(
        label="原因", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="会写进记录，不要写个人信息。"
    )


class OpinionForm(Form):
    """An opinion under a verdict."""

    opinion = forms.CharField(
        label="意见",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回时必填，写清改什么。",
    )
