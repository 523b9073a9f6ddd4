//===- KnownAnswers.cpp - What calls answer, given what is passed ----------===//

#include "analysis/engine/KnownAnswers.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

/// The parameter that \p P is, or NoId.
static unsigned parameter(const Place &P) {
  return P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf ? P.Index : NoId;
}

static bool isVariable(const Place &P) {
  return P.Root == Place::RootKind::Local && P.Path.empty() && !P.AddressOf;
}

const std::vector<KnownAnswers::Answer> &KnownAnswers::answersIn(FunctionId F) {
  auto [It, New] = Known.try_emplace(F);
  std::vector<Answer> &Out = It->second;
  if (!New)
    return Out;
  const Function &Fn = U.Functions[F];
  forEachEvent(Fn, [&](Position, const Event &E) {
    const CallSite &Site = E.site();
    bool Any =
        Site.Callee != NoId && !U.Callees[Site.Callee].Outcomes.empty() && !Site.Result.isNone() &&
        std::any_of(Site.Args.begin(), Site.Args.end(), [](const Place &A) { return parameter(A) != NoId; });
    if (Any && std::none_of(Out.begin(), Out.end(), [&](const Answer &A) { return A.Held == Site.Result; }))
      Out.push_back({Site.Result, &Site});
  });
  if (Out.empty())
    return Out;
  // Variables that are stored to once.
  std::vector<Place> Changed;
  std::vector<Answer> Copies;
  forEachEvent(Fn, [&](Position, const Event &E) {
    for (Place A : E.site().Args)
      if (A.AddressOf) {
        A.AddressOf = false;
        Changed.push_back(A);
      }
    if (E.kind() != EventKind::Assign || !isVariable(E.subject()))
      return;
    auto From = std::find_if(Out.begin(), Out.end(), [&](const Answer &A) { return A.Held == E.other(); });
    auto Before =
        std::find_if(Copies.begin(), Copies.end(), [&](const Answer &A) { return A.Held == E.subject(); });
    if (From == Out.end() || Before != Copies.end())
      Changed.push_back(E.subject());
    else
      Copies.push_back({E.subject(), From->Call});
  });
  for (Answer &A : Copies)
    if (std::find(Changed.begin(), Changed.end(), A.Held) == Changed.end())
      Out.push_back(A);
  return Out;
}

std::optional<int64_t> KnownAnswers::valueOf(FunctionId F, const Place &Tested, const Passed &Of) {
  const std::vector<Answer> &All = answersIn(F);
  auto Found = std::find_if(All.begin(), All.end(), [&](const Answer &A) { return A.Held == Tested; });
  if (Found == All.end())
    return std::nullopt;
  const CallSite &Site = *Found->Call;
  const KnownOutcome *Only =
      outcomeOf(U.Callees[Site.Callee].Outcomes, [&](unsigned I, const Predicate &Test) {
        if (I < Site.Constants.size() && Site.Constants[I])
          return holds(Test, *Site.Constants[I]);
        unsigned P = I < Site.Args.size() ? parameter(Site.Args[I]) : NoId;
        std::vector<int64_t> Values = P == NoId ? std::vector<int64_t>() : Of(P);
        return !Values.empty() &&
               std::all_of(Values.begin(), Values.end(), [&](int64_t V) { return holds(Test, V); });
      });
  return Only ? Only->Returns : std::nullopt;
}

namespace {

/// The constants that a function's callers pass.
class CallersConstants {
public:
  explicit CallersConstants(const Unit &U) : U(U), InSight(callersKnown(U)) {}

  /// None: not all of them are known.
  std::vector<int64_t> of(FunctionId F, unsigned Parameter, unsigned Depth = 0) {
    constexpr unsigned MaxDepth = 4; // who hands a constant on in more steps is not followed
    std::vector<int64_t> Out;
    if (Depth > MaxDepth || !InSight[F] || changes(F, Parameter))
      return Out;
    for (const auto &[From, Site] : callsOf(F)) {
      std::vector<int64_t> Values;
      if (Parameter < Site->Constants.size() && Site->Constants[Parameter])
        Values.push_back(*Site->Constants[Parameter]);
      else if (Parameter < Site->Args.size() && parameter(Site->Args[Parameter]) != NoId)
        Values = of(From, parameter(Site->Args[Parameter]), Depth + 1);
      if (Values.empty())
        return {};
      Out.insert(Out.end(), Values.begin(), Values.end());
    }
    std::sort(Out.begin(), Out.end());
    Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
    return Out;
  }

private:
  using Call = std::pair<FunctionId, const CallSite *>;

  bool changes(FunctionId F, unsigned Parameter) const {
    bool Out = false;
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      auto IsIt = [&](const Place &P) {
        return P.Root == Place::RootKind::Param && P.Index == Parameter && P.Path.empty();
      };
      Out = Out || (E.kind() == EventKind::Assign && IsIt(E.subject())) ||
            std::any_of(E.site().Args.begin(), E.site().Args.end(),
                        [&](const Place &A) { return A.AddressOf && IsIt(A); });
    });
    return Out;
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
};

} // namespace

void dropImpossibleFailures(Unit &U) {
  KnownAnswers Answers(U);
  std::optional<CallersConstants> Callers;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    if (Answers.isNone(F))
      continue;
    if (!Callers)
      Callers.emplace(U);
    auto Of = [&](unsigned Parameter) { return Callers->of(F, Parameter); };
    for (Block &B : U.Functions[F].Blocks)
      B.Successors.erase(std::remove_if(B.Successors.begin(), B.Successors.end(),
                                        [&](const Edge &E) {
                                          std::optional<int64_t> Value =
                                              E.When ? Answers.valueOf(F, E.When->Subject, Of) : std::nullopt;
                                          return Value && !holds(E.When->Test, *Value);
                                        }),
                         B.Successors.end());
  }
}

} // namespace asyncsafe
