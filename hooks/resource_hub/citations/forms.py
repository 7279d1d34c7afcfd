"""What the style file gets wrong in finished citations and entries, mended by rule.

Each repair names the rule of APA 7 that it serves and has its case in ``tests/citations``.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from resource_hub.citations.mending.works import ROLES
from resource_hub.dates import MONTHS

_ACT_YEAR = re.compile(r"\bAct of \d{4}(?=, (?:\d{4}/)?\d{4}\b)")
_RUN_TOGETHER = re.compile(r"(?<=</a>), (?=<a [^>]*>(?!n\.d\.|in press|ca\. )(?:<em>|“)?[^\W\d])")
_ALL_IN_BRACKETS = re.compile(
    r"^((?:<span[^>]*>)?)\((<a [^>]*>)((?:(?!</a>).)+?), ((?:\d{4}/)?\d{4}\b[^<]*</a>)\)"
)
_OPEN_LIST = re.compile(r"(?<=\.) et al\.(?= \()")
_ACCOUNT = re.compile(r" \[@\w+\](?=[,<( ])")
_GOES_ON = re.compile(r"\b(\d{4})–(?=\D|$)")


def repair_cite(html: str, *, narrative: bool = False, nameless: Sequence[str] = ()) -> str:
    """A citation in the text as APA wants it.

    11.5: in the text the name of an act drops its own year: "Reading Act, 2004".
    8.12: works of different names are parted by semicolons; the style runs acts together.
    8.11: in a sentence only the year is in brackets; for acts the style has no such form.
    8.19: years of one name stand in the order of their letters.
    8.11: of a work whose author is left out only the year stands; the style leaves out people only.
    9.8: the name of an account stands in the list only.

    Args:
        html: A citation as citeproc gives it.
        narrative: Whether it was written without brackets, as part of a sentence.
        nameless: Citekeys whose author was left out.
    """
    for key in nameless:
        html = re.sub(
            rf"({_link_to(key)})(?!\d{{3,4}}\b|n\.d\.|in press|ca\. )(?:(?!</a>).)*?, (?={_DATE})",
            r"\1",
            html,
        )
    html = _RUN_TOGETHER.sub("; ", _ACT_YEAR.sub("Act", html))
    html = _ACCOUNT.sub("", _GOES_ON.sub(r"\1–present", html))
    html = _YEARS.sub(_in_order, html)
    if narrative:
        return _possessive(_ALL_IN_BRACKETS.sub(r"\1\3 (\2\4)", html))
    return html


_DATE = r"(?:ca\. )?(?:\d{3,4}|n\.d\.|in press)"


def _link_to(key: str) -> str:
    return rf'<a href="#ref-{re.escape(escape(key))}"[^>]*>'


_LINK = r'<a href="[^"]*"[^>]*>'
_YEAR = r"(?:\d{4}|n\.d\.-|in press-)[a-z]?(?:, (?:pp?\.|paras?\.|Chapter|Section) [\w–, ]+?)?"
_YEARS = re.compile(
    rf"(?P<first>{_LINK})(?P<name>(?:(?!</a>).)*?, |)(?P<rest>{_YEAR}</a>(?:, {_LINK}{_YEAR}</a>)+)"
)


def _in_order(match: re.Match[str]) -> str:
    years = re.findall(rf"({_LINK})({_YEAR})</a>", match["first"] + match["rest"])
    years.sort(key=lambda year: _date_order(year[1]))
    (link, year), *others = years
    shown = [f"{link}{match['name']}{year}</a>", *(f"{link}{year}</a>" for link, year in others)]
    return ", ".join(shown)


def _date_order(year: str) -> tuple[int, str]:
    return (0 if year.startswith("n.d.") else 2 if year.startswith("in press") else 1, year)


def _possessive(html: str) -> str:
    """APA Style, "Possessives": "Wade's (2001) study", not "Wade (2001)'s"."""
    return re.sub(
        r"^((?:<span[^>]*>)?)([^()]+?) \((.*)\)((?:</span>)?)['’]s$", r"\1\2’s (\3)\4", html
    )


_ONE_NUMBER = re.compile(
    r"\bNos\. (?=(?:[^\s,()]*\d[-–]\d[^\s,()]*|\d{1,3}(?:,\d{3})+)(?:[,)]| \())"
)
_NO_DATE_OF_RETRIEVAL = re.compile(r"\bRetrieved (?=<a )")
_NO_INITIAL = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\.(?=,)")
_UNNUMBERED = ("dataset", "document", "software", "webpage")
_NESTED = re.compile(r"<em>((?:(?!</?em>).)*)<em>((?:(?!</?em>).)*)</em>((?:(?!</?em>).)*)</em>")
_DAY_KINDS = ("entry", "entry-dictionary", "entry-encyclopedia")


def repair_entry(html: str, item: Mapping[str, Any] | None = None) -> str:
    """An entry in the list as APA wants it.

    10.4, 11.5: a report or a public law has one number, hyphen and all; the style takes it for two.
    9.16: "Retrieved" is written with a date or not at all.
    9.14: what goes on is dated "2015-present".
    9.8: two groups are joined by an ampersand without comma; an open list ends in "et al."
    9.8: a name without initials has no period before a comma.
    6.22: a title in italics within another stands upright.
    10.3, example 49: an entry of a reference work gives its day if it has one.

    Args:
        html: An entry as citeproc gives it.
        item: The work as CSL-JSON, if it is at hand.
    """
    html = _NO_DATE_OF_RETRIEVAL.sub("", _ONE_NUMBER.sub("No. ", html))
    html = _OPEN_LIST.sub(", et al.", _GOES_ON.sub(_present, html))
    html = _NO_INITIAL.sub("", _NESTED.sub(_upright, html))
    item = item or {}
    people = next((item[role] for role in ROLES if item.get(role)), [])
    if len(people) == 2 and "literal" in people[0]:
        html = html.replace(", &amp; ", " &amp; ", 1)
    coded = re.fullmatch(r"[^\W\d]\S*\d\S*", item.get("number", ""))
    if item.get("type") == "report" and "genre" in item and coded:
        html = re.sub(
            rf"(?<!No\.) {re.escape(escape(item['number']))}(?=[;,)])",
            r" No.\g<0>",
            html,
            count=1,
        )
    if item.get("type") in _UNNUMBERED and re.search(r"[^\W\d]", item.get("number", "")):
        html = html.replace(f"(No. {item['number']}", f"({item['number']}", 1)
    parts = (item.get("issued", {}).get("date-parts") or [[]])[0]
    if len(parts) == 3 and item.get("type") in _DAY_KINDS:
        year, month, day = (int(part) for part in parts)
        html = html.replace(f"({year})", f"({year}, {MONTHS[month - 1]} {day})", 1)
    return html


def _upright(match: re.Match[str]) -> str:
    before, inner, after = match.groups()
    return (f"<em>{before}</em>" if before else "") + inner + (f"<em>{after}</em>" if after else "")


def _present(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    return f"{match[1]}–present" if after == ")" else match[0]
