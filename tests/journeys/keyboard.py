"""A person without a mouse: everything by Tab, Space, Enter and typing, and focus can be seen at every stop."""

from journeys.site import Site

FOCUS = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const style = getComputedStyle(el);
  const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const box = el.getBoundingClientRect();
  const label = el.labels && el.labels.length ? el.labels[0].innerText : '';
  const name = el.getAttribute('aria-label') || label || el.innerText || el.title || '';
  return {tag: el.tagName, type: el.type || '', id: el.id, field: el.name || '', value: el.value || '',
          name: name.trim(), seen, inside: box.width > 0 && box.height > 0, hidden: !!el.closest('[hidden]')};
}"""


class Keyboard:
    """One person at one browser page, keyboard only."""

    def __init__(self, page, live: Site) -> None:
        self.page, self.live = page, live

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.live.url + path)

    def focus(self) -> dict:
        """Where the focus is."""
        return self.page.evaluate(FOCUS) or {}

    def tab_to(self, wanted, what: str, most: int = 200) -> dict:
        """Press Tab until `wanted(focus)` holds; every stop on the way has to show its focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            at = self.focus()
            if not at:
                continue
            assert at["seen"] or at["tag"] == "MAIN", f"焦点看不见：{at}（{self.page.url}）"
            if wanted(at):
                return at
        raise AssertionError(f"用 Tab 到不了“{what}”（{self.page.url}）：{self.text()[:1500]}")

    def press(self, name: str, tags: tuple[str, ...] = ("A", "BUTTON")) -> None:
        """Go to the button or link whose name begins so and press Enter; wait for the page that follows."""
        self.tab_to(lambda at: at["tag"] in tags and at["name"].startswith(name), name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def button(self, name: str) -> None:
        """Go to the button whose name begins so and press Enter."""
        self.press(name, ("BUTTON",))

    def field(self, field: str) -> None:
        """Go to the form field of this name."""
        self.tab_to(lambda at: at["field"] == field, field)

    def write(self, field: str, text: str) -> None:
        """Fill a text field anew."""
        self.field(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, field: str, label: str) -> None:
        """Choose an option of a list by typing the arrow keys until it shows."""
        self.field(field)
        for _ in range(60):
            shown = self.page.evaluate("() => document.activeElement.selectedOptions[0].text")
            if shown.strip() == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{field}”里没有“{label}”")

    def answer(self, field: str, value: str) -> None:
        """Choose a radio button of a group."""
        at = self.tab_to(lambda at: at["field"] == field, field)
        if at["value"] != value:
            for _ in range(6):
                self.page.keyboard.press("ArrowDown")
                if self.focus()["value"] == value:
                    return
            raise AssertionError(f"“{field}”里没有“{value}”")
        self.page.keyboard.press("Space")

    def log_in(self, login: str, password: str) -> None:
        """Enter the workspace."""
        self.page.context.clear_cookies()
        self.open("/work/")
        self.write("username", login)
        self.write("password", password)
        self.press("登录")

    def text(self) -> str:
        """The words of the page."""
        return self.page.inner_text("body")
