# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Pictures of the HTML report for the documentation site: made when it is built (a hook of mkdocs), so that they are never old.

ASYNCSAFE names the program; build/bin/asyncsafe is taken without it.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "report"))
from chromium import Browser, find  # noqa: E402

PICTURES = {"report-wide.png": (1100, False), "report-phone.png": (390, True)}
folder = None


def render(asyncsafe):
    """The report that the golden tests draw."""
    inputs = ROOT / "tests" / "report" / "Inputs"
    project = folder / "project"
    shutil.copytree(inputs / "src", project)
    (project / "report.json").write_text((inputs / "report.json").read_text().replace("@DIR@", str(project)))
    subprocess.run([asyncsafe, "merge", "--root=.", "report.json", "--format=html:report.html"], cwd=project, capture_output=True)
    return project / "report.html"


def on_files(files, config, **_):
    global folder
    asyncsafe = pathlib.Path(os.environ.get("ASYNCSAFE", ROOT / "build" / "bin" / "asyncsafe"))
    if not asyncsafe.exists() or not find():
        raise Abort("the site has pictures of a report: they need Chromium, and asyncsafe, which './dev docs' builds")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="asyncsafe-docs."))
    page = render(asyncsafe)
    (folder / "images").mkdir()
    with Browser() as browser:
        for name, (width, dark) in PICTURES.items():
            browser.open(page, width, 900, dark)
            browser.screenshot(folder / "images" / name)
            files.append(File(f"images/{name}", str(folder), config["site_dir"], False))
    return files


def on_post_build(**_):
    shutil.rmtree(folder, ignore_errors=True)
