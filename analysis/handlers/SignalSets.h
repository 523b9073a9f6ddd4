//===- SignalSets.h - Which signals a set holds -------------------*- C++ -*-===//
//
// Decides what a sigset_t holds, as far as the code says, in no particular order: by
// what its function stores to it, or functions that it is given to; a global's, or a field's
// that is set up elsewhere, by what the whole unit stores; a parameter's by what callers hand over.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALSETS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALSETS_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

struct SignalSet {
  bool Any = false;    ///< may hold whatever signal
  bool Filled = false; ///< some signal is put into it, or all
  std::vector<int64_t> Signals;
  bool mayHold(std::optional<int64_t> Signal) const;
};

class SignalSets {
public:
  SignalSets(const Unit &U, const Callees &Calls) : U(U), Calls(Calls) {}

  /// Of \p Set, as \p F names it.
  SignalSet of(FunctionId F, const Place &Set) const;

private:
  struct Stores;
  static Stores anything();
  Stores storedIn(FunctionId F, const Place &Set, unsigned Depth) const;
  Stores copied(FunctionId F, const Place &From, unsigned Depth) const;
  Stores storedAnywhere(const Place &Set, unsigned Depth) const;
  Stores givenByCallers(FunctionId F, const Place &Set, unsigned Depth) const;
  Stores known(FunctionId F, const Place &Set, unsigned Depth) const;

  const Unit &U;
  const Callees &Calls;
};

} // namespace asyncsafe

#endif
