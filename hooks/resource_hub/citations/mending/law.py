"""Laws and cases."""

import re

from resource_hub.citations.mending.works import Item, Raw

_CODE = re.compile(
    r"U\. ?S\. ?C\.|C\. ?F\. ?R\.|\b[A-Z][a-z]+\.(?: \w+\.)* (?:Rev\. |Gen\. )?Stat\."
    r"|Code|Ann\.|Laws"
)


def as_law(item: Item, raw: Raw) -> None:
    """11.3 to 11.7: courts, sections of codes, numbers of public laws and of bills."""
    if item.get("type") == "legal_case":
        court = raw.first("court", "institution", "organization", "publisher", "authority")
        if court:
            item["authority"] = court
        return
    if item.get("type") not in ("legislation", "regulation"):
        return
    number = item.get("number", "")
    if re.match(
        r"(?:H\. ?R\.|S\.|H\. ?(?:Con\. |J\. )?Res\.|S\. ?(?:Con\. |J\. )?Res\.) ?\d", number
    ):
        item["type"] = "bill"
        item["authority"] = raw.first(
            "organization", "institution", "howpublished", "publisher", "note"
        )
        return
    if number:
        item["number"] = re.sub(
            r"^(?:Pub(?:lic|\.)? ?L(?:aw|\.)?|P\. ?L\.)\s*(?:No\.)?\s*", "", number
        )
    section = raw["section"]
    if not section and _CODE.search(item.get("container-title", "")) and not _is_order(item):
        section = item.get("page", "")
    if section:
        section = re.sub(r"(?<=\d)\s*--?\s*(?=\d)", "–", section.lstrip("§ "))
        item["section"] = section.replace("et seq.", "<i>et seq.</i>")


def _is_order(item: Item) -> bool:
    return "Exec" in item.get("title", "") and "Order" in item.get("title", "")
