#!/usr/bin/env python3
"""make_db.py FOLDER FLAGS… : writes FOLDER/compile_commands.json for the sources in FOLDER."""
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1]).resolve()
flags = sys.argv[2:]
sources = sorted(p for p in folder.rglob("*") if p.suffix in (".c", ".cpp", ".s"))
commands = [
    {
        "directory": str(folder),
        "file": str(source.relative_to(folder)),
        "arguments": [
            "clang++-22" if source.suffix == ".cpp" else "clang-22",
            *flags,
            *(["-std=c++20"] if source.suffix == ".cpp" else []),
            "-c", str(source.relative_to(folder)), "-o", source.stem + ".o",
        ],
    }
    for source in sources
]
(folder / "compile_commands.json").write_text(json.dumps(commands, indent=1))
