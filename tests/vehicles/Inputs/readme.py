"""readme.py SOURCE TEMP: every line of output that README.md shows for `./dev run` is real."""
import os
import pathlib
import re
import subprocess
import sys

source, temp = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
shown = re.search(r"```console\n\$ \./dev run\n(.*?)```", (source / "README.md").read_text(), re.S)[1]
subprocess.run(["cmake", "-G", "Ninja", "-S", source / "examples", "-B", temp, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                "-DCMAKE_C_COMPILER=" + os.environ["CLANG"], "-DCMAKE_CXX_COMPILER=" + os.environ["CLANG"] + "++"],
               check=True, stdout=subprocess.DEVNULL)
said = subprocess.run([os.environ["ASYNCSAFE"], "check", "-p", temp], cwd=source, text=True, capture_output=True).stdout
lines = [line for line in shown.splitlines() if line != "…"]
wrong = [line for line in lines if line not in said.splitlines()]
print(*(f"README.md shows, but the program does not say: {line}" for line in wrong), sep="\n")
assert len(lines) > 3
sys.exit(bool(wrong))
