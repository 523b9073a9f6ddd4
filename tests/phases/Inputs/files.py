# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Files between the phases that are not what they should be: a clear error, nothing written, no crash.

files.py FOLDER
"""
import os
import pathlib
import random
import sys

from phases import run

HERE = pathlib.Path(sys.argv[1]).resolve()
CODE = """#include "common.h"
void step();
void work() {
  int *number = new int;
  step();
  delete number;
}
"""


def refused(*args, says):
    """The command fails with these words, and writes nothing."""
    out = HERE / "out"
    done = run(*args, *(["-o", out] if args[0] != "report" else ["--format", f"json:{out}"]), code=2)
    text = done.stderr.replace("\n", " ")
    assert says in text, f"{args}: {text}"
    assert text.startswith("asyncsafe: error: ") and text.count("asyncsafe: error: ") == 1, text
    assert not out.exists(), args


def main():
    os.chdir(HERE)
    pathlib.Path("common.h").write_text("#define COMMON 1\n")
    pathlib.Path("a.cpp").write_text(CODE)
    pathlib.Path("b.cpp").write_text('#include "common.h"\nvoid step() { throw COMMON; }\n')
    for name in "ab":
        run("capture", f"{name}.cpp", "-o", f"{name}.graph", "--", "-std=c++20")
    run("link", "a.graph", "b.graph", "-o", "p.answers", "--slices")
    for name in "ab":
        run("analyse", f"{name}.graph", "--answers", "p.answers", "-o", f"{name}.findings")
    findings = ["a.findings", "b.findings"]
    run("report", *findings, "--answers", "p.answers", code=1)

    # What each command takes, with another file in its place.
    uses = {
        "graph": [("link", "FILE", "b.graph"), ("analyse", "FILE", "--answers", "p.answers")],
        "answers": [("analyse", "a.graph", "--answers", "FILE"), ("report", *findings, "--answers", "FILE")],
        "findings": [("report", "FILE", "b.findings", "--answers", "p.answers")],
    }
    made_by = {"graph": "capture", "answers": "link", "findings": "analyse"}
    os.mkfifo("pipe")
    for kind, commands in uses.items():
        good = pathlib.Path({"graph": "a.graph", "answers": "p.answers", "findings": "a.findings"}[kind]).read_bytes()
        again = f"run 'asyncsafe {made_by[kind]}' again"
        where = len(f"asyncsafe {kind}\n")
        other_build = good[:where] + bytes(32) + good[where + 32:]
        flipped = good[:-5] + bytes([good[-5] ^ 1]) + good[-4:]
        for command in commands:
            def wrong(file, says):
                refused(*[file if word == "FILE" else word for word in command], says=f"{file}: {says}")
            wrong("a.cpp", f"is not a file of {kind}; 'asyncsafe {made_by[kind]}' writes them")
            wrong("nowhere", "cannot be read: No such file or directory")
            wrong("pipe", "is a pipe, not a regular file")
            wrong("/dev/zero", "is a device, not a regular file")
            wrong(str(HERE), "is a folder, not a regular file")
            for content, says in ((other_build, "another build of asyncsafe wrote it; run"), (flipped, "is damaged or cut off; " + again),
                                  (good + b"x", "is damaged or cut off; " + again), (b"", "is not a file of")):
                pathlib.Path("bad").write_bytes(content)
                wrong("bad", says)
            rng = random.Random(kind)
            for _ in range(6):
                pathlib.Path("bad").write_bytes(good[: rng.randrange(len(good))])
                wrong("bad", "")
                content = bytearray(good)
                content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
                pathlib.Path("bad").write_bytes(content)
                wrong("bad", "")

    # Files that do not belong together.
    refused("link", "a.graph", "a.graph", says="a.graph: is the graph of the same unit as a.graph; name one of them")
    refused("report", "b.findings", "--answers", "p.answers",
            says="the findings of the program 'files.test' are missing or outdated; run 'asyncsafe analyse a.graph', and name its result")
    pathlib.Path("c.cpp").write_text("int c(void) { return 0; }\n")
    run("capture", "c.cpp", "-o", "c.graph", "--", "-std=c++20")
    refused("analyse", "c.graph", "--answers", "p.answers",
            says="c.graph: is not the graph that p.answers was linked from; run 'asyncsafe link' again")
    pathlib.Path("b.cpp").write_text('#include "common.h"\nvoid step(void) {}\n')
    run("capture", "b.cpp", "-o", "b.graph", "--", "-std=c++20")
    refused("analyse", "a.graph", "--answers", "p.answers",
            says="b.graph: is not the graph that p.answers was linked from; run 'asyncsafe link' again")
    # The report quotes and filters by what was analysed, and by nothing else.
    refused("report", *findings, "--answers", "p.answers", says="b.cpp: has changed since it was captured; run 'asyncsafe capture'")
    # A header that has changed between two captures.
    pathlib.Path("common.h").write_text("#define COMMON 2\nstatic inline int common(void) { return 2; }\n")
    pathlib.Path("b.cpp").write_text('#include "common.h"\nint step(void) { return common(); }\n')
    run("capture", "b.cpp", "-o", "b.graph", "--", "-std=c++20")
    run("link", "a.graph", "b.graph", "-o", "again.answers")  # a.cpp's graph names nothing in it
    pathlib.Path("a.cpp").write_text('#include "common.h"\nint work(void) { return common(); }\n')
    run("capture", "a.cpp", "-o", "a.graph", "--", "-std=c++20")
    pathlib.Path("common.h").write_text("#define COMMON 3\nstatic inline int common(void) { return 3; }\n")
    run("capture", "b.cpp", "-o", "b.graph", "--", "-std=c++20")
    refused("link", "a.graph", "b.graph", says="common.h: changed between the captures of two units; run 'asyncsafe capture' again")

    # Nothing but the output is written; an output that cannot be is an error, as is a source.
    before = sorted(os.listdir())
    done = run("capture", "a.cpp", "-o", "no/such/folder/a.graph", "--", "-std=c++20", code=2)
    assert "no/such/folder/a.graph: cannot write: No such file or directory" in done.stderr, done.stderr
    done = run("capture", "gone.cpp", "-o", "gone.graph", "--", "-std=c++20", code=2)
    assert "gone.cpp: no such file" in done.stderr, done.stderr
    assert sorted(os.listdir()) == before
    print("nothing but clear errors")


main()
