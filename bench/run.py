#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What asyncsafe costs: CPU time and peak memory of `asyncsafe check -j1` against
`clang -fsyntax-only` over the same translation units, pair by pair in one run.

    ./dev bench [-p BUILD] [--limit N] [--repeat N] [FILE…]

Without -p it makes a build folder for asyncsafe itself. Prints, over all units, the
median, least and greatest ratio; the goal is 1.10 × CPU and 1.25 × memory.
"""

import argparse
import json
import os
import pathlib
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def measure(command, directory):
    """(CPU seconds, peak KiB, exit code) of a command, its children included."""
    null = os.open(os.devnull, os.O_RDWR)
    pid = os.posix_spawn("/usr/bin/env", ["env", "-C", directory, *command], os.environ,
                         file_actions=[(os.POSIX_SPAWN_DUP2, null, n) for n in (0, 1, 2)])
    os.close(null)
    _, status, usage = os.wait4(pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def syntax_only(entry, clang):
    """The entry's command as a parse with this clang and nothing else."""
    arguments = list(entry.get("arguments") or shlex.split(entry["command"]))
    kept, skip = [], False
    for argument in arguments[1:]:
        if skip:
            skip = False
        elif argument in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        elif argument not in ("-c", "-MD", "-MMD", "-MP"):
            kept.append(argument)
    mode = ["--driver-mode=g++"] if "++" in os.path.basename(arguments[0]) else []
    return [clang, *mode, "-fsyntax-only", *kept]


def own_database(temp):
    command = ["cmake", "--preset", "release", "-B", temp]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    # Generated sources are there only after a build; the others are enough.
    entries = json.loads(pathlib.Path(temp, "compile_commands.json").read_text())
    pch = [e for e in entries if "cmake_pch" in e["file"]]
    return [e for e in entries if e not in pch and os.path.exists(e["file"]) and "cmake_pch" not in e["command"]]


def describe(name, ratios, goal):
    print(f"{name:12} median {statistics.median(ratios):.3f}  min {min(ratios):.3f}  max {max(ratios):.3f}"
          f"  (goal {goal:.2f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--asyncsafe", default=str(ROOT / "build/bin/asyncsafe"))
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("-p", metavar="BUILD", help="compilation database, or the folder that has it")
    parser.add_argument("--limit", type=int, default=40, help="so many units, spread over the database; 0: all")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each pair; the least counts")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    for name in ("asyncsafe", "clang"):
        found = shutil.which(getattr(options, name))
        if not found:
            sys.exit(f"bench: there is no {getattr(options, name)}")
        setattr(options, name, os.path.abspath(found))

    with tempfile.TemporaryDirectory() as temp:
        if options.p:
            path = pathlib.Path(options.p)
            path = path / "compile_commands.json" if path.is_dir() else path
            entries = json.loads(path.read_text())
        else:
            entries = own_database(temp)
            path = pathlib.Path(temp, "compile_commands.json")
        entries = [e for e in entries if not e["file"].endswith((".s", ".S"))]
        if options.files:
            wanted = {os.path.realpath(f) for f in options.files}
            entries = [e for e in entries if os.path.realpath(os.path.join(e["directory"], e["file"])) in wanted]
        if options.limit and len(entries) > options.limit:
            entries = random.Random(1).sample(entries, options.limit)
        if not entries:
            sys.exit("bench: the database has no unit to measure")
        cpu, memory, total, skipped = [], [], [0.0, 0.0], 0
        for entry in entries:
            file = os.path.join(entry["directory"], entry["file"])
            clang = syntax_only(entry, options.clang)
            ours = [options.asyncsafe, "check", "-j1", "--alone", "--no-index", "-p", str(path.resolve()),
                    file]
            pairs = [(measure(clang, entry["directory"]), measure(ours, entry["directory"]))
                     for _ in range(options.repeat)]
            if any(c[2] != 0 or a[2] not in (0, 1) for c, a in pairs):
                skipped += 1
                print(f"skipped {entry['file']}: clang ends with {pairs[0][0][2]}, asyncsafe with {pairs[0][1][2]}")
                continue
            best = [min(pair[side][0] for pair in pairs) for side in (0, 1)]
            peak = [min(pair[side][1] for pair in pairs) for side in (0, 1)]
            cpu.append(best[1] / best[0])
            memory.append(peak[1] / peak[0])
            total = [total[side] + best[side] for side in (0, 1)]
        if not cpu:
            sys.exit("bench: no unit could be measured")
        print(f"{len(cpu)} units, {skipped} skipped; clang {total[0]:.1f} s, asyncsafe {total[1]:.1f} s,"
              f" ratio of the sums {total[1] / total[0]:.3f}")
        describe("CPU time", cpu, 1.10)
        describe("peak memory", memory, 1.25)


if __name__ == "__main__":
    main()
