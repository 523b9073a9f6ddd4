//===- KnownAnswers.cpp - What calls answer, given what is passed ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/KnownAnswers.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace asyncsafe {

/// The parameter that \p P is, or NoId.
static unsigned parameter(const Place &P) {
  return P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf ? P.Index : NoId;
}

static bool isVariable(const Place &P) {
  return P.Root == Place::RootKind::Local && P.Path.empty() && !P.AddressOf;
}

static bool saysError(const Callee &C) {
  return std::any_of(C.Outcomes.begin(), C.Outcomes.end(),
                     [](const KnownOutcome &O) { return O.IsErrorNumber; });
}

const KnownAnswers::Answers &KnownAnswers::answersIn(FunctionId F) {
  auto [It, New] = Known.try_emplace(F);
  Answers &Out = It->second;
  if (!New)
    return Out;
  const Function &Fn = U.Functions[F];
  forEachEvent(Fn, [&](Position, const Event &E) {
    const CallSite &Site = E.site();
    bool Any = Site.Callee != NoId && !U.Callees[Site.Callee].Outcomes.empty() && !Site.Result.isNone() &&
               (std::any_of(Site.Args.begin(), Site.Args.end(),
                            [](const Place &A) { return parameter(A) != NoId; }) ||
                saysError(U.Callees[Site.Callee]));
    if (Any)
      Out.try_emplace(Site.Result, &Site);
  });
  if (Out.empty())
    return Out;
  // Variables that are stored to once.
  std::unordered_set<Place, PlaceHash> Changed;
  Answers Copies;
  forEachEvent(Fn, [&](Position, const Event &E) {
    for (Place A : E.site().Args)
      if (A.AddressOf) {
        A.AddressOf = false;
        Changed.insert(std::move(A));
      }
    if (E.kind() != EventKind::Assign || !isVariable(E.subject()))
      return;
    auto From = Out.find(E.other());
    if (From == Out.end() || !Copies.try_emplace(E.subject(), From->second).second)
      Changed.insert(E.subject());
  });
  for (const auto &[Held, Call] : Copies)
    if (!Changed.count(Held))
      Out.try_emplace(Held, Call);
  return Out;
}

const KnownOutcome *KnownAnswers::outcomeOf(FunctionId F, const Place &Tested, const Passed &Of) {
  const Answers &All = answersIn(F);
  auto Found = All.find(Tested);
  if (Found == All.end())
    return nullptr;
  const CallSite &Site = *Found->second;
  return asyncsafe::outcomeOf(U.Callees[Site.Callee].Outcomes, [&](unsigned I, const Predicate &Test) {
    if (I < Site.Constants.size() && Site.Constants[I])
      return holds(Test, *Site.Constants[I]);
    unsigned P = I < Site.Args.size() ? parameter(Site.Args[I]) : NoId;
    const Constants Values = P == NoId ? Constants() : Of(P);
    return !Values.empty() &&
           std::all_of(Values.begin(), Values.end(), [&](int64_t V) { return holds(Test, V); });
  });
}

std::optional<int64_t> KnownAnswers::valueOf(FunctionId F, const Place &Tested, const Passed &Of) {
  const KnownOutcome *Only = outcomeOf(F, Tested, Of);
  return Only ? Only->Returns : std::nullopt;
}

bool KnownAnswers::excludes(FunctionId F, const Condition &When, const Passed &Of) {
  const KnownOutcome *Only = outcomeOf(F, When.Subject, Of);
  if (!Only)
    return false;
  return Only->Returns ? !holds(When.Test, *Only->Returns)
                       : Only->IsErrorNumber && !compatible(When.Test, {Predicate::Op::GE, 0});
}

namespace {

/// The constants that a function's callers pass, also those that these hand on from their own callers.
class CallersConstants {
public:
  explicit CallersConstants(const Unit &U) : U(U), InSight(callersKnown(U)) {}

  /// None: not all of them are known.
  KnownAnswers::Constants of(FunctionId F, unsigned Parameter) {
    Key Asked{F, Parameter};
    if (!Known.count(Asked))
      solve(Asked);
    const Values &V = Known.at(Asked);
    return V.Unknown ? KnownAnswers::Constants() : V.Constants;
  }

private:
  using Key = std::pair<FunctionId, unsigned>; ///< and index of a parameter
  struct Values {
    KnownAnswers::Constants Constants;
    bool Unknown = false;
    std::vector<Key> Into; ///< what is handed this, of those that are solved with it
    /// False if \p From says nothing new.
    bool add(const Values &From) {
      constexpr size_t Most = 64; // as many as there are signals
      size_t Before = Constants.size();
      if (Unknown)
        return false;
      Constants.insert(From.Constants.begin(), From.Constants.end());
      Unknown = From.Unknown || Constants.size() > Most;
      return Unknown || Constants.size() != Before;
    }
  };
  using Call = std::pair<FunctionId, const CallSite *>;

  /// Whatever \p Asked depends on is solved with it: no answer depends on who asked first.
  void solve(const Key &Asked) {
    std::vector<Key> Way;
    std::set<Key> Met;
    auto Enter = [&](const Key &K) {
      if (Known.try_emplace(K).second) {
        Met.insert(K);
        Way.push_back(K);
      }
    };
    Enter(Asked);
    for (size_t Next = 0; Next < Way.size(); ++Next) {
      const Key K = Way[Next];
      Values &V = Known.at(K);
      const std::vector<Call> &Calls = callsOf(K.first);
      V.Unknown = !InSight[K.first] || Calls.empty() || changedIn(K.first).count(K.second);
      if (V.Unknown)
        continue;
      std::set<Key> HandedOn;
      for (const auto &[From, Site] : Calls) {
        unsigned P = K.second < Site->Args.size() ? parameter(Site->Args[K.second]) : NoId;
        if (K.second < Site->Constants.size() && Site->Constants[K.second])
          V.add({{*Site->Constants[K.second]}, /*Unknown=*/false, {}});
        else if (P != NoId)
          HandedOn.insert({From, P});
        else
          V.Unknown = true;
      }
      for (const Key &From : HandedOn) {
        Enter(From);
        if (Met.count(From))
          Known.at(From).Into.push_back(K);
        else
          V.add(Known.at(From));
      }
    }
    while (!Way.empty()) {
      const Values &V = Known.at(Way.back());
      Way.pop_back();
      for (const Key &To : V.Into)
        if (Known.at(To).add(V))
          Way.push_back(To);
    }
  }

  /// The parameters of \p F that do not keep what they were handed.
  const std::set<unsigned> &changedIn(FunctionId F) {
    auto [It, New] = Changed.try_emplace(F);
    if (!New)
      return It->second;
    auto Note = [&Out = It->second](const Place &P) {
      if (P.Root == Place::RootKind::Param && P.Path.empty())
        Out.insert(P.Index);
    };
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign)
        Note(E.subject());
      for (const Place &A : E.site().Args)
        if (A.AddressOf)
          Note(A);
    });
    return It->second;
  }

  const std::vector<Call> &callsOf(FunctionId F) {
    if (Calls.empty()) {
      Calls.resize(U.Functions.size());
      for (FunctionId From = 0; From < U.Functions.size(); ++From)
        forEachEvent(U.Functions[From], [&](Position, const Event &E) {
          if (FunctionId Body = calledBy(U, E, Runs::Perhaps); Body != NoId)
            Calls[Body].emplace_back(From, &E.site());
        });
    }
    return Calls[F];
  }

  const Unit &U;
  const std::vector<bool> InSight;
  std::vector<std::vector<Call>> Calls; ///< by callee
  std::map<Key, Values> Known;
  std::map<FunctionId, std::set<unsigned>> Changed;
};

} // namespace

void dropImpossibleFailures(Unit &U) {
  KnownAnswers Answers(U);
  std::optional<CallersConstants> Callers;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    if (Answers.isNone(F))
      continue;
    auto Of = [&](unsigned Parameter) {
      if (!Callers)
        Callers.emplace(U);
      return Callers->of(F, Parameter);
    };
    for (Block &B : U.Functions[F].Blocks)
      B.Successors.erase(
          std::remove_if(B.Successors.begin(), B.Successors.end(),
                         [&](const Edge &E) { return E.When && Answers.excludes(F, *E.When, Of); }),
          B.Successors.end());
  }
}

} // namespace asyncsafe
