# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'asyncsafe ninja' and what Ninja makes of it: the same bytes as 'asyncsafe check', and nothing twice.

ninja.py FOLDER EXAMPLES
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

from phases import ASYNCSAFE, report, run

FOLDER = pathlib.Path(sys.argv[1]).resolve()
PROJECT = FOLDER / "project"


def ninja(*args):
    """What it did: 'capture worker.c', …"""
    done = subprocess.run(["ninja", "-f", "asyncsafe.ninja", *args], cwd=PROJECT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"ninja: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return sorted(
        f"{verb} {pathlib.Path(file).name}".strip()
        for verb, file in re.findall(r"(?m)^\[\d+/\d+\] (capture|link|analyse|write)(?: (.*))?$", done.stdout)
    )


def same():
    """The report is what check says, byte for byte."""
    os.chdir(PROJECT)
    checked = report(FOLDER, "check", "-p", ".", "--no-index")
    findings = sorted((PROJECT / "asyncsafe/units").glob("*.findings"))
    reported = report(FOLDER, "report", *findings, "--answers", "asyncsafe/program.answers")
    assert checked == reported, f"check:\n{''.join(checked[:3])}\nreport:\n{''.join(reported[:3])}"
    return checked


def expect(did, *lines):
    assert did == sorted(lines), f"{did} instead of {sorted(lines)}"


def in_session(leader):
    """Whether a process of the session runs. Ninja gives each command a group of its own, so the group is not all."""
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = entry.read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(session) == leader and state != "Z":
            return True
    return False


def write_database():
    sources = sorted(p for p in PROJECT.rglob("*") if p.suffix in (".c", ".cpp", ".s"))
    commands = [
        {
            "directory": str(source.parent),
            "file": source.name,
            "arguments": [
                "clang++-22" if source.suffix == ".cpp" else "clang-22",
                f"-I{PROJECT}",
                "-DNAME=\"it's $HOME; `id` #1\"",
                *(["-std=c++20"] if source.suffix == ".cpp" else []),
                "-c", source.name, "-o", source.stem + ".o",
            ],
        }
        for source in sources
    ]
    (PROJECT / "compile_commands.json").write_text(json.dumps(commands))


def append(name, text):
    with open(PROJECT / name, "a") as file:
        file.write(text)


def main():
    shutil.copytree(sys.argv[2], PROJECT, ignore=shutil.ignore_patterns("CMakeLists.txt"))
    odd = PROJECT / "a folder, $x"
    odd.mkdir()  # a name that Ninja can read back: apostrophes and colons are too much for it
    (odd / "odd #1.c").write_text("int odd(void) { return sizeof NAME; }\n")
    (PROJECT / "start.s").write_text("nop\n")
    write_database()
    write = ("ninja", "-p", PROJECT, "-o", PROJECT / "asyncsafe.ninja")
    run(*write)

    # Everything once, in one go.
    did = ninja()
    assert sum(line.startswith("capture") for line in did) == 11 and did.count("link") == 1, did
    checked = same()
    assert "20 findings; analysed 11 of 11 units" in checked[0], checked[0]
    expect(ninja())

    # What has another time and the same content is parsed, and changes nothing.
    os.utime(PROJECT / "worker.c")
    expect(ninja(), "capture worker.c")
    # What changes no graph is linked again, and not analysed.
    append("worker.c", "// a comment\n")
    expect(ninja(), "capture worker.c", "link")
    # What changes a graph is analysed with its program, and nothing else is.
    append("worker.c", "int added(void) { return 1; }\n")
    expect(ninja(), "capture worker.c", "link", "analyse worker.c")
    same()
    # A header: those that include it.
    append("journal.h", "// a comment\n")
    did = ninja()
    assert did[-1] == "link" and 2 <= len(did) <= 5 and all(line.startswith("capture") for line in did[:-1]), did
    # Comments and settings that silence.
    text = (PROJECT / "worker.c").read_text().replace(";\n", "; // NOLINT\n")
    (PROJECT / "worker.c").write_text(text)
    ninja()
    assert same()[0] != checked[0]
    (PROJECT / ".clang-tidy").write_text("Checks: '-*,asyncsafe-unprotected-release'\n")
    run(*write, "--strict")
    ninja()
    assert "asyncsafe-unprotected-release" in report(FOLDER, "report", *sorted((PROJECT / "asyncsafe/units").glob("*.findings")),
                                                     "--answers", "asyncsafe/program.answers")[0]
    run(*write)
    ninja()
    same()
    (PROJECT / ".clang-tidy").unlink()
    ninja()

    # A unit that does not compile is reported, and tried again.
    append("signals.c", '#include "not-there.h"\n')
    did = ninja()
    assert "capture signals.c" in did and "link" in did, did
    assert same()[2] == "3"
    assert "capture signals.c" in ninja()
    (PROJECT / "not-there.h").write_text("")
    ninja()
    assert same()[2] == "1"

    # Another database: the Ninja file writes itself again.
    (PROJECT / "more.c").write_text("int more(void) { return 2; }\n")
    write_database()
    did = ninja()
    assert "write asyncsafe.ninja" in did and "capture more.c" in did, did
    assert "12 of 12" in same()[0]

    # Killed at any moment: what is there is whole, and the next run ends the work.
    rng = random.Random(1)
    for _ in range(4):
        for source in PROJECT.glob("*.c"):
            os.utime(source)
        for output in (PROJECT / "asyncsafe/units").iterdir():
            if rng.random() < 0.5:
                output.unlink()
        work = subprocess.Popen(["ninja", "-f", "asyncsafe.ninja"], cwd=PROJECT, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(rng.random() * 2)
        os.killpg(work.pid, signal.SIGKILL)
        work.wait()
        # The commands live on; one that ends behind the next run would leave its dependency file behind.
        while in_session(work.pid):
            time.sleep(0.02)
    ninja()
    same()
    names = {path.suffix for path in (PROJECT / "asyncsafe/units").iterdir()}
    assert names == {".graph", ".answers", ".findings"}, names
    print("the same bytes after each step")


main()
