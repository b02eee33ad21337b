"""A parsed page to runs of words: one ``Run`` per paragraph as a reader sees it, with the elements it stands in.

The walk is iterative and linear in the number of elements, whatever their depth.  Inline markup joins without added
spaces, as browsers do; a single ``<br>`` is a space unless a sentence ends before it.  What is main text is decided in
``page``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from onrecord.article.blocks import Role, one_line
from onrecord.article.names import NOTHING, Names, read_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from onrecord.domain import MessageKind

SKIPPED = frozenset(
    "script style noscript template svg iframe select object canvas video audio head math map datalist progress input "
    "textarea img".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q ruby rt s samp small span strike "
    "strong sub sup "
    "time tt u var wbr nobr label amp-img".split()
)
CONTROLS = frozenset({"button", "label", "option", "legend"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CHROME_TAGS = frozenset({"nav", "footer", "menu", "dialog"})
MAIN_TAGS = frozenset({"article", "main"})
HIDDEN_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
BREAK = "\n"
SENTENCE_END = (".", "!", "?", "…", ":", "”", '"', "»")
SHORT_LINE_CHARS = 80
SPACES = re.compile(r"[ \t\n\r\f\v]+")
MAX_DEPTH = 400
# A byline or credit in inline markup types its whole run only when little else stands in it.
MAX_INLINE_ROLE_CHARS = 120


@dataclass(slots=True)
class Node:
    """One block element: its parent's number, its tag, and the number after its last descendant."""

    parent: int
    tag: str
    is_body: bool
    end: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What the elements around a run say; inherited from element to element."""

    node: int = 0
    role: Role | None = None
    containers: tuple[tuple[MessageKind, int], ...] = ()
    heading: str = ""
    is_chrome: bool = False
    in_main: bool = False
    in_aside: bool = False
    in_list: bool = False
    in_control: bool = False
    in_link: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """The words of one paragraph and where they stand; ``linked`` counts its characters inside links."""

    text: str
    linked: int
    context: Context


@dataclass(slots=True)
class Walk:
    """The state of one walk: runs found so far, elements met, and the words of the run under way."""

    runs: list[Run] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=lambda: [Node(0, "html", is_body=False)])
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    inline_role: Role | None = None
    has_password: bool = False

    def add(self, words: str | None, context: Context) -> None:
        """Add words to the run under way."""
        if words:
            self.pieces.append(SPACES.sub(" ", words))
            if context.in_link:
                self.linked += len(words.strip())

    def flush(self, context: Context) -> None:
        """End the run under way."""
        joined, linked, role = "".join(self.pieces), self.linked, self.inline_role
        self.pieces, self.linked, self.inline_role = [], 0, None
        if role and context.role is None and len(joined) <= MAX_INLINE_ROLE_CHARS:
            context = replace(context, role=role)
        if joined.strip():
            for text in split_at_breaks(joined):
                self.runs.append(Run(text, min(linked, len(text)), context))


def split_at_breaks(joined: str) -> Iterator[str]:
    """Split a run at its line breaks where they end something: a sentence, or a short line before a capital."""
    held = ""
    for line in joined.split(BREAK):
        text = one_line(line)
        ends = held.endswith(SENTENCE_END) or (len(held) <= SHORT_LINE_CHARS and not text[:1].islower())
        if held and (not text or ends):
            yield held
            held = text
        elif text:
            held = f"{held} {text}" if held else text
    if held:
        yield held


def walk(root: _Element) -> Walk:
    """Walk a parsed page in document order."""
    state = Walk()
    stack = [Context()]
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if not tag or is_skipped(element, tag, state):
                steps.skip_subtree()
                stack.append(stack[-1])
                continue
            enter(element, tag, state, stack)
        else:
            leave(element, tag, state, stack)
    state.flush(stack[0])
    return state


def is_skipped(element: _Element, tag: str, state: Walk) -> bool:
    """Tell whether nothing in an element is shown; notes password fields on the way."""
    if tag == "input" and element.get("type", "").lower() == "password":
        state.has_password = True
    if tag in SKIPPED or element.get("hidden") is not None:
        return True
    if len(element.attrib) and read_names(element.attrib).is_hidden:
        return True
    style = element.get("style")
    return bool(style and HIDDEN_STYLE.search(style[:1000]))


def enter(element: _Element, tag: str, state: Walk, stack: list[Context]) -> None:
    """Open an element."""
    outer = stack[-1]
    if tag == "br":
        state.pieces.append(BREAK)
        stack.append(outer)
        return
    names = read_names(element.attrib) if len(element.attrib) else NOTHING
    is_inline = tag in INLINE and tag not in CONTROLS
    if not is_inline:
        state.flush(outer)
    elif names.role in {Role.BYLINE, Role.CAPTION} or tag == "time":
        state.inline_role = state.inline_role or names.role or Role.BYLINE
    context = describe(tag, names, outer, state, is_inline=is_inline)
    stack.append(context)
    state.add(element.text, context)


def describe(tag: str, names: Names, outer: Context, state: Walk, *, is_inline: bool) -> Context:
    """Say what an element adds to the context of the words inside it."""
    if is_inline and names is NOTHING and tag not in {"a", "time"}:
        return outer
    if is_inline:
        return outer if outer.in_link or tag != "a" else replace(outer, in_link=True)
    node = len(state.nodes)
    state.nodes.append(Node(outer.node, tag, is_body=names.role is None and tag in MAIN_TAGS))
    containers = outer.containers
    if names.container is not None and tag not in {"html", "body", "main"}:
        containers = (*containers[-3:], (names.container, node))
    in_main = outer.in_main or tag in MAIN_TAGS
    return Context(
        node=node,
        role=role_of(tag, names, outer),
        containers=containers,
        heading=tag if tag in HEADINGS else outer.heading,
        is_chrome=outer.is_chrome
        or tag in CHROME_TAGS
        or (names.is_chrome and tag not in {"html", "body"})
        or (tag == "header" and not in_main),
        in_main=in_main,
        in_aside=outer.in_aside or tag == "aside",
        in_list=outer.in_list or tag in {"li", "td", "th", "dd", "dt"},
        in_control=outer.in_control or tag in CONTROLS or tag == "form",
        in_link=outer.in_link,
    )


def role_of(tag: str, names: Names, outer: Context) -> Role | None:
    """Find the role an element gives to the words inside it; the outermost one wins."""
    if outer.role is not None and outer.role is not Role.HEADLINE:
        return outer.role
    if tag == "figcaption":
        return Role.CAPTION
    if tag == "address":
        return Role.BYLINE
    if names.role is Role.HEADLINE and tag not in HEADINGS:
        return None
    return names.role if tag not in {"html", "body", "main", "article"} else None


def leave(element: _Element, tag: str, state: Walk, stack: list[Context]) -> None:
    """Close an element and take up the words after it."""
    context = stack.pop()
    outer = stack[-1]
    if tag and tag != "br" and context is not outer and context.node != outer.node:
        state.flush(context)
        state.nodes[context.node].end = len(state.nodes)
    state.add(element.tail, outer)


def ancestors(walked: Walk, node: int) -> Iterator[int]:
    """Yield an element and those around it, innermost first, at most ``MAX_DEPTH``."""
    for _ in range(MAX_DEPTH):
        yield node
        if node == 0:
            return
        node = walked.nodes[node].parent
