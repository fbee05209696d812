"""Which judge this is: only judges of the same name give a journal the same marks."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from simulator import reading


@cache
def judge_name() -> str:
    """The judge's name, which changes by itself with the code that gives the marks, so that nobody can forget it.

    The judge lets the reader look at some texts anew, so the reader's code is a part of it.
    """
    place = Path(__file__).parent
    places = (place, place / "criteria", Path(reading.__file__).parent)
    code = b"\0".join(path.read_bytes().replace(b"\r\n", b"\n") for one in places for path in sorted(one.glob("*.py")))
    return f"warroom-judge-{sha256(code).hexdigest()[:12]}"
