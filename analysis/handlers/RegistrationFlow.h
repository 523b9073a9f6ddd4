//===- RegistrationFlow.h - What functions register as handlers --*- C++ -*-===//
//
// Decides what reaches each call that registers a signal handler: which function, which
// signal, which flags. Functions are evaluated with what their callers pass.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H

#include "analysis/handlers/PlaceValues.h"
#include "analysis/handlers/RegistrationSlice.h"

#include <set>

namespace asyncsafe {

/// A call that makes something a handler, as far as its function knows.
struct Registration {
  PlaceValues Handlers, Signals, Flags;
  bool HasFlags = false, Restarting = false;
  const Event *At = nullptr;
  /// It depends on what the function was called with.
  bool Open = false;
};

class RegistrationFlow {
public:
  RegistrationFlow(const RegistrationScope &S, const RegistrationSlice &Slice) : S(S), Slice(Slice), U(S.U) {}

  /// What \p F registers, for itself.  Ask of callees first: what they register for themselves
  /// is not asked again.
  const std::vector<Registration> &of(FunctionId F);
  /// The first answer about \p F left nothing out for want of budget.
  bool complete(FunctionId F) const { return Incomplete.count(F) == 0; }

private:
  /// Past this, callees are not entered.
  static constexpr size_t MaxSpentInAll = 5000000;

  struct Outcome {
    std::vector<Registration> Registrations;
    PlaceState Exit;
  };
  using Collected = std::vector<Registration>;

  Outcome run(FunctionId Id, PlaceState Entry, unsigned Depth);
  void transfer(FunctionId In, PlaceState &State, const RegistrationSlice::Step &Step, unsigned Depth,
                Collected *Collect);
  void registration(FunctionId In, PlaceState &State, const Event &E, Collected *Collect);
  void call(FunctionId In, PlaceState &State, const Event &E, unsigned Depth, Collected *Collect);
  void forgetArguments(FunctionId In, PlaceState &State, const Event &E) const;
  bool isOpen(FunctionId F, const Event &At);
  bool hasOpen(FunctionId F);
  PlaceState entryOf(FunctionId Body, const PlaceState &State, const CallSite &Site) const;

  const RegistrationScope &S;
  const RegistrationSlice &Slice;
  const Unit &U;
  size_t Spent = 0; ///< blocks visited and values copied, for one function's answer
  size_t SpentInAll = 0;
  bool SaidInAll = false;
  bool Complete = true; ///< nothing was left out of that answer
  std::map<FunctionId, Collected> Answers;
  std::set<FunctionId> Incomplete;
};

} // namespace asyncsafe

#endif
