"""Check a certificate with verifiers that we did not write: `python -m tests.badge_verifiers`.

Both proofs of the badge and the seal of its record, by Digital Bazaar's libraries and jose; each must also refuse them
with any byte altered. Needs node and npm; the packages are installed into a temporary folder from the lock file beside
this one. The texts of the contexts come from the package that carries them here, and never from the network.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scoring.certificates.linked import find_contexts
from scoring.certificates.signing import sign_certificate
from tests.certify.conftest import certify
from tests.certify.house import set_up

HERE = Path(__file__).parent
EVERY = 41
"""Every so many bytes one is altered; the step shares no factor with anything."""


def write_certificate(place: Path) -> None:
    """A certificate that was earned, the issuer's published key and the contexts, as files."""
    made = certify(set_up(place / "house"), place / "house", "p-ada")
    contexts, key = find_contexts(None), made.house.examiner.issuer().keys[-1]
    if contexts is None:
        raise SystemExit("the texts of the JSON-LD contexts are not at hand")
    files = {
        "badge.json": made.bundle.badge, "badge-jcs.json": sign_certificate(made.record, made.house.signer, None).badge,
        "badge.jwt": made.bundle.token, "record.json": made.bundle.record,
        "contexts.json": json.dumps(contexts.texts).encode(),
        "key.json": json.dumps({"id": key.id, "jwk": key.jwk}).encode(),
    }  # fmt: skip
    for name, raw in files.items():
        (place / name).write_bytes(raw)


def main() -> int:
    """Issue, install, check; 1 when something was refused or accepted wrongly, 3 when a tool is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.badge_verifiers")
    parser.add_argument("--every", type=int, default=EVERY, help="alter every so many bytes (41); 1 alters each")
    every = parser.parse_args().every
    missing = [tool for tool in ("node", "npm") if shutil.which(tool) is None]
    if missing:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return 3
    with TemporaryDirectory(prefix="warroom-badges-") as folder:
        place = Path(folder)
        for name in ("package.json", "package-lock.json", "check.mjs"):
            shutil.copy(HERE / name, place)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=place, check=True)
        write_certificate(place)
        return subprocess.run(["node", "check.mjs", folder, str(every)], cwd=place, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
