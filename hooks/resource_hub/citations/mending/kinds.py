"""What kind of work it is, and what that kind shows of itself."""

import re

from resource_hub.citations.mending.signs import without_marks
from resource_hub.citations.mending.sources import publishers
from resource_hub.citations.mending.works import SERIALS, Item, Raw, first_capital, set_or_drop


def kind_of(item: Item, raw: Raw) -> None:
    """``@misc`` has an empty type, for which the style has no rule; a page on the web has one.
    Standards are no laws; the reader leaves braces in what kind of work it is."""
    if "genre" in item:
        item["genre"] = re.sub("[{}]", "", item["genre"])
    if raw.kind == "standard":
        item["type"] = "standard"
    if not item.get("type"):
        item["type"] = "webpage" if "URL" in item else "document"


def from_note(item: Item, raw: Raw) -> None:
    """9.21, 10.7, 10.8: what a note says of the state of a manuscript or of what is reviewed."""
    words = item.get("note") or raw["howpublished"]
    if re.match(r"Submitted for publication", words, re.IGNORECASE):
        words = "Manuscript submitted for publication"
    if re.match(r"(Unpublished|Manuscript) ", words, re.IGNORECASE):
        item["genre"] = first_capital(words)
        if "publisher" in item:
            parts = [part for part in item["publisher"].split("; ") if part != words]
            set_or_drop(item, "publisher", "; ".join(parts))
    elif re.match(r"Review of ", words):
        item["genre"] = words
    elif item.get("type") == "manuscript" and not item.keys() & {"genre", "URL", "DOI"}:
        short = len(words.split()) <= 4 and re.fullmatch(r"[^\d.,:;]+", words)
        item["genre"] = first_capital(words) if short else "Unpublished manuscript"
    elif re.match(r"Personal communication", words, re.IGNORECASE):
        item["type"] = "personal_communication"
    if re.match(r"Advance online publication", words, re.IGNORECASE) and "volume" not in item:
        item["status"] = "advance online publication"


def review(item: Item, raw: Raw) -> None:
    """10.7: a review is an article that says what it reviews."""
    if item.get("type") in ("review", "review-book") and "Review of" in item.get("genre", ""):
        subtype = raw["entrysubtype"]
        item["type"] = f"article-{subtype}" if subtype in ("newspaper", "magazine") else SERIALS[0]


def newspaper(item: Item, raw: Raw) -> None:
    """10.1, examples 15 and 16: magazines and newspapers give their day; a day without a volume
    is a newspaper's."""
    parts = (item.get("issued", {}).get("date-parts") or [[]])[0]
    if item.get("type") == SERIALS[0] and len(parts) == 3 and not item.keys() & {"volume", "issue"}:
        item["type"] = "article-newspaper"


def special_issue(item: Item, raw: Raw) -> None:
    """10.1, example 12: an issue with a title is a special issue."""
    if raw.kind == "periodical" and raw["issuetitle"]:
        item.setdefault("genre", "Special issue")


_ARCHIVES = re.compile(r"(?:arXiv|\w+Rxiv|\w*ArXiv|SSRN|OSF Preprints|Preprints?)\b", re.IGNORECASE)


def preprint(item: Item, raw: Raw) -> None:
    """10.8, example 73: an archive of manuscripts is no journal."""
    name = raw.first("journal", "journaltitle")
    if item.get("type") == SERIALS[0] and _ARCHIVES.match(name) and "volume" not in item:
        item["type"] = "article"
        item["publisher"] = re.split(r" preprint|:", name)[0]
        del item["container-title"]
    elif raw["eprinttype"].lower() == "arxiv" and "container-title" not in item:
        item.setdefault("publisher", "arXiv")


def film(item: Item, raw: Raw) -> None:
    """10.12: a film by its director, a video by who showed it."""
    if raw.kind == "movie":
        item.setdefault("genre", "Film")
        if "director" not in item and "author" in item:
            item["director"] = item.pop("author")
    elif raw.kind == "video":
        item.setdefault("genre", "Video")


def episode(item: Item, raw: Raw) -> None:
    """10.13, example 94: an episode is in a podcast; the reader drops the whole."""
    whole = raw.first("booktitle", "maintitle")
    if item.get("type") in ("song", "motion_picture") and whole and "container-title" not in item:
        item["type"] = "broadcast"
        item["container-title"] = without_marks(whole)
        if "genre" in item:
            item["medium"] = item.pop("genre")


def data_set(item: Item, raw: Raw) -> None:
    """10.9: the word is "data set"; what has a number of its own keeps it apart from its kind."""
    if item.get("type") == "dataset" and item.get("genre", "Dataset").lower() == "dataset":
        item["genre"] = "Data set"
    if "version" in item:
        item["version"] = re.sub(r"^version\s+", "", item["version"], flags=re.IGNORECASE)
    numbered = item.get("type") in ("dataset", "software", "document", "webpage")
    if numbered and "number" in item and "genre" in item:
        item["medium"] = item.pop("genre")


def report(item: Item, raw: Raw) -> None:
    """10.4, example 52: a number stands with the kind or the series that it counts."""
    if item.get("type") != "report":
        return
    numbered = re.fullmatch(r"(.*\S),? No\.? ?(\S+)", item.get("genre", ""))
    if numbered and "number" not in item:
        item["genre"], item["number"] = numbered[1], numbered[2]
    elif "number" in item and "genre" not in item and "collection-title" in item:
        item["genre"] = item.pop("collection-title")


def thesis(item: Item, raw: Raw) -> None:
    """10.6: a dissertation is a doctoral, a thesis a master's; the university stands with the kind
    if the work is published, else with "unpublished"."""
    if item.get("type") != "thesis":
        return
    kinds = {"phd thesis": "Doctoral dissertation", "phdthesis": "Doctoral dissertation",
             "phd dissertation": "Doctoral dissertation", "master’s thesis": "Master’s thesis",
             "mathesis": "Master’s thesis", "": "Doctoral dissertation"}  # fmt: skip
    genre = item.get("genre", "Thesis")
    genre = kinds.get(genre.lower(), genre)
    university, others = raw.first("school", "institution"), publishers(item, raw)
    database = [name for field, name in others if field not in ("school", "institution")]
    if university and others:
        item["publisher"] = next(n for field, n in others if field in ("school", "institution"))
    if university and database:
        item["archive"] = "; ".join(database)
    if not item.keys() & {"URL", "DOI", "archive"} and "npublished" not in genre:
        genre = f"Unpublished {genre[:1].lower()}{genre[1:]}"
    item["genre"] = genre


def patent(item: Item, raw: Raw) -> None:
    """11.8: a patent names its office; its label has capitals."""
    if item.get("type") == "patent":
        item["genre"] = re.sub(r"\bpatent\b", "Patent", item.get("genre", "Patent"))
        if "publisher" not in item and "Patent" in raw["holder"]:
            item["publisher"] = raw["holder"]
