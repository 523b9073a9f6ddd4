#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How the phases grow: CPU time, memory and sizes for synthetic projects of so many units.

    bench/phases.py [ASYNCSAFE] [--units 500,1000,2000] [--program 50] [--synthetic PROGRAM [--no-slices]]

Each unit has a handle and calls of units of its program; a program has --program units, and a tenth of the units is a library
that all programs share. With --synthetic (build/bench/synthetic-graphs, which `ninja -C build synthetic-graphs` builds) graphs
are written without sources, for 'link' alone: it reads symbols, and not what is in functions.
"""

import argparse
import concurrent.futures
import math
import os
import pathlib
import subprocess
import tempfile

LIBRARY = 10  # one unit of so many

UNIT = """#include "all.h"
{declarations}static int limit_@;
static int steps_@;
int work_@(const char *name) {{
  int file = open(name, 0);
  if (file < 0)
    return -1;
  int sum = {calls};
  for (int i = 0; i < sum; ++i)
    steps_@ += read(file, buffer, i);
  close(file);
  return sum;
}}
int other_@(int n) {{ return n < limit_@ ? n : work_@("/tmp/@") + n; }}
"""


def usage(*command):
    """CPU seconds and the largest memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command[:4])} …: exit code {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def write(folder, units, program):
    """The sources: every first unit of a program has its main()."""
    (folder / "all.h").write_text(
        "int open(const char *, int); long read(int, void *, unsigned long); int close(int);\nextern char buffer[64];\n")
    library = [i for i in range(units) if i % LIBRARY == LIBRARY - 1]
    for i in range(units):
        first = i - i % program  # the unit with main()
        callees = {library[i * 7 % len(library)]}
        if i not in library:
            callees |= {first + (i + 1) % program, first + (2 * i) % program}
        callees = {c for c in callees if c < units and c != i}
        calls = " + ".join(f"other_{c}({c})" for c in sorted(callees)) or "1"
        declarations = "".join(f"int other_{c}(int);\n" for c in sorted(callees))
        text = UNIT.format(calls=calls, declarations=declarations).replace("@", str(i))
        if i == first:
            text += f"int main(void) {{ return work_{i}(\"/\"); }}\n"
        (folder / f"unit{i}.c").write_text(text)


def link(asyncsafe, folder, units, with_slices=True):
    """CPU seconds, memory, and sizes, as cells of a table."""
    graphs = [str(folder / f"unit{i}.graph") for i in range(units)]
    (folder / "graphs").write_text("\n".join(graphs))
    answers = str(folder / "program.answers")
    seconds, memory = usage(asyncsafe, "link", "@" + str(folder / "graphs"), "-o", answers, *(["--slices"] if with_slices else []))
    slices = sum(os.path.getsize(graph + ".answers") for graph in graphs) if with_slices else 0
    return seconds, memory, (f"{seconds:.2f} s", f"{memory:.0f} MB", f"{os.path.getsize(answers) / units:.0f}", f"{slices / units:.0f}")


def measure(asyncsafe, units, program):
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp)
        write(folder, units, program)
        graphs = [str(folder / f"unit{i}.graph") for i in range(units)]

        def capture(i):
            return usage(asyncsafe, "capture", str(folder / f"unit{i}.c"), "-o", graphs[i], "--", "-std=gnu17")

        def analyse(graph):
            return usage(asyncsafe, "analyse", graph, "--answers", graph + ".answers", "-o", graph + ".findings")

        with concurrent.futures.ThreadPoolExecutor() as pool:
            captured = list(pool.map(capture, range(units)))
            seconds, memory, cells = link(asyncsafe, folder, units)
            analysed = list(pool.map(analyse, graphs))
        row = (units, *cells, f"{sum(t for t, _ in captured):.1f} s", f"{max(m for _, m in captured):.0f} MB",
               f"{sum(t for t, _ in analysed):.1f} s", f"{max(m for _, m in analysed):.0f} MB")
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
        return seconds, memory


def measure_synthetic(asyncsafe, units, program, writer, with_slices):
    with tempfile.TemporaryDirectory() as temp:
        subprocess.run([writer, asyncsafe, temp, str(units), str(program)], check=True)
        seconds, memory, cells = link(asyncsafe, pathlib.Path(temp), units, with_slices)
        print("| " + " | ".join(map(str, (units, *cells))) + " |", flush=True)
        return seconds, memory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("asyncsafe", nargs="?", default=str(root / "build/bin/asyncsafe"))
    parser.add_argument("--units", default="500,1000,2000")
    parser.add_argument("--program", type=int, default=50)
    parser.add_argument("--synthetic", metavar="PROGRAM")
    parser.add_argument("--no-slices", action="store_true")
    options = parser.parse_args()
    heads = ["units", "link", "its memory", "answers, bytes a unit", "slices, bytes a unit"]
    if not options.synthetic:
        heads += ["capture, all", "its memory", "analyse, all", "its memory"]
    print("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|", flush=True)
    sizes = [int(n) for n in options.units.split(",")]
    times = [measure_synthetic(options.asyncsafe, n, options.program, options.synthetic, not options.no_slices) if options.synthetic
             else measure(options.asyncsafe, n, options.program) for n in sizes]
    for n, m, a, b in zip(sizes, sizes[1:], times, times[1:]):
        time, memory = (math.log(y / x) / math.log(m / n) for x, y in zip(a, b))
        print(f"link from {n} to {m} units: exponent {time:.2f} of time, {memory:.2f} of memory")


if __name__ == "__main__":
    main()
