"""Forms of the outlets desk: a new outlet, an import of deliveries."""

from django import forms

from gongkai.organisation.models import Agency
from gongkai.outlets.models import Outlet
from gongkai.workspace.forms.fields import Form


class OutletForm(Form):
    """An outlet of an agency."""

    agency = forms.ChoiceField(label="机关")
    kind = forms.ChoiceField(label="类别", choices=Outlet.Kind.choices)
    name = forms.CharField(label="名称", max_length=60, help_text="公众号的名字，屏、公示栏所在的地方。")

    def __init__(self, agencies: list[Agency], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(agency.pk, agency.name) for agency in agencies]  # type: ignore[attr-defined]


class ImportForm(Form):
    """What was pasted, or a file."""

    rows = forms.CharField(
        label="粘贴",
        required=False,
        strip=False,
        help_text="从表格里连表头一起复制过来，或写成逗号分隔的文字。",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off"}),
    )
    file = forms.FileField(
        label="或者选一个文件", required=False, help_text="XLSX，或 CSV（UTF-8、GBK 都可以），最多 5000 行。"
    )
