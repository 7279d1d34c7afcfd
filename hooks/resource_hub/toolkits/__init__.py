"""Toolkits: what a team fills in, as pages, as files to take away, and as a kit for each level."""

from resource_hub.toolkits.files import TakeAway, files_of_kits, files_of_sheets
from resource_hub.toolkits.names import check_files
from resource_hub.toolkits.pages import Kit, Member, kits_of, toolkit_page, toolkits_page
from resource_hub.toolkits.reading import LEVELS, Toolkit, read_toolkits
from resource_hub.toolkits.sheets import Sheet, for_paper
from resource_hub.toolkits.word import SCRIPT, STYLES

__all__ = [
    "LEVELS",
    "SCRIPT",
    "STYLES",
    "Kit",
    "Member",
    "Sheet",
    "TakeAway",
    "Toolkit",
    "check_files",
    "files_of_kits",
    "files_of_sheets",
    "for_paper",
    "kits_of",
    "read_toolkits",
    "toolkit_page",
    "toolkits_page",
]
