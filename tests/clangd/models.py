# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The model file of a project is edited while its sources are open."""

import json
import pathlib
import sys

from lsp import Server, check

TEXT = """\
void house_lock(int *lock);
void house_unlock(int *lock);
static void fail() { throw 1; }
void f(int *lock) {
  house_lock(lock);
  fail();
  house_unlock(lock);
}
"""


def write(folder, rows):
    (folder / "house.json").write_text(json.dumps({"version": 1, "about": "Locks of the house", "source": "house.h", "rows": rows}))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True)
    (folder / ".clang-tidy").write_text("CheckOptions: {asyncsafe.Models: house.json}\n")
    locks = [{"name": "house_lock", "nothrow": True, "effects": [{"acquires": "lock", "at": "*arg0"}]},
             {"name": "house_unlock", "nothrow": True, "effects": [{"releases": "lock", "at": "*arg0"}]}]
    write(folder, [])
    with Server(folder) as server:
        file = server.open("f.cpp", TEXT)
        check(server.ours(file) == [], "nothing is known of the functions", server.ours(file))
        for turn, (rows, expected) in enumerate([(locks, 1), ([], 0), (locks, 1)]):
            write(folder, rows)
            server.change(file, TEXT + f"// {turn}\n")
            check(len(server.ours(file)) == expected, "turn", turn, server.ours(file))


main()
