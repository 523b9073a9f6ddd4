//===- SignalSets.h - Contents of signal sets -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the signals that a sigset_t may hold, independently of the order of events: from the stores
// of its function and of functions that get its address; for a global, or a field set up elsewhere, from
// the stores of the whole unit; for a parameter, from the arguments of the callers.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALSETS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALSETS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"
#include "analysis/engine/Shared.h"

namespace asyncsafe {

struct SignalSet {
  bool Any = false;    ///< may hold any signal
  bool Filled = false; ///< some signal is added, or all
  std::vector<int64_t> Signals;
  std::vector<unsigned> Given; ///< the parameters of its function that name a signal in it
  bool mayHold(std::optional<int64_t> Signal) const;
};

/// \p E stores to \p P or to a place that contains it, or may do so.
bool mayStoreTo(const Event &E, const Place &P);

/// \p Set is empty when \p F reaches \p At, whatever it held before.
bool isEmptiedAt(const Function &F, Position At, const Place &Set);

class SignalSets {
public:
  SignalSets(const Unit &U, const Callees &Calls) : U(U), Calls(Calls) {}

  /// The contents of \p Set, named as in \p F.
  SignalSet of(FunctionId F, const Place &Set) const;
  /// The same while \p F runs for \p Site.
  SignalSet of(FunctionId F, const Place &Set, const CallSite &Site) const;

private:
  struct Stores;
  static Stores anything();
  static Stores given(unsigned Parameter);
  static void resolve(Stores &Found, const CallSite &Site);
  Stores storedIn(FunctionId F, const Place &Set, unsigned Depth) const;
  Stores copied(FunctionId F, const Place &From, unsigned Depth) const;
  Stores storedAnywhere(const Place &Set, unsigned Depth) const;
  Stores givenByCallers(FunctionId F, const Place &Set, unsigned Depth) const;
  Stores known(FunctionId F, const Place &Set, unsigned Depth) const;

  using Named = std::vector<std::pair<FunctionId, Place>>;
  const Named &namesOf(const SharedKey &Key) const;

  const Unit &U;
  const Callees &Calls;
  /// By object: its places in each function that stores to it or hands on its address. Found on demand.
  mutable std::map<SharedKey, Named> Names;
  mutable bool HasNames = false;
};

} // namespace asyncsafe

#endif
