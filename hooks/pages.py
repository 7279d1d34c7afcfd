"""MkDocs adapter: pages of records, references and page data. See resource_hub.assembly."""

import json
from html import escape

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

from resource_hub.filing import name_of
from resource_hub.pages import edit_address, from_root, report_address


@event_priority(0)
def on_files(files, *, config):
    build = config.extra["build"]
    build.make_pages(build.entries())
    _leave_out_dead_ends(config.extra["hub"], build)
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
        hub |= {
            "kind": made.kind,
            "kind_label": made.kind_label,
            "icon": made.icon,
            "lead": escape(made.lead),
            "description": made.description,
            "crumbs": [{"title": crumb.title, "url": crumb.url} for crumb in made.crumbs],
            "scripts": made.scripts,
            "feeds": build.feeds(),
            "actions": build.actions(made),
            "moved_to": made.moved_to,
            "canonical": made.canonical,
            "edit_url": edit_address(settings.get("edit_url", ""), made.origin),
            "report_url": report_address(
                settings.get("report_url", ""), made.title, (config.site_url or "") + url
            ),
        }
    context["hub"] = hub
    return context


def _leave_out_dead_ends(settings, build):
    """Menus name only what the hub has; the 404 page takes them from the settings too."""
    settings["nav"] = build.shown_links(settings["nav"])
    groups = [{**g, "links": build.shown_links(g["links"])} for g in settings["footer"]]
    settings["footer"] = [group for group in groups if group["links"]]


def _is_ours(file, config) -> bool:
    return file.src_dir == config.docs_dir


def _leads_to(entry: str, url: str) -> bool:
    return url.startswith(entry) if entry else not url
