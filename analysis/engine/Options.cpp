//===- Options.cpp - Options of the analysis ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Options.h"

namespace asyncsafe {

bool SourceSelection::parse(std::string_view Text, SourceSelection &Out, std::string &Error) {
  SourceSelection Result;
  if (Text == "auto") {
    Out = Result;
    return true;
  }
  Result.Auto = false;
  if (Text == "all") {
    Out = Result;
    return true;
  }
  for (bool &On : Result.Enabled)
    On = false;
  bool Any = false;
  while (!Text.empty()) {
    size_t End = Text.find_first_of(";,");
    std::string_view Name = Text.substr(0, End);
    Text = End == std::string_view::npos ? std::string_view() : Text.substr(End + 1);
    if (Name.empty())
      continue;
    std::optional<Source> S = parseSource(Name);
    if (!S) {
      Error = "unknown interrupt source '" + std::string(Name) +
              "'; known are auto, all, throw, cancel, interrupt, suspend, jump, signal, python";
      return false;
    }
    Result.Enabled[static_cast<unsigned>(*S)] = Any = true;
  }
  if (!Any) {
    Error = "no interrupt source named; say auto, all, or a list such as throw;cancel";
    return false;
  }
  Out = Result;
  return true;
}

} // namespace asyncsafe
