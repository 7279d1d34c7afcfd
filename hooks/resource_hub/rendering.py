"""Edge: Jinja. Bodies of pages from the templates in ``templates/``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2
from markupsafe import Markup

from resource_hub.dates import parse_date, say_date
from resource_hub.pages import HubPage, plain_text, relative

FOLDER = Path(__file__).parent / "templates"

Vocabularies = Mapping[str, Mapping[str, Mapping[str, Any]]]  # list -> id -> term


def cite(sources: Iterable[str]) -> Markup:
    """A citation of the works in a ``sources`` list, to be resolved with the rest of the page."""
    raw = "[" + "; ".join(f"@{source}" for source in sources) + "]"
    return Markup('<hub-cite data-raw="{}"></hub-cite>').format(raw) if raw != "[]" else Markup()


class Renderer:
    """Renders bodies with the words and the icons of one hub.

    Args:
        icons: The folder that holds ``material/<name>.svg``.
        vocabularies: Terms by list and id, for labels and definitions.
        markdown: Turns editors' Markdown into clean HTML, blocks.
        inline: The same for one paragraph.
        templates: The folder of the templates.
        notices: What was published about works since they came out, by citekey.
        address: Gives the address that is set for a purpose, such as ``ask``; see
            :meth:`resource_hub.settings.Settings.address`.
        files: Gives the files to take away that belong to a page, by its address.
    """

    def __init__(
        self,
        icons: Path,
        vocabularies: Vocabularies,
        markdown: Callable[[str], str],
        inline: Callable[[str], str],
        templates: Path = FOLDER,
        notices: Mapping[str, Sequence[Any]] = MappingProxyType({}),
        address: Callable[..., str] = lambda *_, **__: "",
        files: Callable[[str], Sequence[Any]] = lambda _: (),
    ) -> None:
        self._icons: dict[str, Markup] = {}
        self._icon_folder = icons
        self._vocabularies = vocabularies
        self._notices = notices
        self._kept: dict[str, Markup] = {}
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._environment.globals.update(
            icon_svg=self.icon_svg, label=self.label, definition=self.definition, cite=cite
        )
        self._environment.globals.update(notices_on=self.notices_on, once=self.once)
        self._environment.globals.update(address_for=address, files_of=files)
        self._environment.filters.update(
            markdown=lambda text: Markup(markdown(text)),
            inline=lambda text: Markup(inline(text)),
            plain=plain_text,
            day=lambda text: say_date(parse_date(text)) if parse_date(text) else text,
        )

    def body(self, page: HubPage) -> str:
        """The HTML body of a page: template ``<kind>.html`` with the page's values."""
        return self.fragment(f"{page.kind}.html", page.url, page=page, **page.values)

    def fragment(self, template: str, at: str, **values: Any) -> str:
        """Any template, rendered for the page at the address ``at``."""
        return self._environment.get_template(template).render(
            url=lambda target: relative(target, at), **values
        )

    def once(self, key: str, macro: Callable[..., Markup], *given: Any) -> Markup:
        """What a macro gives, made once for each key: cards stand in many lists.

        Args:
            key: All that the result depends on, the address of the page included.
            macro: A macro of a template.
            given: What it is called with.
        """
        if key not in self._kept:
            self._kept[key] = Markup(macro(*given))
        return self._kept[key]

    def icon_svg(self, name: str) -> Markup:
        """The SVG text of a Material icon.

        Raises:
            FileNotFoundError: If the theme has no icon of that name.
        """
        if name not in self._icons:
            file = self._icon_folder / "material" / f"{name}.svg"
            self._icons[name] = Markup(file.read_text(encoding="utf-8").strip())
        return self._icons[name]

    def label(self, vocabulary: str, term: object) -> str:
        """What readers see for a term's id; the id itself if the list lacks it."""
        return self._term(vocabulary, term).get("label", str(term))

    def definition(self, vocabulary: str, term: object) -> str:
        """The definition of a term, or an empty string."""
        return self._term(vocabulary, term).get("definition", "")

    def notices_on(self, sources: Iterable[str]) -> list[tuple[str, Any]]:
        """Citekey and notice for each notice about a work of a ``sources`` list."""
        keys = dict.fromkeys(source.partition(",")[0].strip() for source in sources)
        return [(key, notice) for key in keys for notice in self._notices.get(key, ())]

    def _term(self, vocabulary: str, term: object) -> Mapping[str, Any]:
        return self._vocabularies.get(vocabulary, {}).get(str(term), {})
