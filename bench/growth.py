#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How CPU time and memory grow with the size of a file: each family of bench/families.py at four
sizes, the stages of asyncsafe (its time less that of `clang -fsyntax-only`) between the last two.

    bench/growth.py [--asyncsafe FILE] [--sizes N] [FAMILY…]

An exponent is log of the quotient of times over log of the quotient of sizes. Times below 50 ms are
noise: what grows from there says nothing, and is shown in brackets. The bar is 1.3, or Clang's own.
The steps are what the analysis counts (asyncsafe dump --stage=effort): they have no noise, and grow
with what is quadratic long before it costs time.
A function that is refused is not fast: the last column says at which sizes something was left out,
and such a family is above the bar, whatever its times are.
"""

import argparse
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import run
from families import FAMILIES

NOISE = 0.05


def exponent(small, large, factor=2):
    return math.log(max(large, 1e-3) / max(small, 1e-3)) / math.log(factor)


def measured(command, directory, repeat=2):
    """The least CPU seconds and the most MB of some runs."""
    results = [run.measure(command, directory) for _ in range(repeat)]
    return min(r[0] for r in results), max(r[1] for r in results) / 1024, results[0][2]


def effort(options, path, flags):
    """(steps, refused functions) of the analysis."""
    text = subprocess.run([options.asyncsafe, "dump", "--strict", "--sources=all", "--stage=effort", str(path), "--", *flags],
                          capture_output=True, text=True).stdout.splitlines()
    steps = [int(line.split()[1]) for line in text if line.startswith("steps ")]
    return steps[0] if steps else 0, sum(line.startswith("refused ") for line in text)


def grow(name, options, temp):
    source, size = FAMILIES[name]
    rows = []
    for _ in range(options.sizes):
        suffix, text = source(size)
        path = pathlib.Path(temp, f"{name}{size}.{suffix}")
        path.write_text(text)
        flags = ["-std=gnu17" if suffix == "c" else "-std=c++20", "-fbracket-depth=100000", "-w"]
        if options.include:
            flags += ["-nostdinc", "-isystem", options.include]
        clang = measured([options.clang, "-fsyntax-only", *flags, str(path)], temp)
        ours = measured([options.asyncsafe, "check", "-j", "1", "--strict", "--sources=all", "--format=json", str(path), "--",
                         *flags], temp)
        rows.append((size, ours, clang, effort(options, path, flags)))
        size *= 2
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*")
    parser.add_argument("--asyncsafe", default=str(run.ROOT / "build/bin/asyncsafe"))
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("--sizes", type=int, default=4)
    parser.add_argument("--include", help="take system headers from this folder")
    options = parser.parse_args()
    options.asyncsafe = os.path.abspath(options.asyncsafe)
    worst = []
    print("| family | sizes: CPU s (Clang's) | exponent | of steps | Clang's | MB (Clang's) | refused at |\n|---|---|---|---|---|---|---|")
    for name in options.families or FAMILIES:
        with tempfile.TemporaryDirectory() as temp:
            rows = grow(name, options, temp)
        if any(r[1][2] not in (0, 1) or r[2][2] for r in rows):
            print(f"| {name} | cannot be analysed: exit codes {[(r[1][2], r[2][2]) for r in rows]} |")
            worst.append(name)
            continue
        own = [max(ours[0] - clang[0], 0) for _, ours, clang, _ in rows]
        clangs = [clang[0] for _, _, clang, _ in rows]
        steps = [taken for _, _, _, (taken, _) in rows]
        refused = [str(size) for size, _, _, (_, left_out) in rows if left_out]
        grows, clang_grows = exponent(own[-2], own[-1]), exponent(clangs[-2], clangs[-1])
        noisy = own[-1] < NOISE
        times = ", ".join(f"{size}: {ours[0]:.2f} ({clang[0]:.2f})" for size, ours, clang, _ in rows[-3:])
        print(f"| {name} | {times} | {f'({grows:.2f})' if noisy else f'{grows:.2f}'} | "
              f"{exponent(steps[-2], steps[-1]):.2f} | {clang_grows:.2f} | "
              f"{rows[-1][1][1]:.0f} ({rows[-1][2][1]:.0f}) | {', '.join(refused)} |", flush=True)
        if refused or not noisy and grows > max(1.3, clang_grows):
            worst.append(name)
    print("above the bar:", ", ".join(worst) or "none")
    return bool(worst)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(__file__))
    sys.exit(main())
