# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Shards that are merged make the report of one run, in every format; and merge reads
untrusted files.  usage: shards.py FOLDER FLAGS…"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

folder, flags = pathlib.Path(sys.argv[1]).absolute(), sys.argv[2:]
UNITS = 7
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "html")


def run(*arguments, code):
    result = subprocess.run([os.environ["ASYNCSAFE"], *arguments], cwd=folder, text=True, capture_output=True)
    assert result.returncode == code, (arguments, result.returncode, result.stdout[-500:], result.stderr)
    return result


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
HELD = "(pthread_mutex_t *m) {{\n  pthread_mutex_lock(m);{0}\n  pthread_testcancel();\n  pthread_mutex_unlock(m);\n}}\n"
# A header's findings come from every unit, and so does what NOLINT silences there.
(folder / "h.h").write_text("#include <pthread.h>\nstatic inline void inHeader" + HELD.format("")
                            + "static inline void silenced" + HELD.format(" // NOLINT"))
commands = []
for index in range(UNITS):
    text = '#include "h.h"\n' + f"void f{index}" + HELD.format("") + ("int x = undeclared;\n" if index == 3 else "")
    (folder / f"{index}.c").write_text(text)
    commands.append({"directory": str(folder), "file": f"{index}.c", "arguments": ["clang", *flags, "-c", f"{index}.c"]})
(folder / "a.s").write_text("")
commands.append({"directory": str(folder), "file": "a.s", "arguments": ["clang", "-c", "a.s"]})
(folder / "compile_commands.json").write_text(json.dumps(commands))

for format in FORMATS:
    run("check", f"--format={format}:whole.{format}", code=3)
for count in (1, 2, 3, 9):
    parts = []
    for index in range(1, count + 1):
        parts.append(f"part{index}.json")
        run("check", f"--shard={index}/{count}", f"--format=json:{parts[-1]}", "--fail-on=never",
            code=3 if (index - 1) == 3 % count else 0)
    random.Random(count).shuffle(parts)
    for format in FORMATS:
        run("merge", *parts, f"--format={format}:merged.{format}", code=3)
        assert (folder / f"merged.{format}").read_text() == (folder / f"whole.{format}").read_text(), (count, format)

# A part that is missing, doubled or of another run would be silence where there are findings.
run("check", "--shard=1/2", "--format=json:one.json", code=1)
run("check", "--shard=2/2", "--format=json:two.json", code=3)
assert "part 2/2 is missing" in run("merge", "one.json", code=2).stderr
assert "part 1/2 is there twice" in run("merge", "one.json", "one.json", "two.json", code=2).stderr
assert "do not belong together" in run("merge", "one.json", "part1.json", code=2).stderr
for shard in ("0/2", "3/2", "1", "a/b", "1/0", "-1/2", ""):
    assert "error: --shard=" in run("check", "--shard=" + shard, code=2).stderr
assert "merge" in run("check", "--shard=1/2", "--diff=HEAD", code=2).stderr
# Baselines are for the whole.
run("baseline", "-o", "base.json", code=3)
assert "known from the baseline, 0 of it gone" in run("merge", "one.json", "two.json", "--baseline=base.json", code=3).stderr

# Untrusted files: cut off at various lengths, and with values of other kinds.
good = (folder / "two.json").read_text()
dice = random.Random(1)
for size in dice.sample(range(len(good)), 20):
    (folder / "bad.json").write_text(good[:size])
    result = run("merge", "bad.json", code=2)
    assert "bad.json: " in result.stderr


def places(value, path=()):
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, path + (key,))


for path in dice.sample(list(places(json.loads(good))), 25):
    for other in (None, -1, 1e30, "\u0000", [], {}, [[]], 1 << 40):
        value = json.loads(good)
        if not path:
            continue
        inner = value
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = other
        (folder / "bad.json").write_text(json.dumps(value))
        result = subprocess.run([os.environ["ASYNCSAFE"], "merge", "bad.json", "--format=html"], cwd=folder,
                                text=True, capture_output=True)
        assert result.returncode in (0, 1, 2, 3), (path, other, result.returncode, result.stderr)

# So is the database.
(folder / "compile_commands.json").write_text("[" * 200000)
assert "nested too deep" in run("check", code=2).stderr
