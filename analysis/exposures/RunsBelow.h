//===- RunsBelow.h - Functions that may run below given calls ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes for a whole program which functions may run in a frame below given functions. What is not known
// (a pointer, a virtual call, a library that calls back) counts as called there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_RUNSBELOW_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_RUNSBELOW_H

#include "analysis/engine/Callees.h"

#include <map>
#include <string_view>
#include <vector>

namespace asyncsafe {

/// What a function, or a single call, may run that no edge of the call graph leads to.
struct UnknownCalls {
  bool Pointers = false, Overriders = false; ///< each function that a pointer may mean; each overrider
  bool CLibrary = false;                     ///< a library in C, which may call back what it was given before
  std::vector<FunctionId> Bodies;
  std::vector<CalleeId> Methods; ///< whatever overrides them
  void add(const UnknownCalls &Other);
};

class RunsBelow {
public:
  /// Libraries written in C pass no exception on, but a jump leaves them as it leaves other code.
  enum class Libraries : uint8_t { Cxx, All };

  explicit RunsBelow(const Callees &Calls);

  const Callees &calls() const { return Calls; }
  UnknownCalls unknownIn(const Event &E) const;
  /// By function: one of \p Roots, or it may run below them or in \p Besides.
  std::vector<bool> spread(std::vector<FunctionId> Roots, const UnknownCalls &Besides, Libraries Back) const;
  /// By function: main or a thread may come to it.
  const std::vector<bool> &live() const { return Live; }
  /// By function: something stores its address or hands it on, and not only to start a thread.
  const std::vector<bool> &calledByPointer() const { return ByPointer; }

private:
  const Callees &Calls;
  const Unit &U;
  std::multimap<std::string_view, FunctionId> Overriders; ///< by the key of what they override
  std::vector<bool> StartsThread, ByPointer, Live;
  std::vector<UnknownCalls> Below; ///< by function
};

} // namespace asyncsafe

#endif
