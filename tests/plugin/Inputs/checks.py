"""Checks of the plugin = checks of the program."""
import os
import re
import subprocess

def output(*command):
    return subprocess.run(command, text=True, capture_output=True, check=True).stdout

plugin = output(os.environ["CLANG_TIDY"], "--load=" + os.environ["ASYNCSAFE_PLUGIN"], "--checks=-*,asyncsafe-*", "--list-checks")
program = output(os.environ["ASYNCSAFE"], "explain")
in_plugin, in_program = (set(re.findall(r"^ +(asyncsafe-\S+)", text, re.M)) for text in (plugin, program))
assert in_plugin and in_plugin == in_program, (in_plugin, in_program)
