"""Names of files: no two of them may want the same one."""

from collections.abc import Collection, Iterable, Iterator

from resource_hub.problems import Location, Problem, error, quoted
from resource_hub.toolkits.reading import Toolkit

MADE = (".docx", ".csv")  # endings of the files that are made of a template


def check_files(
    toolkits: Iterable[Toolkit], checklists: Collection[str], names: Iterable[str]
) -> Iterator[Problem]:
    """D007 for each file that would take the place of another one.

    Args:
        toolkits: The templates.
        checklists: Ids of the checklists that stand in a kit; their files are named by them.
        names: All files below content/, as ``content/toolkits/agenda.md``.
    """
    toolkits = list(toolkits)
    for toolkit in toolkits:
        if toolkit.id in checklists:
            yield error(
                Location(toolkit.where.path),
                "D007",
                f"the files of the template {quoted(toolkit.id)} would be named like those of "
                f"the checklist {quoted(toolkit.id)}",
                "give this file another name; both stand in a toolkit that readers download",
            )
    made = {f"content/{one.url}{one.id}{ending}" for one in toolkits for ending in MADE}
    for name in names:
        if name in made:
            yield error(
                Location(name),
                "D007",
                f"the hub makes the file {quoted(name.removeprefix('content/'))} itself",
                "give this file another name, or delete it",
            )
