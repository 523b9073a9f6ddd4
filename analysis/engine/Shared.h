//===- Shared.h - Names shared between functions ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes a key for places that different functions share: two places are the same if they end in the
// same variable or field. A lambda shares the locals that it captures.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_SHARED_H
#define ASYNCSAFE_ANALYSIS_ENGINE_SHARED_H

#include "effects/Graph.h"

#include <set>

namespace asyncsafe {

/// An object of Unit::Objects or a local variable; default: nothing that has a name.
struct SharedKey {
  enum class Kind : uint8_t { None, Object, Local };
  Kind K = Kind::None;
  uint32_t Id = NoId;

  explicit operator bool() const { return K != Kind::None; }
  bool operator==(const SharedKey &O) const { return K == O.K && Id == O.Id; }
  bool operator!=(const SharedKey &O) const { return !(*this == O); }
  bool operator<(const SharedKey &O) const { return K != O.K ? K < O.K : Id < O.Id; }
};

/// The key of \p P. A pointer or reference and its target have one key: `cv_` and `*cv_`.
SharedKey sharedKey(const Place &P);

/// The object that \p K is, or null for a local variable.
const Object *objectOf(const SharedKey &K, const Unit &U);

/// \p F itself reads the object of \p Key, or branches on it.
bool looksAt(const Function &F, const SharedKey &Key);

/// The name for messages: `stop_` for `this->stop_` and for `pool->stop_`.
std::string sharedName(const Place &P, const Unit &U);

} // namespace asyncsafe

#endif
