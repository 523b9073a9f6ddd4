//===- ExitCode.h - What the process says when it ends ----------*- C++ -*-===//
//
// Decides the exit codes and which wins when several apply.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_EXITCODE_H
#define ASYNCSAFE_TOOL_CLI_EXITCODE_H

#include <initializer_list>

namespace asyncsafe {

enum class ExitCode : int {
  Clean = 0, ///< everything was analysed, nothing was found
  Findings = 1,
  Usage = 2,         ///< the command line, configuration, a model or I/O is at fault
  Incomplete = 3,    ///< a translation unit could not be analysed
  Interrupted = 130, ///< as a shell says "killed by SIGINT"
};

/// The one that matters most: an interruption, then a usage error, then an
/// incomplete run (its findings are not all there are), then findings.
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
