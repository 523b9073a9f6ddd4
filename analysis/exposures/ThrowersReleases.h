//===- ThrowersReleases.h - Calls that release what they are given, and throw -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides whether a call that throws has released its argument first: the constructor of a smart pointer
// with a function-try-block, `Shared(T *p) try : counter(new int(1)), ptr(p) {} catch (...) { delete p; }`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_THROWERSRELEASES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_THROWERSRELEASES_H

#include "analysis/exposures/Held.h"

#include <map>
#include <utility>

namespace asyncsafe {

/// The calls of one function that do so.
class ThrowersReleases {
public:
  /// \p At: an interruption point of a call, which is given what is held as in \p H.
  bool contains(Steps &S, const Hold &H, Position At);

private:
  std::map<std::pair<FunctionId, unsigned>, bool> Known; ///< by callee and parameter
};

} // namespace asyncsafe

#endif
