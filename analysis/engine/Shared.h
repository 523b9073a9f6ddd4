//===- Shared.h - What several functions call by the same name ---*- C++ -*-===//
//
// Decides when two places of different functions mean the same thing: they name
// the same variable or field last.  A lambda shares the locals that it captures.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_SHARED_H
#define ASYNCSAFE_ANALYSIS_ENGINE_SHARED_H

#include "effects/Graph.h"

#include <set>

namespace asyncsafe {

/// An object of Unit::Objects or a local variable; default: nothing that can be named.
struct SharedKey {
  enum class Kind : uint8_t { None, Object, Local };
  Kind K = Kind::None;
  uint32_t Id = NoId;

  explicit operator bool() const { return K != Kind::None; }
  bool operator==(const SharedKey &O) const { return K == O.K && Id == O.Id; }
  bool operator!=(const SharedKey &O) const { return !(*this == O); }
  bool operator<(const SharedKey &O) const { return K != O.K ? K < O.K : Id < O.Id; }
};

/// Pointers and references stand for what they lead to: `cv_` and `*cv_` are one.
SharedKey sharedKey(const Place &P);

/// The object that \p K is, or null for a local variable.
const Object *objectOf(const SharedKey &K, const Unit &U);

/// \p F itself reads what \p Key names, or branches on it.
bool looksAt(const Function &F, const SharedKey &Key);

/// As the code of a message calls it: `stop_` of `this->stop_` and of `pool->stop_`.
std::string sharedName(const Place &P, const Unit &U);

} // namespace asyncsafe

#endif
