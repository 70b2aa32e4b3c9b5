"""Three ways to use a page in Chromium: a mouse, a keyboard, and nothing but the accessibility tree."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import FileChooser, Locator, Page

MOST_STEPS = 250
PATIENCE_SECONDS = 45.0


def until(page: Page, condition: str) -> None:
    """Wait for an expression to be true in the page."""
    page.wait_for_function(f"() => {condition}")


class Mouse:
    """Clicks on what is seen; files are dropped on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def bring(self, files: Sequence[Path]) -> None:
        """Give files to the desk's first page."""
        given = [(path.name, base64.b64encode(path.read_bytes()).decode()) for path in files]
        self.page.evaluate(_DROP, given)

    def press(self, name: str, role: Any = "button") -> None:
        """Press a button, or follow a link."""
        self.page.get_by_role(role, name=name).first.click()

    def unfold(self, name: str) -> None:
        """Open what is folded."""
        self.page.locator("summary", has_text=name).click()

    def hear(self, sentence: str) -> None:
        """Have a sentence of an article spoken."""
        self.press(sentence)

    def write(self, name: str, text: str, role: Any = "textbox") -> None:
        """Put a text into a field, in the place of what it holds."""
        self.page.get_by_role(role, name=name).fill(text)

    def read(self, text: str) -> None:
        """Wait until the page says a text."""
        self.page.get_by_text(text).first.wait_for()


_DROP = """(files) => {
  const dataTransfer = new DataTransfer();
  for (const [name, data] of files) {
    dataTransfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name));
  }
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


class Keyboard(Mouse):
    """Tab, Enter, Space and letters; where the focus is decides."""

    def bring(self, files: Sequence[Path]) -> None:
        chooser = self._chooser(lambda: self._press_at(self.page.locator("#file")))
        chooser.set_files(files)

    def _chooser(self, opened: Callable[[], None]) -> FileChooser:
        with self.page.expect_file_chooser() as chooser:
            opened()
        return chooser.value

    def press(self, name: str, role: Any = "button") -> None:
        self._press_at(self.page.get_by_role(role, name=name).first)

    def unfold(self, name: str) -> None:
        self._press_at(self.page.locator("summary", has_text=name))

    def hear(self, sentence: str) -> None:
        self.reach(self.page.locator(".sentence").first)
        while not self.page.locator(".sentence:focus", has_text=sentence).count():
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def write(self, name: str, text: str, role: Any = "textbox") -> None:
        self.reach(self.page.get_by_role(role, name=name))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _press_at(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def reach(self, target: Locator) -> None:
        """Go to an element by Tab."""
        target.wait_for()
        for _ in range(MOST_STEPS):
            if target.evaluate("(element) => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not reach {target}")


class Tree(Keyboard):
    """Chromium's accessibility tree: nodes by role and name, their default action, text into the focus."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._devtools = page.context.new_cdp_session(page)

    def bring(self, files: Sequence[Path]) -> None:
        self._chooser(lambda: self._act("button", "File: HTML")).set_files(files)

    def press(self, name: str, role: Any = "button") -> None:
        self._act(role, name)

    def unfold(self, name: str) -> None:
        self._act("DisclosureTriangle", name)

    def hear(self, sentence: str) -> None:
        self.press(sentence)

    def write(self, name: str, text: str, role: Any = "textbox") -> None:
        self._devtools.send("DOM.focus", {"backendNodeId": self._node(role, name)})
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def read(self, text: str) -> None:
        self._node("StaticText", text)

    def _act(self, role: str, name: str) -> None:
        element = self._devtools.send("DOM.resolveNode", {"backendNodeId": self._node(role, name)})
        call = {
            "objectId": element["object"]["objectId"],
            "functionDeclaration": "function() { this.focus(); this.click(); }",
            "userGesture": True,
        }
        self._devtools.send("Runtime.callFunctionOn", call)

    def _node(self, role: str, name: str) -> int:
        """The first node of this role with these words in its name, once there is one."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            for node in self._devtools.send("Accessibility.getFullAXTree")["nodes"]:
                if node["ignored"] or node["role"]["value"] != role:
                    continue
                if name in str(node.get("name", {}).get("value", "")):
                    return int(node["backendDOMNodeId"])
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the tree has no {role} {name}")
