#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs capture over code that was written to break compilers.

GCC's testsuite (C++, coroutines, C, libstdc++) and glibc's nptl tests, from Debian's
source packages: no crash, no assertion, no file over the time limit; a file that Clang
rejects ends with an orderly error.  The packages are installed if they are missing.

usage: torture.py --asyncsafe PROGRAM [--command WORDS] [--sample N] [--seed S] [--work FOLDER] [--jobs J] [--only TEXT]
                  [--clang-tests FOLDER] [--part K/N]
       --command 'dump --stage=findings' goes through all checks.  --clang-tests takes the files in LLVM's folder
       clang/test, which no binary package has (`apt-get source --download-only llvm-toolchain-19`), in the place of the others.
       Without --sample, every file is run; --part 3/40 takes one of forty parts, for runs that are interrupted.
"""
import argparse
import concurrent.futures
import glob
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading

PACKAGES = {'gcc-12-source': '/usr/src/gcc-12/gcc-12*.tar.xz', 'glibc-source': '/usr/src/glibc/glibc-*.tar.xz'}
MEMBERS = {
    'gcc-12-source': ['*/gcc/testsuite/g++.dg', '*/gcc/testsuite/g++.old-deja', '*/gcc/testsuite/c-c++-common',
                      '*/gcc/testsuite/gcc.dg', '*/libstdc++-v3/testsuite'],
    # The tests reach into many folders for their headers.
    'glibc-source': ['*/nptl', '*/sysdeps', '*/setjmp', '*/support', '*/test-skeleton.c', '*/include', '*/elf', '*/posix'],
}
# Folder, glob of names, flags, and every how many files of it are taken in a full run.
SUITES = [
    ('gcc-*/gcc/testsuite/g++.dg/coroutines', '**/*.C', ['-std=gnu++20'], 1),
    ('gcc-*/gcc/testsuite/g++.dg', '**/*.C', ['-std=gnu++20'], 1),
    ('gcc-*/gcc/testsuite/g++.old-deja', '**/*.C', ['-std=gnu++14'], 1),
    ('gcc-*/gcc/testsuite/c-c++-common', '**/*.c', ['-x', 'c++', '-std=gnu++17'], 1),
    ('gcc-*/gcc/testsuite/c-c++-common', '**/*.c', ['-std=gnu17', '-fexceptions'], 2),
    ('gcc-*/gcc/testsuite/gcc.dg', '**/*.c', ['-std=gnu17'], 3),
    ('gcc-*/libstdc++-v3/testsuite', '**/*.cc', ['-std=gnu++20'], 8),
    ('glibc-*/nptl', 'tst-*.c', ['-std=gnu11'], 1),
    ('glibc-*/sysdeps/pthread', 'tst-*.c', ['-std=gnu11', '-fexceptions'], 1),
    ('glibc-*/setjmp', '*.c', ['-std=gnu11'], 1),
]
CRASHED = re.compile(r'Assertion .* failed|Stack dump:|PLEASE submit a bug report|LLVM ERROR|UNREACHABLE executed'
                     r'|AddressSanitizer|terminate called')


def install():
    missing = [p for p, where in PACKAGES.items() if not glob.glob(where)]
    if missing:
        env = dict(os.environ, DEBIAN_FRONTEND='noninteractive')
        subprocess.run(['apt-get', 'update', '-qq'], check=True, env=env, stdout=subprocess.DEVNULL)
        subprocess.run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', *missing], check=True, env=env,
                       stdout=subprocess.DEVNULL)


def unpack(work):
    for package, where in PACKAGES.items():
        done = os.path.join(work, package + '.unpacked')
        if os.path.exists(done):
            continue
        before = set(os.listdir(work))
        # A member that this version does not have is no error.
        subprocess.run(['tar', 'xf', sorted(glob.glob(where))[0], '-C', work, '--wildcards', *MEMBERS[package]],
                       stderr=subprocess.DEVNULL)
        if set(os.listdir(work)) == before:
            sys.exit(f'{package}: its source does not unpack')
        open(done, 'w').close()


def options(path, flags):
    """The flags that the test itself asks for, as far as they matter to a front end."""
    out = list(flags)
    with open(path, errors='replace') as f:
        head = f.read(4000)
    for asked in re.findall(r'dg-(?:additional-)?options\s+"([^"]*)"', head):
        out += [o for o in asked.split() if re.match(r'-std=|-fno-exceptions$|-fms-extensions$|-fopenmp$|-f(no-)?rtti$'
                                                    r'|-fchar8_t$|-D|-funsigned-char$|-fpermissive$', o)]
    return out + ['-w', '-ferror-limit=1', '-I' + os.path.dirname(path)]


def clang_files(folder):
    """Clang's own tests, each with what its first RUN line says of the language."""
    out = []
    for path in sorted(glob.glob(os.path.join(folder, '**', '*.*'), recursive=True)):
        if not path.endswith(('.c', '.cpp', '.cppm')) or f'{os.sep}Inputs{os.sep}' in path:
            continue
        with open(path, errors='replace') as f:
            run = re.search(r'RUN:((?:.*\\\n)*.*)', f.read(20000))
        words = run[1].replace('\\\n', ' ').replace('//', ' ').split() if run else []
        flags = [w for w in words if re.match(r'-std=|-fms-extensions$|-fopenmp$|-f(no-)?rtti$|-fchar8_t$|-D.|-fblocks$'
                                              r'|-f(no-)?exceptions$|-fcoroutines', w)]
        flags += [f'--target={words[i + 1]}' for i, w in enumerate(words[:-1]) if w == '-triple']
        out.append((path, flags))
    return out


def files(work):
    seen, out = set(), []
    for folder, names, flags, every in SUITES:
        for root in sorted(glob.glob(os.path.join(work, folder))):
            found = sorted(glob.glob(os.path.join(root, names), recursive=True))
            extra = ['-I' + os.path.join(root, 'util')] if 'libstdc++' in folder else []
            if folder.startswith('glibc'):
                top = re.sub(r'(/glibc-[^/]*)/.*', r'\1', root)
                extra = ['-D_GNU_SOURCE']
                for reached in ('', 'nptl', 'sysdeps/pthread', 'sysdeps/nptl', 'sysdeps/x86', 'sysdeps/x86_64',
                                'sysdeps/x86_64/nptl', 'sysdeps/unix/sysv/linux', 'sysdeps/generic', 'include'):
                    extra += ['-idirafter', os.path.join(top, reached)]
            for path in found[::every]:
                key = (path, tuple(flags))
                if path in seen and flags[0] != '-x' and 'c-c++-common' not in path:
                    continue
                seen.add(path)
                out.append((path, flags + extra))
    return out


def one(program, path, flags, limit, more=None):
    command = [*program, path, *(more if more is not None else ['--', *options(path, flags)])]
    ends = int(limit * 6)
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (ends, ends)))
        watch = threading.Timer(limit * 60, process.kill)
        watch.start()
        # Time on the processor: a busy machine makes nothing slow.
        _, status, usage = os.wait4(process.pid, 0)
        expired = not watch.is_alive()
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode(errors='replace')
    code, took = process.returncode, usage.ru_utime + usage.ru_stime
    if took >= ends:
        return 'slow', f'{took:.1f} s', command
    if expired:
        return 'slow', f'more than {limit * 60} s on the clock', command
    if code < 0 or code >= 128 or CRASHED.search(text):
        return 'crash', f'exit {code}: {text[-600:]}', command
    if code == 0:
        verdict = 'captured'
    elif 'error:' in text:
        verdict = 'rejected'
    else:
        return 'disorder', f'exit {code}: {text[-600:]}', command
    return ('slow', f'{took:.1f} s', command) if took > limit else (verdict, '', command)


def clang_alone(clang, command, limit):
    """What Clang's front end does with the same file."""
    at = command.index('--')
    verdict, _, _ = one([clang, '-fsyntax-only', *command[at + 1:]], command[at - 1], [], limit, [])
    return verdict


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--asyncsafe', required=True)
    parser.add_argument('--command', default='dump --stage=effects', help='what of it to run')
    parser.add_argument('--clang', default='clang-22')
    parser.add_argument('--work', help='folder to unpack into, and to find unpacked')
    parser.add_argument('--sample', type=int)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--limit', type=float, default=10, help='seconds of processor time a file')
    parser.add_argument('--only', default='')
    parser.add_argument('--part', default='1/1', help='the K-th of N parts, which all suites are spread over')
    parser.add_argument('--clang-tests', help='the folder clang/test of a source of LLVM')
    args = parser.parse_args()
    if not args.clang_tests:
        install()
    work = args.work or tempfile.mkdtemp(prefix='asyncsafe-torture-')
    os.makedirs(work, exist_ok=True)
    try:
        if not args.clang_tests:
            unpack(work)
        todo = [f for f in (clang_files(args.clang_tests) if args.clang_tests else files(work)) if args.only in f[0]]
        if args.sample and args.sample < len(todo):
            todo = random.Random(args.seed).sample(todo, args.sample)
        part, parts = map(int, args.part.split('/'))
        todo = todo[part - 1::parts]
        program = [args.asyncsafe, *args.command.split()]
        counts, failures = {}, []
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for verdict, why, command in pool.map(lambda f: one(program, f[0], f[1], args.limit), todo):
                if verdict in ('crash', 'slow') and clang_alone(args.clang, command, args.limit) == verdict:
                    verdict += ' in Clang itself'
                    print(f"{verdict}: {' '.join(command)}", flush=True)
                counts[verdict] = counts.get(verdict, 0) + 1
                if verdict in ('crash', 'slow', 'disorder'):
                    failures.append(command)
                    print(f"{verdict}: {' '.join(command)}\n  {why}", flush=True)
        print(f'{len(todo)} files: ' + ', '.join(f'{n} {v}' for v, n in sorted(counts.items())))
        # Files that are all rejected would show nothing.
        return 1 if failures or not counts.get('captured') else 0
    finally:
        if not args.work:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
