#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the fuzz targets of a build folder: run.py BUILD [--runs N | --seconds S] [NAME…]

Every target starts from its corpus here; what it finds is left in BUILD/fuzz/found, with the command that
shows it again.  A run that takes more than a second or 2 GiB is a finding.
"""
import argparse
import os
import pathlib
import subprocess
import sys

parser = argparse.ArgumentParser()
parser.add_argument("build", type=pathlib.Path)
parser.add_argument("--runs", type=int, default=100000)
parser.add_argument("--seconds", type=int, default=60, help="at most, for each target")
parser.add_argument("names", nargs="*")
args = parser.parse_intermixed_args()
here = pathlib.Path(__file__).resolve().parent
failed = []
for target in sorted((args.build / "fuzz").resolve().glob("Fuzz*")):
    name = target.name.removeprefix("Fuzz")
    if not os.access(target, os.X_OK) or target.is_dir() or (args.names and name not in args.names):
        continue
    found = args.build.resolve() / "fuzz" / "found" / name
    grown = args.build.resolve() / "fuzz" / "corpus" / name  # what is new is kept there, not in the project
    for folder in (found, grown):
        folder.mkdir(parents=True, exist_ok=True)
    corpus = [str(here / "corpus" / name)] if (here / "corpus" / name).is_dir() else []
    command = [str(target), f"-runs={args.runs}", f"-max_total_time={args.seconds}", "-timeout=5", "-rss_limit_mb=2048",
               "-max_len=4096", "-verbosity=0", "-print_final_stats=1", f"-artifact_prefix={found}/", str(grown), *corpus]
    result = subprocess.run(command, capture_output=True, text=True, errors="replace",
                            env={**os.environ, "UBSAN_OPTIONS": "print_stacktrace=1"})
    runs = next((line.split()[-1] for line in result.stderr.splitlines() if "number_of_executed_units" in line), "?")
    print(f"{name}: {runs} inputs, {'ok' if result.returncode == 0 else 'FAILED'}", flush=True)
    if result.returncode != 0:
        failed.append(name)
        print(result.stderr[-6000:], "\n", " ".join(command), flush=True)
sys.exit(bool(failed))
