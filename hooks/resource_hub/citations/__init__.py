"""Citations: found in Markdown, resolved by Pandoc's citeproc, listed on the page that cites."""
