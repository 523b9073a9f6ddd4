//===- ExitCode.h - Exit codes ----------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The exit codes, and which one wins if several apply.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_EXITCODE_H
#define ASYNCSAFE_TOOL_CLI_EXITCODE_H

#include <initializer_list>

namespace asyncsafe {

enum class ExitCode : int {
  Clean = 0, ///< everything was analysed, without findings
  Findings = 1,
  Usage = 2,         ///< an error in the command line, a configuration, a model, or of I/O
  Incomplete = 3,    ///< a translation unit could not be analysed
  Interrupted = 130, ///< the shell's code for "killed by SIGINT"
};

/// The most important one: an interruption, then a usage error, then an incomplete run (which may miss
/// findings), then findings.
constexpr ExitCode worst(std::initializer_list<ExitCode> Codes) {
  constexpr ExitCode Order[] = {ExitCode::Interrupted, ExitCode::Usage, ExitCode::Incomplete,
                                ExitCode::Findings};
  for (ExitCode Candidate : Order)
    for (ExitCode Code : Codes)
      if (Code == Candidate)
        return Candidate;
  return ExitCode::Clean;
}

} // namespace asyncsafe

#endif
