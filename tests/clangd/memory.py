# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Memory stays where it is over many rebuilds.

usage: memory.py FOLDER SOURCE REBUILDS FLAGS…
"""

import pathlib
import sys

from lsp import Server, check


def resident(pid):
    """Anonymous memory in MiB: what was allocated and not given back."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no RssAnon")


def main():
    folder, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    rebuilds, flags = int(sys.argv[3]), sys.argv[4:]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compile_flags.txt").write_text("".join(flag + "\n" for flag in flags))
    original = source.read_text()
    used = []
    with Server(folder, "--log=error", "--malloc-trim") as server:
        file = server.open(source.name, original)
        server.diagnostics(file, timeout=120)
        for count in range(rebuilds):
            server.change(file, f"{original}\nint added{count};\n")
            server.diagnostics(file)
            used.append(resident(server.process.pid))
    # The first rebuilds warm caches up; from then on the high water mark must stand still.
    early, late = max(used[rebuilds // 5 : rebuilds * 2 // 5]), max(used[-rebuilds // 5 :])
    print(f"{rebuilds} rebuilds of {source.name}: {early:.1f} MiB early, {late:.1f} MiB late")
    check(late <= early * 1.05 + 2, f"memory grew from {early:.1f} to {late:.1f} MiB")


main()
