# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What consumers of the formats for CI ask of them.  usage: other-formats.py FOLDER"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

folder = pathlib.Path(sys.argv[1])

# JUnit: well-formed, and the counts are those of the elements.
root = tree.parse(folder / "out.xml").getroot()
cases = list(root.iter("testcase"))
assert int(root.get("tests")) == len(cases)
assert int(root.get("failures")) == len(list(root.iter("failure"))) == 3
assert int(root.get("errors")) == len(list(root.iter("error"))) == 1
for suite in root:
    assert int(suite.get("tests")) == len(suite.findall("testcase"))

# GitLab: the fields that the merge request widget needs, fingerprints unique.
quality = json.loads((folder / "out.gitlab.json").read_text())
for issue in quality:
    assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}, issue
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert not issue["location"]["path"].startswith(("/", "./"))
    assert issue["location"]["lines"]["begin"] >= 1
assert len({issue["fingerprint"] for issue in quality}) == len(quality) == 3

# GitHub: a command a line, nothing in it that would end it early.
lines = (folder / "out.github").read_text().splitlines()
for line in lines:
    command = re.fullmatch(r"::(warning|notice|error) ([^:]*)::(.*)", line)
    assert command, line
    for field in command[2].split(","):
        assert re.fullmatch(r"(file|line|endLine|col|endColumn|title)=[^=,:]+", field), field
assert "100%25 sure: really" in lines[0] and "%0A" in lines[0]

# HTML: one file that loads nothing and runs nothing.
page = (folder / "out.html").read_text()
assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|\son\w+=|src=", page), "the page is not self-contained"
