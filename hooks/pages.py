"""MkDocs adapter: pages of records, references and page data. See resource_hub.assembly."""

import json
from html import escape

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

from resource_hub.filing import name_of
from resource_hub.pages import from_root


@event_priority(0)
def on_files(files, *, config):
    build = config.extra["build"]
    build.make_pages(build.entries())
    for file in list(files):  # of the theme only its icons are used, inlined: hooks/README.md
        if file.src_uri.startswith("assets/") and not _is_ours(file, config):
            files.remove(file)
    for page in build.pages.values():
        name = name_of(page.url)
        front = f"---\ntitle: {json.dumps(page.title)}\n---\n"
        files.append(
            File.generated(config, name, content=front, inclusion=InclusionLevel.NOT_IN_NAV)
        )
    for file in files.documentation_pages():
        build.addresses.setdefault(file.src_uri, from_root(file.url))
    return files


def on_page_content(html, *, page, config, files):
    build = config.extra["build"]
    url = from_root(page.url)
    if page.file.generated_by:
        return build.body_of(build.pages[url])
    return build.written(f"content/{page.file.src_uri}", url, html)


def on_page_context(context, *, page, config, nav):
    build = config.extra["build"]
    url = from_root(page.url)
    made = build.pages.get(url)
    settings = config.extra["hub"]
    hub = {
        "nav": [{**entry, "current": _leads_to(entry["url"], url)} for entry in settings["nav"]],
        "footer": settings["footer"],
    }
    if made:
        edit = settings.get("edit_url", "")
        hub |= {
            "kind": made.kind,
            "kind_label": made.kind_label,
            "icon": made.icon,
            "lead": escape(made.lead),
            "description": made.description,
            "crumbs": [{"title": crumb.title, "url": crumb.url} for crumb in made.crumbs],
            "scripts": made.scripts,
            "edit_url": edit.format(path=made.origin.path) if edit else "",
        }
    context["hub"] = hub
    return context


def _is_ours(file, config) -> bool:
    return file.src_dir == config.docs_dir


def _leads_to(entry: str, url: str) -> bool:
    return url.startswith(entry) if entry else not url
