# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Types into a real file as people do, which is to say that it does not compile most of
the time, and then puts it back: the server lives, answers in time, and says the same as
before.

usage: typing.py FOLDER SOURCE EDITS FLAGS…
"""

import pathlib
import random
import sys
import time

from lsp import Server, check

PIECES = ["{", "}", "(", ")", ";", "x", " ", "->", "::", "<", ">", "template <class T> ", "lock();", "throw 1;",
          "if (", "return ", "auto a = [&] { ", "co_await ", "try {", "} catch (", "\"", "/*", "#if 1 ", "static ",
          "struct S : S {", "operator", "noexcept(", "&&", "%", "…", "0x", "'", "new T(", "delete ", "goto ", "case "]


def main():
    folder, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    edits, flags = int(sys.argv[3]), sys.argv[4:]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compile_flags.txt").write_text("".join(flag + "\n" for flag in flags))
    original = source.read_text()
    dice = random.Random(20)
    slowest = 0.0
    with Server(folder, "--log=error") as server:
        file = server.open(source.name, original)
        first = server.diagnostics(file, timeout=120)
        check(not any(d["severity"] == 1 and not d["code"].startswith("asyncsafe-") for d in first), "the file itself does not compile:", first[:3])
        before = server.ours(file)
        for count in range(edits):
            lines = file.text.split("\n")
            line = dice.randrange(len(lines))
            column = dice.randrange(len(lines[line]) + 1)
            erased = min(dice.choice([0, 0, 1, 3, 8]), len(lines[line]) - column)
            server.edit(file, line, column, erased, dice.choice(PIECES) if dice.random() < 0.8 or not erased else "")
            if dice.random() < 0.1:
                start = time.monotonic()
                server.diagnostics(file, timeout=60)
                slowest = max(slowest, time.monotonic() - start)
            if count % 25 == 24:  # undone again: errors must not pile up until nothing is parsed
                server.change(file, original)
        server.change(file, original)
        check(server.ours(file, timeout=120) == before, "the findings changed although the text did not")
        server.request("textDocument/documentSymbol", {"textDocument": {"uri": file.uri}})
    print(f"{edits} edits of {source.name}, {len(before)} findings; the slowest answer took {slowest:.2f} s")


main()
