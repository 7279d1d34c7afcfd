"""Words to stems: the only module that knows Whoosh, and it knows only its analysis.

Whoosh 2.7.4 is imported when the first text is analysed: readers of an index,
and every command that does not search, do without it.
"""

import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

from resource_hub.search.tokens import fold, plain, tokens

# As in tokens.py, but accents stay on their letters: a stemmer tells é from e. The marks are
# those of the scripts that Snowball knows (Latin, Cyrillic, Arabic).
_LETTER = "(?:[^\\W_]|[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u06d6-\u06ed])"
_MARKED_WORD = f"{_LETTER}+(?:['’ʼ]+{_LETTER}+)*"
_INVISIBLE = {0xAD: None, 0x200C: None, 0x200D: None, 0x2060: None}

# French and Italian glue an article to its noun: "l'école" must be found by "école".
_ELISION = {
    "fr": re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ]+(?=.{2})"),
    "it": re.compile(r"(?:[cdlmnstv]|un|all|dall|dell|nell|sull|coll|quest|quell)['’ʼ]+(?=.{2})"),
}


@dataclass(frozen=True, slots=True)
class Analyzer:
    """The analysis of one language.

    Args:
        language: Its two-letter code.
        stop: Folded words too common to search by.
        aliases: Words that texts hold only glued to another, with their stems; filled while
            texts are analysed.
    """

    language: str
    stop: frozenset[str]
    aliases: dict[str, str] = field(default_factory=dict)
    _forms: Callable[[str], list[str]] = list
    _stem: Callable[[str], str] = str
    _known: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> list[tuple[str, str]]:
        """Each token of a text with its stem, which is empty for a stop word."""
        words = tokens(text)
        forms = words if text.isascii() and self.language not in _ELISION else self._forms(text)
        # Scripts whose marks are not listed above are cut otherwise: then stem the tokens.
        if [plain(fold(form)) for form in forms] != words:
            forms = words
        return [
            (word, "" if word in self.stop else self._stem_of(form, word))
            for word, form in zip(words, forms, strict=True)
        ]

    def stem_of(self, word: str) -> str:
        """The folded stem of one word."""
        return fold(self._stem(word)) or word

    def _stem_of(self, form: str, word: str) -> str:
        if form not in self._known:
            noun = self._noun(form)
            self._known[form] = fold(self._stem(plain(noun))) or word
            if noun != form:
                self.aliases.setdefault(plain(fold(noun)), self._known[form])
        return self._known[form]

    def _noun(self, form: str) -> str:
        glued = _ELISION.get(self.language)
        match = glued.match(form) if glued else None
        return form[match.end() :] if match else form


def language_of(lang: str) -> str:
    """The language of a code with a region: "en" of "en-US"."""
    return re.split("[-_]", lang.lower(), maxsplit=1)[0]


def analyzer_for(lang: str) -> Analyzer:
    """The analyzer of a language code such as "de" or "en-US".

    Languages without a Snowball stemmer keep their words as written, and
    those without a list of stop words keep them all.
    """
    with warnings.catch_warnings():
        # Its strings have escapes that newer Pythons warn of when they compile it.
        warnings.simplefilter("ignore")
        from whoosh.analysis import RegexTokenizer
        from whoosh.lang import has_stemmer, stemmer_for_language
        from whoosh.lang.stopwords import stoplists

    language = language_of(lang)
    tokenizer = RegexTokenizer(expression=re.compile(_MARKED_WORD))

    def forms(text: str) -> list[str]:
        composed = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).lower()
        return [token.text for token in tokenizer(composed)]

    return Analyzer(
        language=language,
        stop=frozenset(word for stop in stoplists.get(language, ()) for word in tokens(stop)),
        _forms=forms,
        _stem=stemmer_for_language(language) if has_stemmer(language) else str,
    )
