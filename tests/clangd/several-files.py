# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Many files open at once, edited in turn: each has its own findings."""

import pathlib
import sys

from lsp import Server, check

COUNT = 8


def text(index, safe=False):
    point = "" if safe else "  step();\n"
    return ("struct Mutex { void lock() noexcept; void unlock() noexcept; };\n"
            f"static void step() {{ throw {index}; }}\n"
            f"void work{index}(Mutex &Lock{index}) {{\n"
            f"  Lock{index}.lock();\n{point}  Lock{index}.unlock();\n}}\n"
            "void unused() { step(); }\n")


def main():
    with Server(pathlib.Path(sys.argv[1]), "-j=4") as server:
        files = [server.open(f"file{i}.cpp", text(i)) for i in range(COUNT)]
        for rounds in range(3):
            for i, file in enumerate(files):
                found = server.ours(file)
                wanted = 0 if rounds % 2 else 1
                check(len(found) == wanted, f"{file.path.name}: {len(found)} findings in round {rounds}, not {wanted}")
                check(all(f"Lock{i}" in d["message"] for d in found), "a finding of another file:", found)
            for i, file in enumerate(files):
                server.change(file, text(i, safe=rounds % 2 == 0))
        for file in files[::2]:
            server.close(file)
        for i, file in list(enumerate(files))[1::2]:
            check(len(server.ours(file)) == 0, "findings after the others were closed")


main()
