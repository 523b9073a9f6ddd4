//===- RegistrationFlow.h - Values at registrations of handlers -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the function, signal and flags that reach each call which registers a signal handler.
// Functions are evaluated with the arguments of their callers.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/handlers/PlaceValues.h"
#include "analysis/handlers/RegistrationSlice.h"

#include <list>
#include <map>
#include <set>

namespace asyncsafe {

/// A call that installs a handler, as far as its function knows.
struct Registration {
  PlaceValues Handlers, Signals, Flags;
  bool HasFlags = false, Restarting = false;
  const Event *At = nullptr;
  /// It depends on the function's arguments.
  bool Open = false;
};

class RegistrationFlow {
public:
  RegistrationFlow(const RegistrationScope &S, const RegistrationSlice &Slice, const Callees &Calls)
      : S(S), Slice(Slice), U(S.U), Answers(Calls, {}, [this](FunctionId F) { return collect(F); }) {}

  /// The registrations of \p F itself.
  const std::vector<Registration> &of(FunctionId F) { return Answers(F).All; }
  /// The budget did not cut the answer about \p F short.
  bool complete(FunctionId F) const { return Incomplete.count(F) == 0; }

private:
  /// Beyond this, callees are not entered.
  static constexpr size_t MaxSpentInAll = 5000000;

  struct Outcome {
    std::vector<Registration> Registrations;
    PlaceState Exit;
  };
  struct Answer {
    PlaceState Entry;
    Outcome Is;
  };
  /// Callers use only the open parts of an answer.
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
  /// The same, looked up: a callee's callees are entered once for the same values.
  Outcome called(FunctionId Body, PlaceState Entry, unsigned Depth);
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
  bool Complete = true;                                               ///< the answer is complete
  std::map<std::pair<FunctionId, unsigned>, std::list<Answer>> Calls; ///< by callee and depth
  FixedPoint<Collected> Answers;
  std::set<FunctionId> Incomplete;
};

} // namespace asyncsafe

#endif
