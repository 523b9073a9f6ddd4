"""Checks in the program = pages in docs/checks, and `explain` prints them."""
import os
import pathlib
import re
import subprocess
import sys

def explain(*arguments):
    return subprocess.run([os.environ["ASYNCSAFE"], "explain", *arguments], text=True, capture_output=True, check=True).stdout

checks = set(re.findall(r"^  asyncsafe-(\S+)", explain(), re.M))
pages = {page.stem: page.read_text() for page in pathlib.Path(sys.argv[1], "docs", "checks").glob("*.md")}
assert checks == set(pages), f"checks {sorted(checks)} but pages {sorted(pages)}"
for name, text in pages.items():
    assert explain(name).startswith(text), f"explain {name} is not docs/checks/{name}.md"
