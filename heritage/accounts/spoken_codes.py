"""Codes that are read aloud on the phone, written on paper, and typed by somebody else."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
"""27 characters without look-alikes: no 0 and O, no 1, I and L, no B, S, U, Z."""


def mint(length: int) -> str:
    """A random code of `length` characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def typed(text: str) -> str:
    """The code a person meant who typed it with blanks, hyphens or small letters."""
    return "".join(text.split()).replace("-", "").upper()


def spaced(code: str) -> str:
    """The code as it is read aloud and written down: in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
