"""LibreOffice opens what Mitra writes; without it these tests are skipped, unless MITRA_REQUIRE_OFFICE=1."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TOOLS = ("soffice", "pdftoppm", "pdftotext")


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], Path]:
    """Return a function that has LibreOffice make a PDF of a file's bytes; the path of that PDF."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        said = f"no {', '.join(lacking)} here: apt-get install libreoffice-impress libreoffice-calc poppler-utils"
        if os.environ.get("MITRA_REQUIRE_OFFICE"):
            pytest.fail(said)
        pytest.skip(said)
    profile = tmp_path_factory.mktemp("office-profile")

    def run(body: bytes, name: str) -> Path:
        folder = tmp_path_factory.mktemp("office")
        path = folder / name
        path.write_bytes(body)
        subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
        return path.with_suffix(".pdf")

    return run
