#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes man pages and shell completions, from the help that the program prints.

usage: command_line.py ASYNCSAFE FOLDER

Everything comes from `asyncsafe --help` and `asyncsafe SUBCOMMAND --help`, so no page can say what the program does not.
Writes FOLDER/man1/*.1.gz, FOLDER/asyncsafe.bash, FOLDER/_asyncsafe (zsh) and FOLDER/asyncsafe.fish.
"""
import dataclasses
import gzip
import os
import re
import subprocess
import sys

OPTION = re.compile(r"^  (--?[\w-]+)(?:\[?(=| )<(.+?)>\]?)? +- (.*)$")
VALUE = re.compile(r"^    =(\S+) +- +(.*)$")
SUBCOMMAND = re.compile(r"^  (\w+) +- (.*)$")


@dataclasses.dataclass
class Option:
    name: str  # with its dashes
    separator: str  # "=", " ", or "" if it takes no value
    value: str
    text: str
    choices: list = dataclasses.field(default_factory=list)  # (value, text)

    @property
    def synopsis(self):
        return self.name + (f"{self.separator}<{self.value}>" if self.value else "")

    @property
    def words(self):
        """What can stand behind it: its choices, or the names that its help lists as in ": a (default), b or c"."""
        if self.choices:
            return [name for name, _ in self.choices]
        listed = re.search(r": (\w+ \(default\), [\w, ]+ or \w+)", self.text)
        return re.findall(r"\w+", re.sub(r"\(default\)|\bor\b", "", listed[1])) if listed else []


@dataclasses.dataclass
class Command:
    name: str  # "" for the program itself
    text: str
    usage: str
    overview: str
    options: list


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ, COLUMNS="999")).stdout


def parse(program, name="", text=""):
    help_text = run(program, *([name] if name else []), "--help")
    options = []
    for line in help_text.splitlines():
        if option := OPTION.match(line):
            options.append(Option(option[1], option[2] or "", option[3] or "", option[4].strip()))
        elif (value := VALUE.match(line)) and options:
            options[-1].choices.append((value[1], value[2].strip()))
    usage = re.search(r"^USAGE: (.*)$", help_text, re.M)[1]
    overview = re.search(r"^OVERVIEW: (.*?)^(?:USAGE|SUBCOMMAND)", help_text, re.M | re.S)[1]
    return Command(name, text, usage, overview.strip(), options)


def subcommands(program):
    listed = re.search(r"^SUBCOMMANDS:\n\n(.*?)\n\n", run(program, "--help"), re.M | re.S)[1]
    return [SUBCOMMAND.match(line).groups() for line in listed.splitlines()]


# ---------------------------------------------------------------------------------------------- man pages


def roff(text):
    """Text for a man page: a line that begins with a dot or a quote is no request."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.M)


def man_page(title, version, name_line, command, see_also, extra=""):
    lines = [f'.TH {title.upper()} 1 "" "asyncsafe {version}" "asyncsafe"', ".SH NAME", f"{title} \\- {roff(name_line)}"]
    lines += [".SH SYNOPSIS", ".nf", roff(command.usage), ".fi", extra]
    lines += [".SH OPTIONS"]
    for option in command.options:
        lines += [".TP", f".B {roff(option.synopsis)}", roff(option.text)]
        for value, text in option.choices:
            lines += [".RS", ".TP", f".B {roff(value)}", roff(text), ".RE"]
    lines += [".SH SEE ALSO", ", ".join(f"{roff(page)}(1)" for page in see_also)]
    return "\n".join(line for line in lines if line) + "\n"


def program_page(version, top, commands):
    about, _, rest = top.overview.partition("\n")
    examples, _, codes = rest.strip("\n").partition("\n\n")
    extra = [".SH DESCRIPTION", roff(f"asyncsafe {about.partition(': ')[2]}."), ".SH SUBCOMMANDS"]
    for command in commands:
        extra += [".TP", f".B {command.name}", roff(f"{command.text}; see asyncsafe-{command.name}(1)")]
    extra += [".SH EXAMPLES", ".nf", roff(examples), ".fi", ".SH EXIT STATUS", roff(codes.partition(": ")[2])]
    pages = [f"asyncsafe-{command.name}" for command in commands]
    return man_page("asyncsafe", version, about.partition(": ")[2], top, pages + ["asyncsafe-clangd"], "\n".join(extra))


CLANGD = """.TH ASYNCSAFE-CLANGD 1 "" "asyncsafe {version}" "asyncsafe"
.SH NAME
asyncsafe\\-clangd \\- clangd with the checks of asyncsafe
.SH SYNOPSIS
asyncsafe\\-clangd [options]
.SH DESCRIPTION
A language server for C and C++: clangd, whose options it takes, with the checks asyncsafe\\-* among those of
clang\\-tidy.  Tell the editor to run it in the place of clangd;
.B asyncsafe init
writes the .clangd that a project needs.
.SH SEE ALSO
asyncsafe(1), asyncsafe\\-init(1)
"""


# ---------------------------------------------------------------------------------------------- completions


def bash(top, commands):
    lines = ["# bash completion of asyncsafe, made of its help.", "_asyncsafe() {", "  local current=${COMP_WORDS[COMP_CWORD]} words"]
    # Bash splits a word at '=': --format=te is three words.
    lines += ["  local option=$3", "  [[ $current == '=' ]] && current=", "  [[ ${COMP_WORDS[COMP_CWORD-1]} == '=' ]] && option=${COMP_WORDS[COMP_CWORD-2]}"]
    lines += ["  case ${COMP_WORDS[1]}:$option in"]
    for command in commands:
        for option in command.options:
            if option.words:
                lines += [f"    {command.name}:{option.name}) words='{' '.join(option.words)}' ;;"]
    lines += ["    *)", "      case ${COMP_WORDS[1]} in"]
    for command in commands:
        words = " ".join(option.name + ("=" if option.separator == "=" else "") for option in command.options)
        lines += [f"        {command.name}) words='{words}' ;;"]
    names = " ".join([command.name for command in commands] + [option.name for option in top.options])
    lines += [f"        *) words='{names}' ;;", "      esac", "      ((COMP_CWORD == 1)) || [[ $current == -* ]] || words= ;;", "  esac"]
    lines += ['  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")']
    lines += ["  [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace", "  return 0", "}", "complete -o default -F _asyncsafe asyncsafe"]
    return "\n".join(lines) + "\n"


def zsh_quote(text):
    return re.sub(r"([\[\]:'\\])", lambda m: "'\\''" if m[1] == "'" else "\\" + m[1], text)


def zsh(top, commands):
    lines = ["#compdef asyncsafe", "# Made of asyncsafe's help.", "_asyncsafe() {", "  local -a commands=("]
    lines += [f"    '{command.name}:{zsh_quote(command.text)}'" for command in commands]
    lines += ["  )", "  if ((CURRENT == 2)); then", "    _describe command commands", "    return", "  fi", "  case $words[2] in"]
    for command in commands:
        lines += [f"    {command.name})", "      _arguments \\"]
        for option in command.options:
            spec = f"{option.name}{'=' if option.separator == '=' else ''}[{zsh_quote(option.text)}]"
            if option.value:
                spec += f":{zsh_quote(option.value)}:" + (f"({' '.join(option.words)})" if option.words else "_files")
            lines += [f"        '*{spec}' \\"]
        lines += ["        '*:file:_files' ;;"]
    lines += ["  esac", "}", '_asyncsafe "$@"']
    return "\n".join(lines) + "\n"


def fish_quote(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish(top, commands):
    lines = ["# Made of asyncsafe's help."]
    for command in commands:
        lines += [f"complete -c asyncsafe -n __fish_use_subcommand -a {command.name} -d {fish_quote(command.text)}"]
    for command in commands:
        for option in command.options:
            kind = "-l" if option.name.startswith("--") else "-s"
            line = f"complete -c asyncsafe -n '__fish_seen_subcommand_from {command.name}' {kind} {option.name.lstrip('-')}"
            if option.value:
                line += " -r"
            if option.words:
                line += f" -x -a {fish_quote(' '.join(option.words))}"
            lines += [f"{line} -d {fish_quote(option.text)}"]
    return "\n".join(lines) + "\n"


def main():
    program, folder = sys.argv[1:3]
    version = run(program, "--version").split()[1]
    top = parse(program)
    commands = [parse(program, name, text) for name, text in subcommands(program)]
    os.makedirs(os.path.join(folder, "man1"), exist_ok=True)

    def write(name, text):
        data = text.encode()
        if name.endswith(".gz"):
            data = gzip.compress(data, mtime=0)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)

    write("man1/asyncsafe.1.gz", program_page(version, top, commands))
    write("man1/asyncsafe-clangd.1.gz", CLANGD.format(version=version))
    for command in commands:
        page = f"asyncsafe-{command.name}"
        write(f"man1/{page}.1.gz", man_page(page, version, command.text, command, ["asyncsafe"]))
    write("asyncsafe.bash", bash(top, commands))
    write("_asyncsafe", zsh(top, commands))
    write("asyncsafe.fish", fish(top, commands))


main()
