//===- Main.cpp - The program asyncsafe -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the command line, runs a subcommand, and ends with its exit code.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/CapturedErrors.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/Command.h"
#include "tool/cli/Interrupt.h"
#include "tool/cli/Terminal.h"
#include "tool/report/Escape.h"

#include "clang/Basic/Version.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

using namespace asyncsafe;
namespace cl = llvm::cl;

static constexpr llvm::StringRef Overview =
    "asyncsafe: finds C and C++ code that asynchronous interruption breaks\n\n"
    "  asyncsafe check -p BUILD             check a project by its compile_commands.json\n"
    "  asyncsafe check FILE -- -std=c++20   check one file with these flags\n"
    "  asyncsafe explain                    list the checks\n\n"
    "Exit codes: 0 nothing found, 1 findings, 2 wrong usage, configuration or I/O,\n"
    "3 a translation unit could not be analysed, 130 interrupted.\n";

//===----------------------------------------------------------------------===//
// Subcommands
//===----------------------------------------------------------------------===//

static llvm::SmallVectorImpl<Command *> &commands() {
  static llvm::SmallVector<Command *, 8> All;
  return All;
}

Command::Command(llvm::StringRef Name, llvm::StringRef Description, ExitCode (*Run)(const Invocation &))
    : Sub(Name, Description), Run(Run) {
  commands().push_back(this);
}

const Command *Command::selected() {
  for (const Command *C : commands())
    if (C->Sub)
      return C;
  return nullptr;
}

cl::OptionCategory &asyncsafe::ourOptions() {
  static cl::OptionCategory Category("asyncsafe options");
  return Category;
}

ExitCode asyncsafe::writeWhole(llvm::StringRef Text) {
  DeferInterrupts Deferred;
  while (!Text.empty()) {
    ssize_t Written = write(STDOUT_FILENO, Text.data(), Text.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written < 0 && errno == EPIPE)
      break; // the reader has read enough, like `head`
    if (Written < 0) {
      complain(llvm::formatv("cannot write to standard output: {0}", std::strerror(errno)).str());
      return ExitCode::Usage;
    }
    Text = Text.drop_front(Written);
  }
  return ExitCode::Clean;
}

//===----------------------------------------------------------------------===//
// The command line
//===----------------------------------------------------------------------===//

static void printVersion(llvm::raw_ostream &Out) {
  Out << "asyncsafe " ASYNCSAFE_VERSION "\n" << clang::getClangFullVersion() << '\n';
  Out << "sandbox: " << describeRoom() << '\n';
}

/// LLVM's libraries bring hundreds of options; --help shows only asyncsafe's.
static void showOnlyOurOptions() {
  cl::HideUnrelatedOptions(ourOptions());
  for (Command *C : commands())
    cl::HideUnrelatedOptions(ourOptions(), C->Sub);
}

/// Removes `--` and the flags after it from the command line. Clang's own reader would run its driver on
/// unchecked flags.
static void takeFlagsAfterDashes(int &Argc, const char **Argv, Invocation &I) {
  const char **End = Argv + Argc;
  const char **Dashes = std::find(Argv, End, llvm::StringRef("--"));
  if (Dashes == End)
    return;
  Argc = static_cast<int>(Dashes - Argv);
  I.Words.assign(Dashes + 1, End);
  I.Flags = std::make_unique<clang::tooling::FixedCompilationDatabase>(".", I.Words);
}

/// LLVM treats every word that begins with `-h` as a group of letters starting with its alias `-h`:
/// `--html=x` would print the help and succeed. Returns the first such word that is not an option; empty
/// if there is none.
static llvm::StringRef unknownOptionWithH(llvm::ArrayRef<const char *> Arguments) {
  static constexpr llvm::StringRef Help[] = {"h", "help", "help-hidden", "help-list", "help-list-hidden"};
  const Command *Named = nullptr;
  for (const Command *C : commands())
    if (Arguments.size() > 1 && C->Sub.getName() == Arguments[1])
      Named = C;
  for (llvm::StringRef Word : llvm::drop_begin(Arguments)) {
    llvm::StringRef Name = Word.ltrim('-').split('=').first;
    if (!Word.starts_with("-") || !Name.starts_with("h") || llvm::is_contained(Help, Name))
      continue;
    if (!Named || !Named->Sub.OptionsMap.count(Name))
      return Word;
  }
  return {};
}

static ExitCode run(int Argc, const char **Argv) {
  static int Anchor;
  Invocation I;
  I.ProgramPath = llvm::sys::fs::getMainExecutable(Argv[0], &Anchor);
  takeFlagsAfterDashes(Argc, Argv, I);

  if (llvm::StringRef Word = unknownOptionWithH(llvm::ArrayRef(Argv, Argc)); !Word.empty()) {
    complain(llvm::formatv("unknown option '{0}'; 'asyncsafe {1} --help' lists the options", Word,
                           Argc > 1 && Argv[1][0] != '-' ? Argv[1] : "")
                 .str());
    return ExitCode::Usage;
  }
  showOnlyOurOptions();
  cl::SetVersionPrinter(printVersion);
  std::string Errors;
  bool Parsed = false;
  {
    CapturedErrors Captured(Errors); // for an invalid value, LLVM writes to standard error itself
    llvm::raw_string_ostream ErrorStream(Errors);
    Parsed = cl::ParseCommandLineOptions(Argc, Argv, Overview, &ErrorStream);
  }
  if (!Parsed) {
    // An argument may be an untrusted file name; its line breaks must not be printed.
    bool OwnLines =
        llvm::any_of(llvm::ArrayRef(Argv, Argc), [](llvm::StringRef A) { return A.contains('\n'); });
    llvm::errs() << visible(Errors, /*Lines=*/!OwnLines) << (OwnLines ? "\n" : "");
    return ExitCode::Usage;
  }
  const Command *C = Command::selected();
  if (!C) {
    complain("no subcommand given; expected check, baseline, merge, index, init, explain, models, dump, "
             "ninja, capture, "
             "link, analyse or report; see "
             "'asyncsafe --help'");
    return ExitCode::Usage;
  }
  return C->Run(I);
}

int main(int Argc, const char **Argv) {
  handleInterrupts();
  std::signal(SIGPIPE, SIG_IGN); // see writeWhole()
  // Registers targets, but not their assemblers: see AssemblerIsAbsent in ParseUnit.cpp.
  llvm::InitializeAllTargetInfos();
  ExitCode Code = run(Argc, Argv);
  llvm::outs().flush();
  llvm::errs().flush();
  // All work is done, and destroying LLVM's state takes time.
  _exit(static_cast<int>(Code));
}
