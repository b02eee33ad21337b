"""What a result was measured with: commit, versions, machine."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def provenance(*packages: str) -> dict[str, object]:
    """Name the commit (with a mark where files differ from it), the versions of packages, and the machine."""
    return {
        "commit": _git("rev-parse", "--short=12", "HEAD") + ("+" if _git("status", "--porcelain", "src") else ""),
        "python": platform.python_version(),
        "versions": {package: _version(package) for package in packages},
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    }


def _git(*arguments: str) -> str:
    """What git says, or nothing outside a checkout."""
    command = ["git", *arguments]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parent)  # noqa: S603 - ours
    return ran.stdout.strip()


def _version(package: str) -> str | None:
    """The installed version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
