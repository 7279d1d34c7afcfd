"""Signs that no title or name may hold: marks of LaTeX that Pandoc leaves as they are."""

import re
from typing import Any
from unicodedata import combining, normalize

_GREEK = dict(
    zip(
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "pi",
            "rho",
            "sigma",
            "tau",
            "upsilon",
            "phi",
            "chi",
            "psi",
            "omega",
            "Gamma",
            "Delta",
            "Theta",
            "Lambda",
            "Xi",
            "Pi",
            "Sigma",
            "Phi",
            "Psi",
            "Omega",
            "times",
            "pm",
            "leq",
            "geq",
            "neq",
            "approx",
            "cdot",
            "rightarrow",
            "infty",
        ],
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ×±≤≥≠≈·→∞",
        strict=True,
    )
)
_MATHS = re.compile(r"\$([^$\s](?:[^$]*[^$\s])?)\$")


def _text(text: str) -> str:
    """Dotless letters under accents, fixed spaces, and mathematics that needs no program."""
    text = text.replace("ı\u0301", "í").replace("\u00a0", " ")
    if any(map(combining, text)):
        text = normalize("NFC", text)
    return _MATHS.sub(lambda match: _maths(match[1]), text)


def _maths(formula: str) -> str:
    shown = re.sub(r"\\([A-Za-z]+) ?", lambda m: _GREEK.get(m[1], m[0]), formula)
    shown = re.sub(r"\^(?:\{([^{}]*)\}|(\w))", lambda m: f"<sup>{m[1] or m[2]}</sup>", shown)
    shown = re.sub(r"_(?:\{([^{}]*)\}|(\w))", lambda m: f"<sub>{m[1] or m[2]}</sub>", shown)
    return f"${formula}$" if "\\" in shown else shown.replace("<sup>∘</sup>", "°")


def without_marks(value: Any) -> Any:
    """A copy of a value with each of its texts mended."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [without_marks(part) for part in value]
    if isinstance(value, dict):
        return {key: without_marks(part) for key, part in value.items()}
    return value
