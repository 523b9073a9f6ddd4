"""Writes into FOLDER the model files that no repository should hold: huge, deep, binary."""
import os
import sys

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
files = {
    "deep.json": b'{"version": 1, "rows": ' + b"[" * 1000000,
    "deep-objects.json": b'{"a":' * 300000,
    "huge.json": b'{"version": 1, "about": "' + b"x" * (5 << 20) + b'"}',
    "long-key.json": b'{"version": 1, "' + b"k" * 1000000 + b'": 1}',
    "binary.json": bytes(range(256)) * 64,
    "nul.json": b"\0" * 1000,
    "utf8.json": b'{"version": 1, "about": "\xff\xfe"}',
    "utf8-name.json": b'{"version": 1, "rows": [{"name": "f\xc3\xa9", "effects": []}]}',
    "utf16.json": '{"version": 1}'.encode("utf-16"),
    "surrogate.json": b'{"version": 1, "about": "\\ud800"}',
    "bom.json": b'\xef\xbb\xbf{"version": 1, "rows": []}',
    "number.json": b'{"version": 1e999}',
    "many-errors.json": b'{"version": 1, "rows": [' + b",".join([b"7"] * 100000) + b"]}",
}
for name, content in files.items():
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)
