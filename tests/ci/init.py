# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The files of `asyncsafe init` are YAML that says what it should.  usage: init.py FOLDER"""

import pathlib
import sys

import yaml

folder = pathlib.Path(sys.argv[1])
clangd = yaml.safe_load((folder / ".clangd").read_text())
assert clangd == {"Diagnostics": {"ClangTidy": {"FastCheckFilter": "Loose"}}}, clangd
tidy = yaml.safe_load((folder / ".clang-tidy").read_text())
assert tidy["Checks"] == "asyncsafe-*" and all(option["key"].startswith("asyncsafe.") for option in tidy["CheckOptions"])
workflow = yaml.safe_load((folder / ".github/workflows/asyncsafe.yml").read_text())
steps = workflow["jobs"]["asyncsafe"]["steps"]
assert workflow["permissions"]["security-events"] == "write"
assert any("asyncsafe check -p build" in step.get("run", "") for step in steps)
assert steps[-1]["with"]["sarif_file"] == "asyncsafe.sarif"
