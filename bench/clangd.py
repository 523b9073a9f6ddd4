#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the checks cost in the editor: their share of the time in which asyncsafe-clangd
makes an AST anew after an edit, from clangd's own trace.

  bench/clangd.py --clangd build/bin/asyncsafe-clangd [--rebuilds 20] [--plain clangd-22] -p BUILD FILE…

For each file: milliseconds per AST, of which with the checks (matching and analysis), the
share, and what the preamble costs (with --plain, next to a clangd without the checks).
Ends with 1 if the share over all files is above --limit percent.
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "clangd"))
from lsp import Server  # noqa: E402


def spans(trace):
    """Total duration and count by name, in milliseconds."""
    text = trace.read_text(errors="replace")
    try:
        events = json.loads(text)
    except ValueError:  # the closing brackets are written last
        events = json.loads(text.rstrip().rstrip(",") + "]}")
    events = events["traceEvents"] if isinstance(events, dict) else events
    begun, totals = {}, {}
    for e in events:
        key = (e.get("tid"), e.get("name"))
        if e.get("ph") == "X":
            totals.setdefault(e["name"], []).append(e["dur"] / 1000)
        elif e.get("ph") == "B":
            begun.setdefault(e.get("tid"), []).append(e)
        elif e.get("ph") == "E" and begun.get(e.get("tid")):
            start = begun[e["tid"]].pop()
            totals.setdefault(start["name"], []).append((e["ts"] - start["ts"]) / 1000)
    return totals


def measure(clangd, build, source, rebuilds):
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "trace.json"
        config = pathlib.Path(folder) / "config" / "clangd"
        config.mkdir(parents=True)
        (config / "config.yaml").write_text("Diagnostics: {ClangTidy: {Remove: ['*']}}\n")  # all but ours
        server = Server(folder, f"--compile-commands-dir={build}", "--enable-config=1", clangd=clangd,
                        environment={"CLANGD_TRACE": str(trace), "XDG_CONFIG_HOME": str(config.parent)})
        with server:
            text = source.read_text()
            server.folder = source.parent
            file = server.open(source.name, text)
            server.diagnostics(file, timeout=300)
            server.folder = pathlib.Path(folder)
            for count in range(rebuilds):
                server.change(file, f"{text}\nint asyncsafe_bench_{count};\n")
                server.diagnostics(file, timeout=300)
        return spans(trace)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--clangd", required=True)
    parser.add_argument("--plain")
    parser.add_argument("-p", dest="build", required=True)
    parser.add_argument("--rebuilds", type=int, default=20)
    parser.add_argument("--limit", type=float, default=8.0)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    build = os.path.abspath(arguments.build)
    build = build if os.path.isdir(build) else os.path.dirname(build)
    ast_total = ours_total = 0.0
    for source in arguments.files:
        totals = measure(os.path.abspath(arguments.clangd), build, source.absolute(), arguments.rebuilds)
        asts, ours = totals["BuildAST"][1:], totals.get("ClangTidyMatch", [0])[1:]
        ast_total += sum(asts)
        ours_total += sum(ours)
        preamble = totals.get("BuildPreamble", [0.0])[0]
        line = (f"{source.name}: {sum(asts) / len(asts):.1f} ms an AST, checks {sum(ours) / len(asts):.2f} ms, "
                f"{100 * sum(ours) / sum(asts):.1f} %; preamble {preamble:.0f} ms")
        if arguments.plain:
            plain = measure(arguments.plain, build, source.absolute(), 1)
            line += f", without ours {plain.get('BuildPreamble', [0.0])[0]:.0f} ms"
        print(line, flush=True)
    share = 100 * ours_total / ast_total
    print(f"all: {share:.1f} % of AST time, limit {arguments.limit:g} %")
    return share > arguments.limit


sys.exit(main())
