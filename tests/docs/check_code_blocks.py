#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the doc pages of the checks to what they say.

  check_code_blocks.py PAGE… -- FLAGS…

Every code block under "## Bad" must make the check of that page speak, and every
block under "## Good" must be silent; FLAGS go to the compiler after the language's
standard. Both kinds must be there. A page that says "(`--strict`) only" has its bad
blocks judged with that option.

A reader tries the blocks with the headers of their own system, which declare less than those of the tests do:
each block compiles with them, too.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile

LANGUAGES = {"c": (".c", "-std=c17"), "cpp": (".cpp", "-std=c++20")}


def blocks(text):
    """(section, line, language, code) of each fenced block."""
    section, fence, code = None, None, []
    for number, line in enumerate(text.splitlines(), 1):
        if fence is None and line.startswith("## "):
            section = line[3:].strip()
        elif fence is None and line.startswith("```"):
            fence, code = (number, line[3:].strip()), []
        elif fence is not None and line.startswith("```"):
            yield section, fence[0], fence[1], "\n".join(code) + "\n"
            fence = None
        elif fence is not None:
            code.append(line)


def findings(code, language, flags, folder, *options):
    suffix, standard = LANGUAGES[language]
    source = pathlib.Path(folder) / ("block" + suffix)
    source.write_text(code)
    (pathlib.Path(folder) / ".clang-tidy").write_text("Checks: '-*,asyncsafe-*'\n")
    result = subprocess.run(
        [os.environ["ASYNCSAFE"], "check", "--level=note", "--format=json", *options, str(source), "--", standard, *flags],
        text=True, capture_output=True)
    try:
        report = json.loads(result.stdout)
    except ValueError:
        return None, result.stdout + result.stderr
    for unit in report["coverage"]["failed"]:
        return None, unit["reason"]
    return report["findings"], ""


def error_on_this_system(code, language):
    """The first error with the system's headers; empty if there is none, or no Python.h for a block that needs it."""
    python = pathlib.Path(sysconfig.get_path("include"))
    if "<Python.h>" in code and not (python / "Python.h").exists():
        return ""
    standard = LANGUAGES[language][1].replace("=c", "=gnu")
    result = subprocess.run(
        [os.environ["CLANG"], "-fsyntax-only", "-w", "-D_GNU_SOURCE", "-x", "c" if language == "c" else "c++", standard, "-isystem", python, "-"],
        input=code, text=True, capture_output=True)
    return next((line for line in result.stderr.splitlines() if "error:" in line), "") if result.returncode else ""


def check(page, flags):
    check_id = "asyncsafe-" + page.stem
    strict = ["--strict"] if "(`--strict`) only" in page.read_text() else []
    complaints, seen = [], set()
    for section, line, language, code in blocks(page.read_text()):
        if section not in ("Bad", "Good"):
            continue
        where = f"{page.name}:{line}"
        if language not in LANGUAGES:
            complaints.append(f"{where}: the block says no language of {', '.join(LANGUAGES)}")
            continue
        seen.add(section)
        with tempfile.TemporaryDirectory() as folder:
            found, error = findings(code, language, flags, folder, *(strict if section == "Bad" else []))
        if found is None:
            complaints.append(f"{where}: does not compile: {error}")
        elif error := error_on_this_system(code, language):
            complaints.append(f"{where}: does not compile with the system's headers: {error}")
        elif section == "Bad" and not any(f["check"] == check_id for f in found):
            complaints.append(f"{where}: {check_id} is silent; others: {[f['message'] for f in found]}")
        elif section == "Good" and found:
            complaints.append(f"{where}: {found[0]['check']} speaks: {found[0]['message']}")
    for section in {"Bad", "Good"} - seen:
        complaints.append(f"{page.name}: no code block under '## {section}'")
    return complaints


def main():
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    pages, flags = [pathlib.Path(p) for p in sys.argv[1:split]], sys.argv[split + 1:]
    complaints = [c for page in pages for c in check(page, flags)]
    for complaint in complaints:
        print(complaint)
    print(f"{len(pages)} pages, {len(complaints)} complaints")
    sys.exit(bool(complaints) or not pages)


if __name__ == "__main__":
    main()
