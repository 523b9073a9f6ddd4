//===- InitFiles.cpp - What asyncsafe init writes -------------------------===//

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
CheckOptions:
  # Interrupt sources to report: auto (those that a unit shows to be used), all, or a
  # list such as 'throw;cancel'.
  asyncsafe.Sources: auto
  # Report what is of unknown certainty too.
  asyncsafe.Strict: false
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
      - name: Install git
        run: apt-get update && apt-get install -y --no-install-recommends git ca-certificates
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # --diff looks at the history
      # Set the repository variable ASYNCSAFE_REPOSITORY to OWNER/NAME of asyncsafe.
      - uses: actions/checkout@v4
        with:
          repository: ${{ vars.ASYNCSAFE_REPOSITORY }}
          path: .asyncsafe
      - name: Build asyncsafe
        run: .asyncsafe/dev setup && .asyncsafe/dev build
      # Put here what your project needs to be configured.
      - name: Configure
        run: cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
      - name: Check
        run: |
          git config --global --add safe.directory "$PWD"
          .asyncsafe/build/bin/asyncsafe check -p build --format github --format sarif:asyncsafe.sarif
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
    - apt-get update && apt-get install -y --no-install-recommends git ca-certificates
    # Set the CI/CD variable ASYNCSAFE_REPOSITORY to the URL of asyncsafe.
    - git clone --depth 1 "$ASYNCSAFE_REPOSITORY" .asyncsafe
    - .asyncsafe/dev setup && .asyncsafe/dev build
    # Put here what your project needs to be configured.
    - cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
  script:
    - .asyncsafe/build/bin/asyncsafe check -p build --format text --format gitlab:gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
)",
    R"(  a job as 'asyncsafe init --ci=gitlab --dry-run' shows it in an empty folder, or a line:
  asyncsafe check -p build --format text --format gitlab:gl-code-quality-report.json
)",
    CiMarks};
