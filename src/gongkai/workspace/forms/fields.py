"""How fields of the workspace are drawn: label, hint, control, error, each tied to the control for screen readers."""

from django import forms


class Form(forms.Form):
    """A form whose fields are drawn by `workspace/field.html` and say in Chinese what is missing."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            if "required" in field.error_messages:
                field.error_messages["required"] = f"请填写{field.label}。"
            if isinstance(field, forms.CharField) and field.max_length:
                for validator in field.validators:
                    if getattr(validator, "code", "") == "max_length":
                        validator.message = f"{field.label}请压到{field.max_length}字以内。"  # type: ignore[attr-defined]
            field.widget.attrs.setdefault("autocomplete", "off")


class DayField(forms.DateField):
    """A day, as `2022-01-20`."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: object) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"], **kwargs)  # type: ignore[arg-type]
        self.error_messages["invalid"] = f"{self.label}不是有效的日期，请按 2022-01-20 的样子填写。"
