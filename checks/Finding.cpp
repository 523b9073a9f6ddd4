//===- Finding.cpp - Findings ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/Finding.h"

#include <iterator>

namespace asyncsafe {

namespace {

constexpr std::string_view LevelNames[] = {"note", "warning", "error"};
constexpr std::string_view StopName = "stop", ControlFlowName = "control-flow";

} // namespace

std::string_view spelling(Level L) { return LevelNames[static_cast<unsigned>(L)]; }

std::optional<Level> parseLevel(std::string_view Text) {
  for (unsigned I = 0; I < std::size(LevelNames); ++I)
    if (Text == LevelNames[I])
      return static_cast<Level>(I);
  return std::nullopt;
}

std::string_view spelling(const Cause &C) {
  if (C.Strikes)
    return spelling(*C.Strikes);
  return C.Stops ? StopName : ControlFlowName;
}

std::optional<Cause> parseCause(std::string_view Text) {
  if (Text == StopName)
    return Cause::stop();
  if (Text == ControlFlowName)
    return Cause::controlFlow();
  if (std::optional<Source> S = parseSource(Text))
    return Cause(*S);
  return std::nullopt;
}

} // namespace asyncsafe
