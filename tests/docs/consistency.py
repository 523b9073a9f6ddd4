#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds code, pages, tests and README to one list of checks.

  consistency.py ASYNCSAFE SOURCE

What `asyncsafe explain` lists must be what stands in `docs/checks/`, in the README's table, in the options of
`asyncsafe check --checks`, and in at least one test that alarms and one page that `explain` prints word for word.  What
users copy from the pages (names of packages, tags) is of the version that VERSION says.
"""

import pathlib
import re
import subprocess
import sys


def run(*command):
    return subprocess.run(command, text=True, capture_output=True, check=True).stdout


def checks_of_explain(asyncsafe):
    return set(re.findall(r"^  (asyncsafe-[a-z-]+) ", run(asyncsafe, "explain"), re.M))


def checks_of_pages(source):
    return {"asyncsafe-" + page.stem for page in (source / "docs/checks").glob("*.md")}


def checks_of_readme(source):
    return {"asyncsafe-" + name for name in
            re.findall(r"^\| \[([a-z-]+)\]\(docs/checks/\1\.md\) \|", (source / "README.md").read_text(), re.M)}


def checks_of_code(source):
    return {found for file in (source / "checks").glob("*.cpp")
            for found in re.findall(r'CheckInfo \w+ ?=? ?\{\s*"(asyncsafe-[a-z-]+)"', file.read_text())}


def checks_of_tests(source):
    """Those that a test expects a warning of."""
    found = set()
    for file in (source / "tests").rglob("*"):
        if file.suffix in {".c", ".cpp", ".test"}:
            found.update(re.findall(r"CHECK(?:-MESSAGES)?[^\n]*\[(asyncsafe-[a-z-]+)\]", file.read_text(errors="replace")))
    return found


def old_versions(source):
    """What users would copy and not get."""
    version = (source / "VERSION").read_text().strip()
    for page in (source / "README.md", source / "action.yml", *sorted((source / "ci").iterdir()), *sorted((source / "docs").glob("*.md"))):
        for text, said in re.findall(r"((?:asyncsafe_|asyncsafe@v|rev: v)(\d+\.\d+\.\d+))", page.read_text()):
            if said != version:
                yield f"{page.relative_to(source)}: '{text}', and this is {version}"


def main(asyncsafe, source):
    source = pathlib.Path(source)
    listed = checks_of_explain(asyncsafe)
    assert listed, "'asyncsafe explain' lists no check"
    wrong = []
    for where, there in (("docs/checks/", checks_of_pages(source)), ("the README's table", checks_of_readme(source)),
                         ("checks/*.cpp", checks_of_code(source))):
        wrong += [f"{check}: 'explain' lists it, {where} does not" for check in sorted(listed - there)]
        wrong += [f"{check}: {where} has it, 'explain' does not" for check in sorted(there - listed)]
    wrong += [f"{check}: no test expects a warning of it" for check in sorted(listed - checks_of_tests(source))]
    for check in sorted(listed & checks_of_pages(source)):
        page = (source / "docs/checks" / (check.removeprefix("asyncsafe-") + ".md")).read_text()
        if page.strip() not in run(asyncsafe, "explain", check):
            wrong.append(f"{check}: 'explain' prints another text than its page")
        if not page.startswith(f"# {check}\n"):
            wrong.append(f"{check}: its page has another title")
    wrong += old_versions(source)
    for line in wrong:
        print(line)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
