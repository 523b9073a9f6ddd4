#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a whole run of `asyncsafe check -j1` costs with its index: CPU time as a ratio to the sum of
`clang -fsyntax-only` over the same units, in a copy of the project.

    bench/index.py ROOT [-p BUILD] [--source FILE] [--header FILE]

ROOT is the project's folder, BUILD the folder below it that has compile_commands.json (default: ROOT).

  cold      there is no index
  none      --no-index
  warm      nothing changed
  source    one source got a statement: that unit's own parse is taken off
  comment   one header got a comment at its end: its units are captured, and nothing is analysed
"""

import argparse
import json
import pathlib
import shutil
import sys
import tempfile

import run

INDEX = ".cache/asyncsafe/index.sqlite"


def copy(root, build, temp):
    """The project in \\p temp, and its database with the names that hold there."""
    new = pathlib.Path(temp, root.name)
    shutil.copytree(root, new, symlinks=True, ignore=shutil.ignore_patterns(".git", ".cache", "*.o", "*.a"))
    database = new / build.relative_to(root) / "compile_commands.json"
    database.write_text(database.read_text().replace(str(root), str(new)))
    return new, database


def append(file, text):
    file.write_text(file.read_text(errors="surrogateescape") + text, errors="surrogateescape")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--asyncsafe", default=str(run.ROOT / "build/bin/asyncsafe"))
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("-p", metavar="BUILD", type=pathlib.Path)
    parser.add_argument("--source", help="the one that changes, below ROOT; default: the first unit")
    parser.add_argument("--header", help="the one that changes, below ROOT")
    options = parser.parse_args()
    root = options.root.resolve()
    asyncsafe, clang = (shutil.which(p) or sys.exit(f"bench: there is no {p}")
                        for p in (options.asyncsafe, options.clang))
    with tempfile.TemporaryDirectory() as temp:
        new, database = copy(root, (options.p or root).resolve(), temp)
        entries = json.loads(database.read_text())
        parse, largest = {}, 0
        for e in entries:
            file = str(pathlib.Path(e["directory"], e["file"]))
            seconds, peak, _ = run.measure(run.syntax_only(e, clang), e["directory"])
            parse[file] = parse.get(file, 0) + seconds
            largest = max(largest, peak)
        whole = sum(parse.values())
        print(f"{len(entries)} units, clang -fsyntax-only: {whole:.2f} s, largest {largest / 1024:.0f} MiB")

        def check(name, *more, off=0.0):
            command = [asyncsafe, "check", "-j1", "-p", str(database), *more]
            seconds, peak, code = run.measure(command, str(new))
            if code not in (0, 1):
                sys.exit(f"bench: asyncsafe ends with {code}: {' '.join(command)}")
            print(f"{name:9} {seconds:8.2f} s  ratio {(seconds - off) / whole:6.3f}"
                  f"  memory {peak / largest:5.2f} of the largest parse", flush=True)

        check("none", "--no-index")
        check("cold")
        index = database.parent / INDEX
        print(f"index: {index.stat().st_size / 1024:.0f} KiB")
        check("warm")
        source = new / options.source if options.source else pathlib.Path(next(iter(parse)))
        append(source, "\nextern int bench_value; void bench_function(void) { bench_value = 1; }\n")
        check("source", off=parse[str(source)])
        if options.header:
            append(new / options.header, "\n/* nothing */\n")
            check("comment")
            check("warm")


if __name__ == "__main__":
    main()
