#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares the unwind scopes of an effects dump with what Clang really generates.

For every call that can unwind in FILE: the destructors, cleanup functions and
handlers that it meets on the way out, in order, must be those of the landing pad
that `clang -O0 -g` gives its invoke.  A call in the one and not in the other, or
with another way out, is a mismatch; any mismatch fails.

usage: compare.py --clang CLANG --dump "COMMAND" [--drop NAMES] FILE -- FLAGS
       COMMAND is run as: COMMAND FILE -- FLAGS
       NAMES, separated by commas, are calls and steps that are not compared: those of a
       coroutine's frame, which the effects graph leaves out.
"""
import argparse
import collections
import re
import shlex
import subprocess
import sys

# What the runtime does on the way, and no source says.
RUNTIME = re.compile(r'__cxa_(end_catch|begin_catch|free_exception|guard_abort|guard_release|get_exception_ptr'
                     r'|allocate_exception|throw_bad_array_new_length)$|llvm\.|_ZSt9terminatev$'
                     r'|__clang_call_terminate$|.*\.__await_suspend_wrapper__')


def run(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\n{result.stderr}")
    return result.stdout


def split_name(name):
    """Components of a qualified name, without template and function arguments."""
    out, part, depth, i = [], '', 0, 0
    while i < len(name):
        operator = re.match(r'operator\s*(?:\(\)|\[\]|->\*?|<=>|[<>=!+\-*/%^&|~]+|new\[\]|delete\[\]|new|delete|""\s*\w+)',
                            name[i:]) if depth == 0 and not part.strip() else None
        if operator:
            part += operator.group(0)
            i += operator.end()
            continue
        c = name[i]
        if c in '<([{':
            depth += 1
        elif c in '>)]}':
            depth -= 1
        elif depth == 0:
            if name.startswith('::', i):
                out.append(part)
                part = ''
                i += 2
                continue
            part += c
        i += 1
    out.append(part)
    return [p.strip() for p in out]


def last(name):
    name = re.sub(r'\[abi:\w+\]', '', name)
    name = re.sub(r"\$_\d+|'lambda\d*'\([^)]*\)|\(lambda\)|\(anonymous\)", 'X', name)
    name = re.sub(r'\s+([*&])', r'\1', name)
    piece = split_name(name)[-1]
    piece = re.sub(r' (const|volatile|&|&&)+$', '', piece).strip()
    if piece.startswith('operator'):
        return piece
    return piece.split(' ')[-1] if ' ' in piece else piece


DROPPED = set()


def simplified(chain):
    """Whether cleanups run before std::terminate does is the implementation's choice."""
    chain = [step for step in chain if step not in DROPPED]
    if chain and chain[-1] == 'terminate':
        while len(chain) > 1 and not chain[-2].startswith('catch '):
            del chain[-2]
    return tuple(chain)


class Ir:
    """The invokes of a module and the way out of each."""

    def __init__(self, text, demangler):
        self.functions = {}
        self.lines = {}
        symbols = set()
        name, label = None, None
        for line in text.splitlines():
            if line.startswith('define '):
                name = re.search(r'@("[^"]+"|[\w.$]+)\(', line).group(1).strip('"')
                self.functions[name] = collections.OrderedDict(entry=[])
                label = 'entry'
            elif name and line == '}':
                name = None
            elif name:
                start = re.match(r'("[^"]+"|[\w.$-]+):(\s|$)', line)
                if start:
                    label = start.group(1).strip('"')
                    self.functions[name][label] = []
                elif line.strip():
                    blocks = self.functions[name][label]
                    # An invoke, a landingpad and a switch span lines.
                    if re.match(r'\s+(to label|cleanup|catch |filter )', line) or \
                            (blocks and blocks[-1].lstrip().startswith('switch') and ']' not in blocks[-1]):
                        blocks[-1] += ' ' + line.strip()
                    else:
                        blocks.append(line.strip())
            else:
                location = re.match(r'(!\d+) = (?:distinct )?!DILocation\(line: (\d+)', line)
                if location:
                    self.lines[location.group(1)] = int(location.group(2))
            symbols.update(re.findall(r'@("[^"]+"|[\w.$]+)', line))
        symbols = sorted({s.strip('"') for s in symbols})
        plain = subprocess.run([demangler], input='\n'.join(symbols), stdout=subprocess.PIPE, text=True).stdout
        self.demangled = dict(zip(symbols, plain.splitlines()))

    def called(self, instruction):
        """Symbol that an instruction calls; '' if it calls through a value; None if it calls nothing."""
        call = re.match(r'(?:%\S+ = )?(?:tail |musttail |notail )?(call|invoke) ', instruction)
        if not call or ' asm ' in instruction:
            return None
        # Skip the attributes and types in front of the callee.
        rest, depth = instruction[call.end():], 0
        for token in re.finditer(r'[(){}<>\[\]]|@("[^"]+"|[\w.$]+)|%("[^"]+"|[\w.$-]+)', rest):
            text = token.group(0)
            if text in '({<[':
                depth += 1
            elif text in ')}>]':
                depth -= 1
            elif depth == 0:
                if text[0] == '@':
                    return token.group(1).strip('"')
                if not text.startswith('%struct.') and not text.startswith('%class.') and not text.startswith('%union.'):
                    return ''
        return ''

    def name_of(self, symbol):
        return last(self.demangled.get(symbol, symbol)) if symbol else '?'

    def type_of(self, symbol):
        return last(self.demangled.get(symbol, symbol).replace('typeinfo for ', ''))

    def way_out(self, blocks, label):
        """Cleanups and handlers from landing pad \\p label on; '~T?' where a flag decides."""
        chain, seen, catching, optional = [], set(), None, 0
        joins = []
        while label and label not in seen:
            seen.add(label)
            while joins and joins[-1] == label:
                joins.pop()
                optional -= 1
            following = None
            for i in blocks[label]:
                symbol = self.called(i)
                if symbol is not None:
                    plain = symbol or '?'
                    if plain == '__clang_call_terminate' or plain == '_ZSt9terminatev':
                        return chain + ['terminate']
                    typeid = re.search(r'@llvm\.eh\.typeid\.for(?:\.p0)?\(ptr @("[^"]+"|[\w.$]+)\)', i)
                    if typeid:
                        catching = self.type_of(typeid.group(1).strip('"'))
                    elif not RUNTIME.match(plain):
                        chain.append(self.name_of(symbol) + ('?' if optional else ''))
                    invoke = re.search(r'to label %("[^"]+"|[\w.$-]+)', i)
                    if invoke:
                        following = invoke.group(1).strip('"')
                if i.startswith('resume'):
                    return chain
                if i.startswith('unreachable'):
                    return chain
                branch = re.match(r'br i1 (%\S+), label %("[^"]+"|[\w.$-]+), label %("[^"]+"|[\w.$-]+)', i)
                if branch:
                    condition, yes, no = branch.group(1), branch.group(2).strip('"'), branch.group(3).strip('"')
                    if catching:
                        chain.append('catch ' + catching)
                        catching = None
                        following = no
                    elif 'is_active' in condition or 'shouldDestroy' in condition or condition.startswith('%cleanup'):
                        joins.append(no)
                        optional += 1
                        following = yes
                    else:
                        # A loop over an array: its body first, then what comes after it.
                        following = yes if yes not in seen and 'done' not in yes else no
                        if following in seen:
                            following = yes
                jump = re.match(r'br label %("[^"]+"|[\w.$-]+)', i)
                if jump:
                    following = jump.group(1).strip('"')
            if following and re.match(r'catch\d*$', following):
                return chain + ['catch ...']
            label = following
        return chain

    def invokes(self):
        out = set()
        for name, blocks in self.functions.items():
            plain = self.demangled.get(name, name)
            # A deleting destructor frees what the other destructor destroyed.
            if re.search(r'D0Ev$', name) or name.startswith('__clang') or name.startswith('_GLOBAL__') \
                    or name.startswith('__cxx_global') or '.__await_suspend_wrapper__' in name:
                continue
            for label, instructions in blocks.items():
                for i in instructions:
                    invoke = re.search(r'unwind label %("[^"]+"|[\w.$-]+)', i)
                    symbol = self.called(i)
                    if not invoke or symbol is None or RUNTIME.match(symbol):
                        continue
                    pad = invoke.group(1).strip('"')
                    # A cleanup that is itself interrupted while unwinding.
                    if blocks[pad] and 'terminate.lpad' in pad and self.reached_by_unwinding(blocks, label):
                        continue
                    if self.reached_by_unwinding(blocks, label) and not self.in_handler(label, blocks):
                        continue
                    debug = re.search(r'!dbg (!\d+)', i)
                    line = self.lines.get(debug.group(1), 0) if debug else 0
                    chain = simplified(self.way_out(blocks, pad))
                    if chain:
                        out.add((line, self.name_of(symbol), chain))
        return out

    def reached_by_unwinding(self, blocks, label):
        key = id(blocks)
        if getattr(self, 'cached', None) != key:
            self.cached = key
            # Blocks that normal control reaches, from the entry and from handlers.
            normal, work = set(), [next(iter(blocks))]
            work += [b for b in blocks if re.match(r'catch\d*$', b)]
            # An entry block without a label has no name.
            while work:
                b = work.pop()
                if b in normal or b not in blocks:
                    continue
                normal.add(b)
                for i in blocks[b]:
                    # Clang leaves code behind a constant condition; nothing reaches it.
                    i = re.sub(r'br i1 false, label %\S+,', 'br', i)
                    i = re.sub(r'br i1 true, (label %[^,]+), label %\S+', r'br \1', i)
                    unwound = set(re.findall(r'unwind label %("[^"]+"|[\w.$-]+)', i))
                    for target in re.findall(r'label %("[^"]+"|[\w.$-]+)', i):
                        if target not in unwound:
                            work.append(target.strip('"'))
            self.normal = normal
        return label not in self.normal

    def in_handler(self, label, blocks):
        return label in self.normal


class Dump:
    """The same, of an effects dump."""

    def __init__(self, text):
        self.out = set()
        self.actions = set()  # names of destructors and cleanup functions
        events, scopes = [], {}
        for line in text.splitlines() + ['function']:
            if line.startswith('function'):
                self.finish(events, scopes)
                events, scopes = [], {}
                continue
            scope = re.match(r'  scope (\d+)(?: in (\d+))?: (.*)', line)
            if scope:
                scopes[int(scope.group(1))] = (int(scope.group(2)) if scope.group(2) else None, scope.group(3))
                continue
            event = re.match(r'    (\d+):\d+ (.*) \[scope (\d+)(?:, jumps to B\d+)?\]$', line)
            if event:
                events.append((int(event.group(1)), event.group(2), int(event.group(3))))

    @staticmethod
    def callee(text):
        """Name and flags of `[OBJECT ]NAME[ {FLAGS}][(ARGS)]`."""
        flags = re.search(r' \{([a-z ]+)\}(\(.*\))?$', text)
        if flags:
            name, flags = text[:flags.start()], flags.group(1).split()
        else:
            depth, cut = 0, len(text)
            if text.endswith(')'):
                for i in range(len(text) - 1, -1, -1):
                    depth += (text[i] == ')') - (text[i] == '(')
                    if depth == 0:
                        cut = i
                        break
            name, flags = text[:cut], []
        if 'virtual' in flags or 'indirect' in flags:
            return '?', flags
        # The object comes first; names of operators have spaces too.
        name = re.sub(r'\(lambda\)|\(anonymous\)', 'X', name)
        operator = re.search(r'operator(\s.*|[^\w\s].*)$', name)
        if operator:
            return operator.group(0), flags
        return last(name.split(' ')[-1]), flags

    def way_out(self, scopes, at):
        chain = []
        while at is not None:
            parent, text = scopes[at]
            conditional = text.endswith(' conditional')
            if conditional:
                text = text[:-len(' conditional')]
            mark = '?' if conditional else ''
            if text.startswith('destroy '):
                chain.append(self.callee(text[8:])[0] + mark)
            elif text.startswith('cleanup '):
                chain.append(self.callee(text[8:text.index(' on')])[0] + mark)
            elif text == 'terminate':
                return chain + ['terminate']
            elif text.startswith('try'):
                for handler in re.findall(r'catch\((.*?)\)->B\d+', text):
                    if handler == '...':
                        return chain + ['catch ...']
                    chain.append('catch ' + last(handler))
            at = parent
        return chain

    def finish(self, events, scopes):
        for _, text in scopes.values():
            if text.startswith('destroy '):
                self.actions.add(self.callee(text[8:].replace(' conditional', ''))[0])
            elif text.startswith('cleanup '):
                self.actions.add(self.callee(text[8:text.index(' on')])[0])
        for line, text, scope in events:
            call = re.match(r'(?:.*? = )?call ', text)
            if call:
                name, flags = self.callee(text[call.end():])
            elif text.startswith('destroy '):
                name, flags = self.callee(text[8:])
            elif text.startswith('interrupt throw'):
                flags = []
                name = {'std::bad_alloc': 'operator new', 'std::bad_cast': '__cxa_bad_cast',
                        'std::bad_typeid': '__cxa_bad_typeid'}.get(text.split(' ')[-1])
            elif text == 'rethrow':
                name, flags = '__cxa_rethrow', []
            elif text.startswith('throw '):
                name, flags = '__cxa_throw', []
            else:
                continue
            if 'nothrow' in flags:
                continue
            self.out.add((line, name, simplified(self.way_out(scopes, scope))))


def matches(mine, theirs):
    """Equal, where a destruction that a flag decides may be marked by one side alone, or left out."""
    if mine == theirs:
        return True
    if not theirs and not mine:
        return True
    if theirs and theirs[0].endswith('?') and matches(mine, theirs[1:]):
        return True
    if not mine or not theirs:
        return False
    return mine[0].rstrip('?') == theirs[0].rstrip('?') and matches(mine[1:], theirs[1:])


def same_callee(mine, theirs):
    norm = lambda n: n.replace('operator new[]', 'operator new').replace(' ', '')
    return norm(mine) == norm(theirs) or mine == '?' or theirs == '?'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--clang', default='clang++-22')
    parser.add_argument('--demangler', default='llvm-cxxfilt-22')
    parser.add_argument('--dump', required=True)
    parser.add_argument('--drop', default='')
    parser.add_argument('--verbose', action='store_true')
    parser.add_argument('file')
    parser.add_argument('flags', nargs='*')
    args = parser.parse_args()
    DROPPED.update(filter(None, args.drop.split(',')))
    ir = Ir(run([args.clang, *args.flags, '-O0', '-gline-tables-only', '-S', '-emit-llvm', '-fno-discard-value-names',
                 '-Xclang', '-disable-llvm-passes', '-o', '-', args.file]), args.demangler)
    dump = Dump(run(shlex.split(args.dump) + [args.file, '--', *args.flags]))
    theirs = {i for i in ir.invokes() if i[1] not in DROPPED}
    mine = {m for m in dump.out if m[1] not in DROPPED}
    if args.verbose:
        for line, name, chain in sorted(theirs):
            print(f'{line}: {name}: {" -> ".join(chain)}')
    rest = set(mine)
    # Clang emits what leaves a scope once, at its end, for all the ways out of it.
    def elsewhere(way, others):
        return way[1] in dump.actions and any(same_callee(o[1], way[1]) and matches(list(way[2]), list(o[2]))
                                              for o in others)

    failures = []
    for line, name, chain in sorted(theirs):
        found = [m for m in mine if m[0] == line and same_callee(m[1], name) and matches(list(m[2]), list(chain))]
        if not found and not elsewhere((line, name, chain), mine):
            failures.append((line, 'only Clang has', name, chain))
        rest -= set(found)
    for line, name, chain in sorted(r for r in rest if r[2] and not elsewhere(r, theirs)):
        failures.append((line, 'only the dump has', name, chain))
    for line, who, name, chain in sorted(failures):
        print(f'{args.file}:{line}: {who}: {name}: {" -> ".join(chain)}')
    print(f'{len(theirs)} ways out compared, {len(failures)} mismatches')
    # A comparison of nothing with nothing proves nothing.
    return 1 if failures or not theirs else 0


if __name__ == '__main__':
    sys.exit(main())
