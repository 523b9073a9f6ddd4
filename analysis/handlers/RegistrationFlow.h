//===- RegistrationFlow.h - What functions register as handlers --*- C++ -*-===//
//
// Decides what reaches each call that registers a signal handler: which function, which
// signal, which flags. Functions are evaluated with what their callers pass.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H

#include "analysis/engine/FixedPoint.h"
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
  RegistrationFlow(const RegistrationScope &S, const RegistrationSlice &Slice, const Callees &Calls)
      : S(S), Slice(Slice), U(S.U), Answers(Calls, {}, [this](FunctionId F) { return collect(F); }) {}

  /// What \p F registers, for itself.
  const std::vector<Registration> &of(FunctionId F) { return Answers(F).All; }
  /// The answer about \p F left nothing out for want of budget.
  bool complete(FunctionId F) const { return Incomplete.count(F) == 0; }

private:
  /// Past this, callees are not entered.
  static constexpr size_t MaxSpentInAll = 5000000;

  struct Outcome {
    std::vector<Registration> Registrations;
    PlaceState Exit;
  };
  /// Callers ask no more of an answer than what in it is open.
  struct Collected {
    std::vector<Registration> All;
    std::set<const Event *> Open; ///< where those stand that are
    bool operator==(const Collected &O) const {
      return std::equal(
          All.begin(), All.end(), O.All.begin(), O.All.end(),
          [](const Registration &A, const Registration &B) { return A.At == B.At && A.Open == B.Open; });
    }
  };

  Collected collect(FunctionId F);
  Outcome run(FunctionId Id, PlaceState Entry, unsigned Depth);
  void transfer(FunctionId In, PlaceState &State, const RegistrationSlice::Step &Step, unsigned Depth,
                std::vector<Registration> *Collect);
  void registration(FunctionId In, PlaceState &State, const Event &E, std::vector<Registration> *Collect);
  void call(FunctionId In, PlaceState &State, const Event &E, unsigned Depth,
            std::vector<Registration> *Collect);
  void forgetArguments(FunctionId In, PlaceState &State, const Event &E) const;
  PlaceState entryOf(FunctionId Body, const PlaceState &State, const CallSite &Site) const;

  const RegistrationScope &S;
  const RegistrationSlice &Slice;
  const Unit &U;
  size_t Spent = 0; ///< blocks visited and values copied, for one function's answer
  size_t SpentInAll = 0;
  bool SaidInAll = false;
  bool Complete = true; ///< nothing was left out of that answer
  FixedPoint<Collected> Answers;
  std::set<FunctionId> Incomplete;
};

} // namespace asyncsafe

#endif
