#!/usr/bin/env python3
"""Bounds the steps that the analysis takes for each family of bench/families.py.

usage: effort.py ASYNCSAFE ROOT [--print] [FAMILY...]

budgets.json says for each family the size and the most steps. Twice the size may take 2^1.3 times the
steps, as far as the family is not listed with another exponent there, and nothing may be left out.
--print writes a table of what is taken instead of judging it.
"""
import concurrent.futures
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def effort(program, root, source, size, folder):
    suffix, text = source(size)
    path = pathlib.Path(folder, f"{source.__name__}{size}.{suffix}")
    path.write_text(text)
    mock = ["-nostdlibinc", "-nostdinc++", "-isystem", str(root / "tests/Inputs/include")]
    flags = ["-std=gnu17" if suffix == "c" else "-std=c++20", "-fbracket-depth=100000", "-w", *mock]
    command = [program, "dump", "--strict", "--sources=all", "--stage=effort", str(path), "--", *flags]
    result = subprocess.run(command, text=True, capture_output=True)
    lines = dict(line.split(" ", 1) for line in result.stdout.splitlines())
    if result.returncode not in (0, 1) or "steps" not in lines:
        raise SystemExit(f"{source.__name__} {size}: exit code {result.returncode}\n{result.stderr}")
    return int(lines["steps"]), int(lines["findings"]), lines.get("refused")


def judged(name, budget, small, large):
    grows = math.log(max(large[0], 1) / max(small[0], 1)) / math.log(2)
    if small[2] or large[2]:
        return f"{name}: refused: {small[2] or large[2]}"
    if small[0] > budget["steps"]:
        return f"{name}: {small[0]} steps at size {budget['size']}, more than {budget['steps']}"
    if grows > budget.get("exponent", 1.3):
        return f"{name}: {small[0]} steps become {large[0]} at twice the size: exponent {grows:.2f}"
    return ""


def main():
    words = [word for word in sys.argv[1:] if word != "--print"]
    program, root, *names = words
    root = pathlib.Path(root)
    sys.path.insert(0, str(root / "bench"))
    sys.dont_write_bytecode = True
    from families import FAMILIES
    budgets = json.loads((HERE / "budgets.json").read_text())
    missing = FAMILIES.keys() ^ budgets.keys()
    assert not missing, f"families without a budget, or budgets without a family: {sorted(missing)}"
    names = names or list(FAMILIES)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {(name, twice): pool.submit(effort, program, root, FAMILIES[name][0], budgets[name]["size"] * twice, folder)
                for name in names for twice in (1, 2)}
        taken = {key: job.result() for key, job in jobs.items()}
    if "--print" in sys.argv:
        for name in names:
            (small, found, left), (large, more, out) = taken[name, 1], taken[name, 2]
            grows = math.log(max(large, 1) / max(small, 1)) / math.log(2)
            print(f"{name:14} {budgets[name]['size']:5} {small:9} {large:9} {grows:5.2f} findings {found} {more} {left or out or ''}")
        return 0
    mistakes = [text for name in names if (text := judged(name, budgets[name], taken[name, 1], taken[name, 2]))]
    print("\n".join(mistakes))
    return bool(mistakes)


if __name__ == "__main__":
    sys.exit(main())
