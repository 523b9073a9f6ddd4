#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Takes out one mend at a time, and sees that the test that stands for it fails.

    tests/proofs/mutate.py TABLE.tsv [--only WORD]...   in this tree, which it edits and puts back: use a clone to go on working
    tests/proofs/mutate.py --check TABLE.tsv...         only that each text is still in the source and each test is there

A row of the table: what ninja builds (may be empty), the test, a file, what stands in it, and what stands there instead. Where
one mend has several lines, the last three come again: all are taken out together. `¶` is the end of a line. A test is a file
below tests/, which lit runs, or the name of a unit test. The build folder is build/, or what ASYNCSAFE_BUILD says.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("ASYNCSAFE_BUILD", ROOT / "build"))
LIT = os.environ.get("LIT", "lit-22")


class Row:
    def __init__(self, text):
        self.targets, self.test, *edits = (field.replace("¶", "\n") for field in text.split("\t"))
        edits += [""] * (-len(edits) % 3)  # nothing instead
        self.edits = [tuple(edits[i : i + 3]) for i in range(0, len(edits), 3)]

    def __str__(self):
        return " and ".join(" ".join(line.split())[:100] for _, line, _ in self.edits)

    def problems(self):
        if not self.edits:
            yield f"{self.test}: the row takes nothing out"
        if "/" in self.test and not (ROOT / "tests" / self.test).is_file():
            yield f"{self.test}: there is no such test"
        for file, line, _ in self.edits:
            if (ROOT / file).read_text().count(line) != 1:
                yield f"{self.test}: {file} does not have once: {line}"


def rows(table):
    for text in pathlib.Path(table).read_text().splitlines():
        if text and not text.startswith("#"):
            yield Row(text)


def run(*command):
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")


def build(targets):
    made = run("ninja", "-C", str(BUILD), *targets.split()) if targets else None
    if made and made.returncode != 0:
        raise RuntimeError(f"{targets} does not build:\n{made.stdout[-3000:]}")


def failure(test):
    """Where the test fails, or nothing."""
    if "/" in test:
        said = run(LIT, "-v", "--no-progress-bar", "--filter", f"{re.escape(test)}$", str(BUILD / "tests")).stdout
        if re.search(r"^\s*Failed\s*:", said, re.M):
            return "at line " + (re.findall(r"RUN: at line (\d+)", said) or ["?"])[-1]
        found = re.search(r"^\s*Passed\s*:\s*1\b", said, re.M)
    else:
        said = run("ctest", "--test-dir", str(BUILD), "--timeout", "120", "-R", f"^{re.escape(test)}$").stdout
        if "tests failed" in said and "0 tests failed" not in said:
            return "as a unit"
        found = "100% tests passed" in said
    if not found:
        raise RuntimeError(f"{test} was not run:\n{said[-2000:]}")
    return None


def fails_without(row):
    before = {file: (ROOT / file).read_text() for file, _, _ in row.edits}
    try:
        for file, line, instead in row.edits:
            (ROOT / file).write_text((ROOT / file).read_text().replace(line, instead))
        build(row.targets)
        return failure(row.test)
    finally:
        for file, text in before.items():
            (ROOT / file).write_text(text)


def prove(chosen):
    build(" ".join(sorted({target for row in chosen for target in row.targets.split()})))
    unproved = [f"{test}: fails as it is, {where}" for test in sorted({row.test for row in chosen}) if (where := failure(test))]
    for row in [] if unproved else chosen:
        try:
            where = fails_without(row)
        except RuntimeError as error:
            where = None
            print(error)
        print(f"{row.test} {f'fails {where} without' if where else 'HOLDS WITHOUT'}: {row}", flush=True)
        unproved += [] if where else [f"{row.test}: {row}"]
    build(" ".join(sorted({target for row in chosen for target in row.targets.split()})))
    return unproved


def main(arguments):
    checked = arguments[:1] == ["--check"]
    words = [arguments[i + 1] for i, one in enumerate(arguments[:-1]) if one == "--only"]
    tables = [one for i, one in enumerate(arguments) if not one.startswith("--") and arguments[i - 1] != "--only"]
    chosen = [row for table in tables for row in rows(table)]
    problems = [problem for row in chosen for problem in row.problems()]
    if not chosen or problems or checked:
        print("\n".join(problems) or ("each line is there" if chosen else __doc__))
        return 1 if problems or not chosen else 0
    chosen = [row for row in chosen if not words or any(word in f"{row.test} {row.edits}" for word in words)]
    unproved = prove(chosen)
    print("\n".join(f"not proved: {one}" for one in unproved) or f"each of {len(chosen)} mends: its test fails without it")
    return 1 if unproved else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
