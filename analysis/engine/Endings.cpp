//===- Endings.cpp - Functions that never return --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Endings.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_set>

namespace asyncsafe {

namespace {

/// By function: some path returns from it.
using Returning = std::vector<bool>;
/// By parameter: the value that a call passes, if it is constant.
using Constants = std::vector<std::optional<int64_t>>;
/// By parameter that decides a function's control flow: the constants that are assigned to it.
using Deciding = std::map<unsigned, std::vector<int64_t>>;

class Endings {
public:
  explicit Endings(Unit &U) : U(U), CallersOf(U.Functions.size()) {}

  void run() {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events)
          if (FunctionId Body = runs(E); Body != NoId)
            CallersOf[Body].push_back(F);
    // A call that never returns for the constants it passes can make its callers never return, and so
    // on; longer chains than this are not followed.
    constexpr unsigned Rounds = 3;
    findDeciding();
    Returning OrThrows, Returns;
    for (unsigned Round = 0; Round < Rounds; ++Round) {
      OrThrows = solve(/*Thrown=*/true), Returns = solve(/*Thrown=*/false);
      if (!findFinalCalls(OrThrows))
        break;
    }
    for (CalleeId Id = 0; Id < U.Callees.size(); ++Id)
      if (FunctionId Body = bodyOf(Id); Body != NoId && !Returns[Body])
        U.Callees[Id].NoReturn = true;
    markFinalCalls();
    // Whether a callee throws on every path decides only paths on which something has already failed.
    // Where it would end all paths of a function, the code behind the call shows that its author expects
    // the call to return.
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      cut(U.Functions[F], Returns[F] ? Returns : OrThrows);
  }

private:
  /// The only body that a call of \p Id runs.
  FunctionId bodyOf(CalleeId Id) const {
    return U.Callees[Id].Constructor ? NoId : asyncsafe::bodyOf(U, Id, Runs::Surely);
  }
  /// … also the end of an object: `Fatal() << "why";` ends the program where the temporary is destroyed.
  FunctionId runs(const Event &E) const {
    bool Runs = E.kind() == EventKind::Call || E.kind() == EventKind::Destroy;
    return Runs && E.site().Callee != NoId ? bodyOf(E.site().Callee) : NoId;
  }

  /// The least set of functions that return on some path or, with \p Thrown, throw. Unbounded recursion
  /// is not a return.
  Returning solve(bool Thrown) const {
    Returning Out(U.Functions.size());
    std::vector<bool> Waits(U.Functions.size(), true);
    std::vector<FunctionId> Work(U.Functions.size());
    std::iota(Work.begin(), Work.end(), 0);
    while (!Work.empty()) {
      FunctionId F = Work.back();
      Work.pop_back();
      Waits[F] = false;
      if (!comesBack(F, Out, Thrown))
        continue;
      Out[F] = true;
      for (FunctionId Caller : CallersOf[F])
        if (!Out[Caller] && !Waits[Caller]) {
          Waits[Caller] = true;
          Work.push_back(Caller);
        }
    }
    return Out;
  }

  /// By function: the parameters that decide its control flow and are assigned nothing but constants
  /// (`level = FATAL`, where the message itself cannot be written).
  void findDeciding() {
    for (const Function &F : U.Functions) {
      Deciding Of;
      forEachEdge(F, [&](BlockId, const Edge &E) {
        if (unsigned P = E.When ? parameter(E.When->Subject) : NoId; P != NoId)
          Of.try_emplace(P);
      });
      if (!Of.empty())
        forEachEvent(F, [&](Position, const Event &E) {
          auto It = E.kind() == EventKind::Assign ? Of.find(parameter(E.subject())) : Of.end();
          if (It != Of.end() && E.constant())
            It->second.push_back(*E.constant());
          else if (It != Of.end())
            Of.erase(It);
        });
      DecidingIn.push_back(std::move(Of));
    }
  }

  /// Finds calls that never return because of their arguments: `finish(/*by signal*/ 0)`. False if every
  /// such call was known.
  bool findFinalCalls(const Returning &Known) {
    std::map<std::pair<FunctionId, Constants>, bool> Final;
    std::vector<const Event *> Found;
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position, const Event &E) {
        FunctionId Body = runs(E);
        if (E.kind() != EventKind::Call || Body == NoId || !Known[Body] || FinalCalls.count(&E))
          return;
        Constants Passed = deciding(Body, E.site().Constants);
        if (Passed.empty())
          return;
        auto [It, New] = Final.try_emplace({Body, Passed}, false);
        if (New)
          It->second = !comesBack(Body, Known, /*Thrown=*/true, Passed);
        if (It->second)
          Found.push_back(&E);
      });
    FinalCalls.insert(Found.begin(), Found.end()); // only now: the order of questions must not matter
    return !Found.empty();
  }

  /// The arguments in \p Passed that decide the control flow of \p F; empty if none does.
  Constants deciding(FunctionId F, const Constants &Passed) const {
    Constants Out;
    for (auto &[P, Assigned] : DecidingIn[F])
      if (P < Passed.size() && Passed[P]) {
        Out.resize(Passed.size());
        Out[P] = Passed[P];
      }
    return Out;
  }

  /// The index of the parameter that \p P denotes, or NoId.
  static unsigned parameter(const Place &P) {
    return P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf ? P.Index : NoId;
  }

  bool isTaken(FunctionId F, const Edge &E, const Constants &Passed) const {
    unsigned P = E.When ? parameter(E.When->Subject) : NoId;
    if (P >= Passed.size() || !Passed[P] || holds(E.When->Test, *Passed[P]))
      return true;
    const std::vector<int64_t> &Assigned = DecidingIn[F].at(P);
    return std::any_of(Assigned.begin(), Assigned.end(), [&](int64_t V) { return holds(E.When->Test, V); });
  }

  /// A path leads from the entry, or from a handler, to the end when the parameters are \p Passed.
  bool comesBack(FunctionId Id, const Returning &Known, bool Thrown, const Constants &Passed = {}) const {
    const Function &F = U.Functions[Id];
    if (F.IsCoroutine || F.Blocks.empty()) // its call returns before the body has begun
      return true;
    std::vector<bool> Seen(F.Blocks.size());
    std::vector<BlockId> Work;
    auto Enter = [&](BlockId B) {
      if (B != NoId && !Seen[B]) {
        Seen[B] = true;
        Work.push_back(B);
      }
    };
    for (BlockId Entry : entriesOf(F))
      Enter(Entry);
    while (!Work.empty()) {
      const Block &B = F.Blocks[Work.back()];
      Work.pop_back();
      bool Goes = true;
      for (const Event &E : B.Events) {
        Enter(E.JumpsTo);
        if (E.kind() == EventKind::Throw && Thrown)
          return true;
        FunctionId Body = runs(E);
        Goes = E.kind() != EventKind::Throw && (Body == NoId || Known[Body]) && !FinalCalls.count(&E);
        if (!Goes)
          break;
      }
      if (Goes && B.Successors.empty() && !endsForGood(B))
        return true;
      for (const Edge &E : B.Successors)
        if (Goes && isTaken(Id, E, Passed))
          Enter(E.To);
    }
    return false;
  }

  bool endsForGood(const Block &B) const {
    if (B.Events.empty())
      return false;
    const Event &Last = B.Events.back();
    bool Jumps = Last.is(EffectKind::Interrupt) && Last.effect().Raises == Source::Jump;
    return Last.kind() != EventKind::Return &&
           (Jumps || (Last.site().Callee != NoId && U.Callees[Last.site().Callee].NoReturn));
  }

  /// Gives each such call a callee of its own, which never returns, so that every later pass sees it in
  /// the graph.
  void markFinalCalls() {
    std::map<CalleeId, CalleeId> Ending;
    for (Function &F : U.Functions)
      for (Block &B : F.Blocks)
        for (Event &E : B.Events) {
          if (!FinalCalls.count(&E))
            continue;
          CallSite &Site = E.as<CallEvent>()->Site.edit();
          auto [It, New] = Ending.try_emplace(Site.Callee, static_cast<CalleeId>(U.Callees.size()));
          if (New) {
            Callee Final = U.Callees[Site.Callee];
            Final.NoReturn = true;
            U.Callees.push_back(std::move(Final));
          }
          Site.Callee = It->second;
        }
  }

  void cut(Function &F, const Returning &Known) const {
    for (Block &B : F.Blocks) {
      auto Stop = std::find_if(B.Events.begin(), B.Events.end(), [&](const Event &E) {
        FunctionId Body = runs(E);
        return Body != NoId && (!Known[Body] || FinalCalls.count(&E));
      });
      if (Stop == B.Events.end())
        continue;
      B.Events.erase(std::next(Stop), B.Events.end());
      B.Successors.clear();
    }
  }

  Unit &U;
  std::vector<std::vector<FunctionId>> CallersOf; ///< by function: its callers
  std::vector<Deciding> DecidingIn;               ///< by function
  std::unordered_set<const Event *> FinalCalls;
};

} // namespace

void endPaths(Unit &U) { Endings(U).run(); }

} // namespace asyncsafe
