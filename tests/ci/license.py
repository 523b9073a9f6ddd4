"""Every source says under which licence it is, in a line that tools read (SPDX).

usage: license.py SOURCE [--add]     --add puts the line where it is missing

What is analysed or compared as it stands (examples, inputs of tests) has none: LICENSE speaks for it.
"""

import pathlib
import subprocess
import sys

LINE = "SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception"
SLASHES = {".h", ".hpp", ".cpp", ".c", ".S"}
HASHES = {".py", ".sh", ".cmake"}
NAMES = {"dev", "run", "CMakeLists.txt", "Containerfile", "action.yml", "gitlab.yml"}


def comment(path):
    """What begins a comment in it; nothing if it needs no line."""
    if path.parts[0] == "examples" or "Inputs" in path.parts or "corpus" in path.parts:
        return None
    if path.parts[0] == "tests" and path.suffix in SLASHES and path.parts[1] != "fuzz" and not path.stem.endswith("Test"):
        return None
    if path.suffix in SLASHES:
        return "//"
    return "#" if path.suffix in HASHES or path.name in NAMES else None


def with_line(text, begin):
    """Behind the line that says what the file is, or how it is run."""
    lines = text.split("\n")
    first = lines[0].startswith("#!") or lines[0].startswith("//===-")
    lines.insert(1 if first else 0, f"{begin} {LINE}")
    return "\n".join(lines)


def main(source, add=""):
    source = pathlib.Path(source)
    listed = subprocess.run(["git", "ls-files"], cwd=source, text=True, capture_output=True, check=True).stdout
    files = [(path, begin) for path in map(pathlib.Path, listed.splitlines()) if (begin := comment(path))]
    assert len(files) > 700, len(files)
    missing = [(path, begin) for path, begin in files if LINE not in (source / path).read_text()[:600]]
    for path, begin in missing:
        if add:
            (source / path).write_text(with_line((source / path).read_text(), begin))
        else:
            print(f"{path}: has no line '{begin} {LINE}': 'tests/ci/license.py . --add' puts it there")
    return bool(missing) and not add


sys.exit(main(*sys.argv[1:]))
