//===- InitFiles.cpp - Files written by asyncsafe init --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/InitFiles.h"

using namespace asyncsafe;
using llvm::StringRef;

static constexpr StringRef ClangdMarks[] = {"FastCheckFilter"};
const InitFile asyncsafe::ClangdFile{
    ".clangd",
    R"(# clangd runs only checks that it knows to be fast. 'Loose' lets those run, too, that
# it has no timing for, as asyncsafe's; those that it knows to be slow stay off.
Diagnostics:
  ClangTidy:
    FastCheckFilter: Loose
)",
    R"(  Diagnostics:
    ClangTidy:
      FastCheckFilter: Loose
)",
    ClangdMarks};

static constexpr StringRef ClangTidyMarks[] = {"asyncsafe"};
const InitFile asyncsafe::ClangTidyFile{
    ".clang-tidy",
    R"(# Read by clang-tidy with the plugin, by 'asyncsafe check' and by asyncsafe-clangd.
Checks: 'asyncsafe-*'
# A list, which every clang-tidy reads; clang-tidy 14 does not know the shorter form.
CheckOptions:
  # Interrupt sources to report: auto (those that a unit shows to be used), all, or a
  # list such as 'throw;cancel'.
  - key: asyncsafe.Sources
    value: auto
  # Report what is of unknown certainty too.
  - key: asyncsafe.Strict
    value: false
)",
    R"(  in Checks:        asyncsafe-*
  in CheckOptions:  asyncsafe.Sources: auto
)",
    ClangTidyMarks};

static constexpr StringRef CiMarks[] = {"asyncsafe check"};
const InitFile asyncsafe::GithubFile{
    ".github/workflows/asyncsafe.yml",
    R"(# Checks each change with asyncsafe: annotations in the change, and the whole report
# under Security > Code scanning.
name: asyncsafe
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  asyncsafe:
    runs-on: ubuntu-latest
    container: debian:12
    steps:
      # Set the repository variable ASYNCSAFE_PACKAGE to the URL of asyncsafe's .deb.
      - name: Install git and asyncsafe
        env:
          ASYNCSAFE_PACKAGE: ${{ vars.ASYNCSAFE_PACKAGE }}
        run: |
          apt-get update && apt-get install -y --no-install-recommends ca-certificates curl git
          curl --fail --silent --show-error --location --output /tmp/asyncsafe.deb "$ASYNCSAFE_PACKAGE"
          apt-get install -y --no-install-recommends /tmp/asyncsafe.deb
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # --diff looks at the history
      # Put here what your project needs to be configured.
      - name: Configure
        run: cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
      - name: Check
        run: |
          git config --global --add safe.directory "$PWD"
          asyncsafe check -p build --format github --format sarif:asyncsafe.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        with:
          sarif_file: asyncsafe.sarif
          category: asyncsafe
)",
    R"(  a job as 'asyncsafe init --dry-run' shows it in an empty folder, or a step:
  asyncsafe check -p build --format github --format sarif:asyncsafe.sarif
)",
    CiMarks};

const InitFile asyncsafe::GitlabFile{
    ".gitlab-ci.yml",
    R"(# Checks each change with asyncsafe; the merge request shows what is new in it.
asyncsafe:
  image: debian:12
  variables:
    GIT_DEPTH: 0 # --diff looks at the history
  before_script:
    - apt-get update && apt-get install -y --no-install-recommends ca-certificates curl git
    # Set the CI/CD variable ASYNCSAFE_PACKAGE to the URL of asyncsafe's .deb.
    - curl --fail --silent --show-error --location --output /tmp/asyncsafe.deb "$ASYNCSAFE_PACKAGE"
    - apt-get install -y --no-install-recommends /tmp/asyncsafe.deb
    # Put here what your project needs to be configured.
    - cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
  script:
    - asyncsafe check -p build --format text --format gitlab:gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
)",
    R"(  a job as 'asyncsafe init --ci=gitlab --dry-run' shows it in an empty folder, or a line:
  asyncsafe check -p build --format text --format gitlab:gl-code-quality-report.json
)",
    CiMarks};
