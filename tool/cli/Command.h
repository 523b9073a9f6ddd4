//===- Command.h - The subcommands ------------------------------*- C++ -*-===//
//
// Decides what a subcommand is.  Each has a file of its own, with its options.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_COMMAND_H
#define ASYNCSAFE_TOOL_CLI_COMMAND_H

#include "tool/cli/ExitCode.h"

#include "llvm/Support/CommandLine.h"
#include <memory>
#include <string>

namespace clang::tooling {
class CompilationDatabase;
}

namespace asyncsafe {

/// What main hands to a subcommand.
struct Invocation {
  std::string ProgramPath;
  /// The flags after `--`, if there was one.
  std::unique_ptr<clang::tooling::CompilationDatabase> Flags;
};

/// A subcommand registers itself by being constructed at namespace scope.
class Command {
public:
  Command(llvm::StringRef Name, llvm::StringRef Description, ExitCode (*Run)(const Invocation &));
  Command(const Command &) = delete;

  llvm::cl::SubCommand Sub;
  ExitCode (*Run)(const Invocation &);
  /// The one that the command line names, or null.
  static const Command *selected();
};

/// Options that are ours, as opposed to those that LLVM's libraries bring along.
llvm::cl::OptionCategory &ourOptions();

/// Writes \p Text to standard output whole: an interruption waits for it, and what
/// cannot be written is an error.  A reader that goes away before the end is none.
ExitCode writeWhole(llvm::StringRef Text);

/// The subcommands, each defined in the file of its name.
extern Command BaselineCommand, CheckCommand, DumpCommand, ExplainCommand, IndexCommand, InitCommand,
    MergeCommand, ModelsCommand;

} // namespace asyncsafe

#endif
