"""Which judge this is: the same journal gets the same marks from judges of one name alone."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path


@cache
def judge_name() -> str:
    """The judge's name, which changes by itself with the code that gives the marks, so that nobody can forget it."""
    place = Path(__file__).parent
    files = sorted([*place.glob("*.py"), *(place / "criteria").glob("*.py")])
    code = b"\0".join(path.read_bytes().replace(b"\r\n", b"\n") for path in files)
    return f"warroom-judge-{sha256(code).hexdigest()[:12]}"
