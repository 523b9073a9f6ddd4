//===- HandlerCode.cpp - Code that runs in handlers -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/HandlerCode.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/KnownAnswers.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/FilledBefore.h"
#include "analysis/handlers/FrozenFlags.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

using Arguments = std::vector<std::optional<int64_t>>;

/// Limit for a handler that runs a large part of the program.
constexpr size_t MaxRuns = 4000;

class CodeFinder {
public:
  explicit CodeFinder(const Callees &Calls)
      : U(Calls.unit()), Held(Calls.values()), Answers(U), Frozen(U), Filled(Calls),
        Called(constantTables(U)) {}
  std::vector<HandlerRun> Runs;

  void follow(const HandlerInstall &H, unsigned Index) {
    Install = Index;
    Of = &H;
    Seen.clear();
    size_t Next = Runs.size();
    Arguments Fixed(U.Functions[H.Handler].Parameters.size());
    if (!Fixed.empty())
      Fixed[0] = H.Signal;
    add(H.Handler, NoId, nullptr, std::move(Fixed));
    for (; Next < Runs.size(); ++Next)
      for (BlockId B = 0; B < Runs[Next].Reached.size(); ++B)
        if (Runs[Next].Reached[B])
          for (const Event &E : U.Functions[Runs[Next].Function].Blocks[B].Events)
            followCall(E, static_cast<unsigned>(Next));
  }

private:
  void followCall(const Event &E, unsigned Caller) {
    if ((E.kind() == EventKind::Call || E.kind() == EventKind::Destroy) && E.site().Callee != NoId)
      addCallee(E.site().Callee, E, Caller, argumentsOf(E.site(), Runs[Caller].Fixed));
    if (E.is(EffectKind::RunsCallback))
      for (auto &[Argument, Callback] : E.site().FunctionArgs)
        addCallee(Callback, E, Caller, {});
  }

  /// By the text of an indirect call: the functions that a table which never changes can call.
  using Tables = std::multimap<std::string, CalleeId>;

  static Tables constantTables(const Unit &U) {
    std::set<std::string> Constant, Changed; // by name
    for (const Object &O : U.Objects)
      if (!O.IsField && (O.IsConst || O.IsLocalToUnit))
        Constant.insert(O.Name);
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position, const Event &E) {
        if (E.kind() == EventKind::Assign && E.subject().Root == Place::RootKind::Global)
          Changed.insert(E.subject().Name.str());
        for (const Place &A : E.site().Args)
          if (A.AddressOf && A.Root == Place::RootKind::Global)
            Changed.insert(A.Name.str());
      });
    Tables Out;
    for (const InitialValue &V : U.InitialValues)
      if (std::string Name = V.Subject.Name.str();
          V.Function != NoId && Constant.count(Name) && !Changed.count(Name))
        Out.emplace(spelling(V.Subject), V.Function);
    return Out;
  }

  void addCallee(CalleeId Id, const Event &At, unsigned Caller, Arguments Fixed) {
    if (U.Callees[Id].Indirect) {
      auto [First, Last] = Called.equal_range(U.Callees[Id].Display);
      for (auto It = First; It != Last; ++It)
        if (FunctionId Body = bodyOf(U, It->second, asyncsafe::Runs::Surely); Body != NoId)
          add(Body, Caller, &At, Fixed);
      if (First == Last)
        addKnown(At, Caller, Fixed);
      return;
    }
    if (U.Callees[Id].Virtual)
      return addKnown(At, Caller, Fixed);
    if (FunctionId Body = bodyOf(U, Id, asyncsafe::Runs::Surely); Body != NoId)
      add(Body, Caller, &At, std::move(Fixed));
  }

  /// The functions that a pointer can hold, or the overriders of a method, if no other code can have more.
  void addKnown(const Event &At, unsigned Caller, const Arguments &Fixed) {
    const FunctionValues::Answer *Known = Held.calledBy(At);
    if (Known && Known->All)
      for (FunctionId Body : Known->Bodies)
        add(Body, Caller, &At, Fixed);
  }

  static Arguments argumentsOf(const CallSite &Site, const Arguments &Fixed) {
    Arguments Out = Site.Constants;
    Out.resize(Site.Args.size());
    for (size_t I = 0; I < Out.size(); ++I) {
      const Place &A = Site.Args[I];
      if (!Out[I] && A.Root == Place::RootKind::Param && A.Path.empty() && !A.AddressOf &&
          A.Index < Fixed.size())
        Out[I] = Fixed[A.Index];
    }
    return Out;
  }

  /// Drops arguments that no branch tests: they make no difference.
  void dropUntested(const Function &F, Arguments &Fixed) const {
    Arguments Tested(F.Parameters.size());
    auto Keep = [&](const Place &P) {
      if (P.Root == Place::RootKind::Param && P.Path.empty() && P.Index < Fixed.size() &&
          P.Index < Tested.size())
        Tested[P.Index] = Fixed[P.Index];
    };
    forEachEdge(F, [&](BlockId, const Edge &E) {
      if (E.When)
        Keep(E.When->Subject);
    });
    forEachEvent(F, [&](Position, const Event &E) {
      for (const Place &A : E.site().Args)
        Keep(A);
    });
    Fixed = std::move(Tested);
  }

  void add(FunctionId Id, unsigned Caller, const Event *Call, Arguments Fixed) {
    const Function &F = U.Functions[Id];
    dropUntested(F, Fixed);
    if (Runs.size() >= MaxRuns || !Seen.emplace(Id, Fixed).second)
      return;
    HandlerRun R;
    R.Function = Id;
    R.Install = Install;
    R.Caller = Caller;
    R.Call = Call;
    R.Reached = reached(Id, Fixed);
    R.Fixed = std::move(Fixed);
    Runs.push_back(std::move(R));
  }

  bool feasible(FunctionId F, const Edge &E, const Arguments &Fixed) {
    if (!E.When)
      return true;
    if (Filled.contradicts(*Of, *E.When))
      return false;
    const Place &P = E.When->Subject;
    bool Known = P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf &&
                 P.Index < Fixed.size() && Fixed[P.Index];
    std::optional<int64_t> Value = Known ? Fixed[P.Index] : Frozen.valueOf(P);
    if (!Value)
      Value = Answers.valueOf(F, P, [&](unsigned I) {
        return I < Fixed.size() && Fixed[I] ? KnownAnswers::Constants{*Fixed[I]} : KnownAnswers::Constants();
      });
    return !Value || holds(E.When->Test, *Value);
  }

  std::vector<bool> reached(FunctionId F, const Arguments &Fixed) {
    return reachedOver(U.Functions[F], [&](const Edge &E) { return feasible(F, E, Fixed); });
  }

  const Unit &U;
  const FunctionValues &Held;
  KnownAnswers Answers;
  FrozenFlags Frozen;
  FilledBefore Filled;
  Tables Called;
  unsigned Install = 0;
  const HandlerInstall *Of = nullptr;              ///< of Install
  std::set<std::pair<FunctionId, Arguments>> Seen; ///< of one install
};

/// A store to \p P outlives the function.
bool outlives(const Place &P) {
  switch (P.Root) {
  case Place::RootKind::Global:
  case Place::RootKind::This:
  case Place::RootKind::OuterThis:
    return true;
  case Place::RootKind::Param:
  case Place::RootKind::Local:
  case Place::RootKind::Temporary:
    return std::any_of(P.Path.begin(), P.Path.end(),
                       [](const Projection &Step) { return Step.K == Projection::Kind::Deref; });
  default:
    return false;
  }
}

} // namespace

std::vector<HandlerRun> findHandlerCode(const Callees &Calls, const std::vector<HandlerInstall> &Handlers) {
  CodeFinder Finder(Calls);
  for (unsigned I = 0; I < Handlers.size(); ++I)
    if (Handlers[I].Handler != NoId)
      Finder.follow(Handlers[I], I);
  return std::move(Finder.Runs);
}

Place asHandlerNames(const std::vector<HandlerRun> &Runs, const HandlerRun &Run, Place P) {
  for (const HandlerRun *In = &Run; P.Root == Place::RootKind::Param && !P.Path.empty() && In->Call &&
                                    P.Index < In->Call->site().Args.size();
       In = &Runs[In->Caller])
    P = P.substituted(In->Call->site().Args[P.Index]);
  return P;
}

std::vector<HandlerWrite> findHandlerWrites(const Unit &U, const std::vector<HandlerRun> &Runs) {
  std::vector<HandlerWrite> Out;
  std::set<std::pair<unsigned, const Event *>> Seen;
  for (unsigned Index = 0; Index < Runs.size(); ++Index) {
    const HandlerRun &R = Runs[Index];
    for (BlockId B = 0; B < R.Reached.size(); ++B)
      for (const Event &E : U.Functions[R.Function].Blocks[B].Events) {
        if (!R.Reached[B] || E.kind() != EventKind::Assign || !outlives(E.subject()))
          continue;
        ObjectId To = asHandlerNames(Runs, R, E.subject()).Object;
        if (To != NoId && Seen.emplace(R.Install, &E).second)
          Out.push_back({To, R.Function, &E, R.Install, Index});
      }
  }
  return Out;
}

} // namespace asyncsafe
