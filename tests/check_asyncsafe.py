#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what asyncsafe says about a source file with what the file expects.

  // RUN: %check_asyncsafe %s %t -- -std=c++20

Runs the program and the clang-tidy plugin over a copy of the file. Both must say the
same, and it must be what the comments say:

  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: … [asyncsafe-acquire-before-try]
  // CHECK-NOTES: …      the same with every note; where a file has these, no note may be unexpected
  // CHECK-FIXES: …      the source after the fix-its

A finding that no comment expects fails the test; a file without comments must be silent.
The fixed source must compile and offer no fix any more.

  -checks=GLOB,…          only these checks
  -option=KEY=VALUE       sets asyncsafe.KEY in .clang-tidy; may be repeated
  -check-suffixes=A,B     reads CHECK-MESSAGES-A and -B instead; an empty suffix is CHECK-MESSAGES.
                          With one RUN line each, several option sets share a file.
  -allow-remaining-fixes  the fixed source may offer fixes
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

KINDS = ("MESSAGES", "NOTES", "FIXES")
DIAGNOSTIC = re.compile(r"(/[^:]*):(\d+):(\d+): (warning|note|error): (.*?)(?: \[([a-z0-9.,-]+)\])?$")


def die(message, *details):
    print(f"check_asyncsafe: {message}", *details, sep="\n")
    sys.exit(1)


def run(command, **options):
    return subprocess.run(command, text=True, capture_output=True, **options)


def parse_arguments():
    own, flags = sys.argv[1:], []
    if "--" in own:
        split = own.index("--")
        own, flags = own[:split], own[split + 1 :]
    parser = argparse.ArgumentParser(usage=__doc__, allow_abbrev=False)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("temp", type=pathlib.Path)
    parser.add_argument("-checks", default="asyncsafe-*")
    parser.add_argument("-option", action="append", default=[])
    parser.add_argument("-check-suffixes", default="")
    parser.add_argument("-allow-remaining-fixes", action="store_true")
    arguments = parser.parse_args(own)
    arguments.flags = flags
    return arguments


class Case:
    """A copy of the source, configured by a .clang-tidy that both vehicles read."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.folder = arguments.temp.with_name(arguments.temp.name + ".dir").absolute()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.text = arguments.source.read_text()
        # The expectations go, so that nothing can match them; the lines stay.
        self.clean = re.sub(r"// *CHECK-[A-Z0-9\-]*:[^\r\n]*", "//", self.text)
        self.clean = re.sub(r"// *RUN:[^\r\n]*", "//", self.clean)
        self.file = self.folder / arguments.source.name
        self.file.write_text(self.clean)
        # What is a note by default is tested like the rest.
        options = {"Level": "note"}
        options.update(option.split("=", 1) for option in arguments.option)
        config = {
            "Checks": "-*," + arguments.checks,
            "CheckOptions": {f"asyncsafe.{key}": value for key, value in options.items()},
        }
        (self.folder / ".clang-tidy").write_text(json.dumps(config))

    def prefixes(self, kind):
        """The prefixes of this kind that the source has."""
        wanted = [f"CHECK-{kind}" + (f"-{suffix}" if suffix else "") for suffix in self.suffixes()]
        return [prefix for prefix in wanted if re.search(rf"// *{prefix}(-[A-Z]+)*:", self.text)]

    def suffixes(self):
        return self.arguments.check_suffixes.split(",")

    # -- what the vehicles say: [(file, line, column, level, message, check), …] with the
    #    notes after their finding

    def program(self):
        command = [os.environ["ASYNCSAFE"], "check", "--format=json", str(self.file), "--", *self.arguments.flags]
        result = run(command)
        try:
            report = json.loads(result.stdout)
        except ValueError:
            die("the program wrote no JSON", " ".join(command), result.stdout, result.stderr)
        for unit in report["coverage"]["failed"]:
            die("the source was not analysed: " + unit["reason"])
        if "remark" in result.stderr or "warning:" in result.stderr:
            die("the program complained", result.stderr)
        said = []
        for finding in report["findings"]:
            said.append(self.line(finding, "warning", finding["message"], finding["check"]))
            said += [self.line(note, "note", note["message"], "") for note in finding["notes"]]
            said += [self.line(finding, "note", finding[key], "") for key in ("consequence", "help") if finding[key]]
        return said, report

    @staticmethod
    def line(place, level, message, check):
        return (os.path.realpath(place["file"]), place["line"], place["column"], level, message, check)

    def plugin(self):
        fixed = self.folder / "fixed"
        fixed.mkdir(exist_ok=True)
        copy = fixed / self.file.name
        copy.write_text(self.clean)
        base = [os.environ["CLANG_TIDY"], "--quiet", "--load=" + os.environ["ASYNCSAFE_PLUGIN"], "--checks=-clang-*"]
        result = run([*base, "--fix", str(copy), "--", *self.arguments.flags])
        said = []
        for text in result.stdout.splitlines():
            match = DIAGNOSTIC.match(text)
            if not match:
                continue
            file, line, column, level, message, check = match.groups()
            if level == "error":
                die("clang-tidy could not analyse the source: " + text, result.stderr)
            if message.startswith("FIX-IT applied"):
                continue
            file = str(self.file) if os.path.realpath(file) == os.path.realpath(copy) else file
            said.append((os.path.realpath(file), int(line), int(column), level, message, check or ""))
        if "[clang-tidy-config]" in result.stdout:
            die("clang-tidy complained", result.stdout, result.stderr)
        return said, copy.read_text()

    # -- comparing

    def filecheck(self, kind, text, *options):
        prefixes = self.prefixes(kind)
        checked = self.folder / f"{kind.lower()}.txt"
        checked.write_text(text)
        result = run(
            [os.environ["FILECHECK"], str(self.arguments.source), f"--input-file={checked}",
             "--check-prefixes=" + ",".join(prefixes), "--allow-unused-prefixes", *options]
        )
        if result.returncode:
            die(f"CHECK-{kind} does not hold", result.stderr, "-- what was said:", text)

    def show(self, said):
        return "".join(
            f"{file}:{line}:{column}: {level}: {message}" + (f" [{check}]" if check else "") + "\n"
            for file, line, column, level, message, check in said
        )


def by_place(item):
    file, line, column, level, message, check = item
    return file, line, column, check, message


def grouped(said):
    """Findings with their notes, in an order that does not depend on the vehicle."""
    groups = []
    for item in said:
        if item[3] == "note" and groups:
            groups[-1].append(item)
        else:
            groups.append([item])
    return sorted(groups)


def apply_fixes(source, report, file):
    edits = {(fix["offset"], fix["length"], fix["text"])
             for finding in report["findings"] for fix in finding["fixes"]
             if os.path.realpath(fix["file"]) == os.path.realpath(file)}
    data = source.encode()
    for offset, length, text in sorted(edits, reverse=True):
        data = data[:offset] + text.encode() + data[offset + length :]
    return data.decode()


def main():
    arguments = parse_arguments()
    case = Case(arguments)
    said, report = case.program()
    plugin_said, fixed = case.plugin()

    if grouped(said) != grouped(plugin_said):
        die("the program and the plugin disagree", "-- program:", case.show(said), "-- plugin:", case.show(plugin_said))

    # The report has the worst first; the comments stand in the order of the source. What a finding
    # leads to is tested where levels are (checks/levels*): other tests need not repeat it.
    consequences = {(finding["check"], finding["consequence"]) for finding in report["findings"]}
    in_order = [item for group in sorted(grouped(said), key=lambda group: by_place(group[0])) for item in group
                if item[3] != "note" or not any(item[4] == text for check, text in consequences)]
    text = case.show(in_order)
    messages, notes, fixes = (bool(case.prefixes(kind)) for kind in KINDS)
    if messages:
        case.filecheck("MESSAGES", text, "--implicit-check-not={{warning|error}}:")
    if notes:
        case.filecheck("NOTES", text, "--implicit-check-not={{note|warning|error}}:")
    if not messages and not notes and said:
        die("nothing is expected, but this was said:", text)

    if fixes:
        (case.folder / "fixed.txt").write_text(fixed)
        case.filecheck("FIXES", fixed, "--strict-whitespace")
    elif fixed != case.clean:
        die("fix-its are offered that no CHECK-FIXES expects; the source became:", fixed)
    if apply_fixes(case.clean, report, case.file) != fixed:
        die("the program's fixes make another source than the plugin's", "-- program:",
            apply_fixes(case.clean, report, case.file), "-- plugin:", fixed)
    if fixed != case.clean:
        case.file.write_text(fixed)
        _, after = case.program()
        if not arguments.allow_remaining_fixes and any(finding["fixes"] for finding in after["findings"]):
            die("the fixed source still offers fixes:", json.dumps(after["findings"], indent=1), fixed)


if __name__ == "__main__":
    main()
