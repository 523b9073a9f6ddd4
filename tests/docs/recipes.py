#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the recipes of the checks' pages to what they say.

  recipes.py SOURCE

Each page of docs/checks names under "## With the runtime" what of the runtime is the remedy, with a few lines of code. All of
them are compiled together against the runtime's headers, each in a namespace of its own, and asyncsafe has nothing to
say of them.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SECTION = re.compile(r"^## With the runtime\n(.*?)(?=^## |\Z)", re.M | re.S)
BLOCK = re.compile(r"^```cpp\n(.*?)^```$", re.M | re.S)
LONGEST = 8  # lines of a recipe, without its includes
WITHOUT = {"infinite-wait"}  # of Windows, for which there is no runtime


def flags(source):
    python = subprocess.run(["pkg-config", "--cflags", "python3"], text=True, capture_output=True).stdout.split()
    return ["-std=c++20", f"-I{source}/runtime/include", *python]


def main(source):
    source = pathlib.Path(source)
    includes, bodies, complaints = {"#include <mutex>": None}, [], []
    for page in sorted((source / "docs/checks").glob("*.md")):
        section = SECTION.search(page.read_text())
        blocks = BLOCK.findall(section[1]) if section else []
        if not section or (not blocks and page.stem not in WITHOUT):
            complaints.append(f"{page.name}: names no remedy of the runtime")
        for block in blocks:
            lines = block.splitlines()
            includes.update(dict.fromkeys(line for line in lines if line.startswith("#include")))
            code = [line for line in lines if line and not line.startswith("#include")]
            if len(code) > LONGEST:
                complaints.append(f"{page.name}: its recipe has {len(code)} lines")
            bodies.append(f"namespace recipe_{page.stem.replace('-', '_')} {{\n" + "\n".join(code) + "\n}\n")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "recipes.cpp"
        # Python.h wants to be the first.
        file.write_text("\n".join(sorted(includes, key=lambda i: "python" not in i)) + "\n" + "".join(bodies))
        built = subprocess.run([os.environ.get("CXX", "clang++-22"), "-fsyntax-only", "-Wall", "-Werror",
                                "-Wno-unused-function", *flags(source), str(file)], text=True, capture_output=True)
        if built.returncode:
            complaints.append(built.stderr)
        said = subprocess.run([os.environ["ASYNCSAFE"], "check", "--level=note", "--format=json", str(file), "--",
                               *flags(source)], text=True, capture_output=True)
        complaints += [f"{f['check']}: {f['line']}: {f['message']}" for f in json.loads(said.stdout)["findings"]
                       if pathlib.Path(f["file"]).name == file.name]
    print(*complaints, sep="\n")
    print(f"{len(bodies)} recipes")
    return bool(complaints) or not bodies


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
