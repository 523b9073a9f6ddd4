//===- Command.h - The subcommands ------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interface of a subcommand. Each has a file of its own, with its options.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_COMMAND_H
#define ASYNCSAFE_TOOL_CLI_COMMAND_H

#include "tool/cli/ExitCode.h"

#include "llvm/Support/CommandLine.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::tooling {
class CompilationDatabase;
}

namespace asyncsafe {

/// What main passes to a subcommand.
struct Invocation {
  std::string ProgramPath;
  /// The flags after `--`, if any.
  std::unique_ptr<clang::tooling::CompilationDatabase> Flags;
  /// The same as they were written.
  std::vector<std::string> Words;
};

/// A subcommand registers itself when it is constructed at namespace scope.
class Command {
public:
  Command(llvm::StringRef Name, llvm::StringRef Description, ExitCode (*Run)(const Invocation &));
  Command(const Command &) = delete;

  llvm::cl::SubCommand Sub;
  ExitCode (*Run)(const Invocation &);
  /// The subcommand that the command line names, or null.
  static const Command *selected();
};

/// asyncsafe's own options, as opposed to those of LLVM's libraries.
llvm::cl::OptionCategory &ourOptions();

/// Writes all of \p Text to standard output: an interruption is deferred until it is written, and a
/// write error is reported. A reader that closes early is not an error.
ExitCode writeWhole(llvm::StringRef Text);

/// The subcommands, each defined in the file of its name.
extern Command AnalyseCommand, BaselineCommand, CaptureCommand, CheckCommand, DumpCommand, ExplainCommand,
    IndexCommand, InitCommand, LinkCommand, MergeCommand, ModelsCommand, NinjaCommand, ReportCommand;

} // namespace asyncsafe

#endif
