"""The unity oracle: what is found in a program is what is found when its sources are one unit.  And what is found
does not depend on the order in which units are named, or on how many are read at once."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys

ASYNCSAFE = os.environ["ASYNCSAFE"]
folder = pathlib.Path(sys.argv[1]).resolve()
chance = random.Random(11)
RUN = re.compile(r"# RUN: (?:not )?%asyncsafe check (.*) -- (\S+) \|.*--check-prefix=(\w+)")
# Sources that cannot stand in one file, and why.
NO_UNITY = {
    "APART": "two static variables of one name", "STATIC": "two static functions of one name",
    "MUTEX": "two static variables of one name", "TWO": "two main()", "MISSING": "one unit",
}
# Programs of which one unit says something else, and why.
DIFFERENT = {}


def answer(files, flag, *options):
    command = [ASYNCSAFE, "check", *options, *map(str, files), "--format=json", "--", flag]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), (command, done)
    return done.stdout


def spots(output, place=lambda name, line: (name, line)):
    """Check and place of each finding."""
    return sorted((f["check"], *place(pathlib.Path(f["file"]).name, f["line"])) for f in json.loads(output)["findings"])


def as_one(files, unity):
    """Writes all in one file, and returns what says where a line of it comes from."""
    # A feature macro must stand before the first header.
    lines, origin = ["#define _GNU_SOURCE"] * (files[0].suffix == ".c"), {}
    for file in files:
        for number, line in enumerate(file.read_text().splitlines(), 1):
            lines.append(line)
            origin[len(lines)] = (file.name, number)
    unity.write_text("\n".join(lines) + "\n")
    return lambda name, line: origin[line] if name == unity.name else (name, line)


def programs(test):
    parts = folder / pathlib.Path(test).stem
    subprocess.run(["split-file", test, parts], check=True)
    for line in pathlib.Path(test).read_text().splitlines():
        if match := RUN.match(line):
            yield match[3], [parts / name.removeprefix("%t/") for name in match[1].split()], match[2]


count = 0
for test in sys.argv[2:]:
    for name, files, flag in programs(test):
        count += 1
        whole = answer(files, flag, "-j1")
        shuffled = chance.sample(files, len(files))
        assert answer(shuffled, flag, "-j3") == whole, (name, "differs in another order")
        if name in NO_UNITY:
            continue
        unity = files[0].parent / ("unity-" + name + files[0].suffix)
        place = as_one(files, unity)
        one = spots(answer([unity], flag), place)
        if name in DIFFERENT:
            assert one != spots(whole), (name, "no longer differs")
        else:
            assert one == spots(whole), (name, "one unit", one, "several", spots(whole))
assert count >= 25, count
