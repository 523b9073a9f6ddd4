# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Cuts the runnable snippets out of a README, for CMake to compile and run: one file for each ```cpp run block.

Arguments: the README, the folder to write to. Prints the snippets' names, separated by semicolons.
"""
import pathlib
import re
import sys

readme, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
heading = None
snippets = {}
lines = iter(readme.read_text().splitlines())
for line in lines:
    if line.startswith("## "):
        heading = re.sub(r"\W+", "_", line[3:].strip().lower()).strip("_")
    if line == "```cpp run":
        if heading is None or heading in snippets:
            sys.exit("a snippet without a heading of its own")
        body = []
        for line in lines:
            if line == "```":
                break
            body.append(line)
        snippets[heading] = "\n".join(body) + "\n"
for name, body in snippets.items():
    target = folder / f"{name}.cpp"
    if not target.exists() or target.read_text() != body:
        target.write_text(body)
print(";".join(snippets), end="")
