//===- PythonAnswers.cpp - Ignored results of checks for signals ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The paths after a failed check for signals are walked with the pending error as an additional place:
// clearing the error stores 0, and testing for an error reads it.
//
//===----------------------------------------------------------------------===//

#include "analysis/python/PythonWaits.h"

#include "analysis/engine/FixedPoint.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// The pending error, as the models name it.
Place pendingError() {
  Place P;
  P.Root = Place::RootKind::Global;
  P.Name = "PYTHON_ERROR";
  return P;
}

class Finder {
public:
  Finder(const PythonCode &Code, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
         std::vector<PythonWait> &Out)
      : U(*Facts.Of), Code(Code), Paths(Paths), Masks(Masks), Out(Out),
        Changes(*Facts.Calls, false, [this](FunctionId F) { return changes(U.Functions[F]); }) {
    Pending.What = pendingError();
    Pending.Value = 1;
    Pending.MayChange = [this](CalleeId C) { return mayChange(C); };
  }

  void run() {
    Changes.solveAll();
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      const Function &Fn = U.Functions[F];
      if (Fn.System)
        continue;
      for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
        for (unsigned I = 0; I < Fn.Blocks[B].Events.size(); ++I)
          if (asksForSignals(Fn.Blocks[B].Events[I]))
            question(F, B, I);
    }
  }

private:
  //===--- Who touches the pending error ------------------------------------===//

  bool changes(const Function &F) const {
    // A function that checks tells its caller in its own way.
    return isChecked(F) || hasEvent(F, [&](const Event &E) {
             return (E.kind() == EventKind::Assign && E.subject() == Pending.What) ||
                    (E.kind() == EventKind::Call && mayChange(E.site().Callee));
           });
  }

  bool isChecked(const Function &F) const {
    return hasBranchOn(F, [&](const Place &P) { return P == Pending.What; });
  }

  bool mayChange(CalleeId Id) const {
    FunctionId Body = bodyOf(U, Id, Runs::Surely);
    return Body != NoId ? Changes.solved(Body) : !U.Callees[Id].System;
  }

  //===--- One question -----------------------------------------------------===//

  void question(FunctionId F, BlockId B, unsigned I) {
    const Function &Fn = U.Functions[F];
    const Event &E = Fn.Blocks[B].Events[I];
    if (isWithoutGil(F, B, E)) {
      add(PythonDefect::AsksWithoutGil, F, E, Certainty::Likely);
      return;
    }
    if (!isTested(Fn, E.site().Result)) {
      // A comparison inside an expression is not an edge of the graph.
      if (isWholeStatement(E) && !testsLater(Fn, E))
        add(PythonDefect::IgnoresAnswer, F, E, Certainty::Definite);
      return;
    }
    if (!isBranchedOn(Fn, E.site().Result))
      return;
    Wait W;
    W.In = F;
    W.Block = B;
    W.Index = I;
    W.At = W.Blocking = &E;
    W.BlocksIn = F;
    W.E.Kind = EffectKind::Block;
    W.E.Wait.edit().Error = ErrorIn::Elsewhere;
    W.E.Success = Predicate{Predicate::Op::EQ, 0};
    AfterWait After = Paths.followWatching(W, Pending);
    judge(F, E, After);
  }

  void judge(FunctionId F, const Event &E, const AfterWait &After) {
    auto Dropped = [](const auto &Way) { return Way.Watched == 0 && !Way.Guessed; };
    if (After.Reset && (std::any_of(After.Exits.begin(), After.Exits.end(), Dropped) ||
                        std::any_of(After.Agains.begin(), After.Agains.end(), Dropped))) {
      // A callback of C code cannot report failure, so it can only drop the error.
      add(PythonDefect::DropsError, F, E, Code.isReached(F) ? Certainty::Likely : Certainty::Unknown);
      Out.back().Drop = After.Reset;
      return;
    }
    auto Pending = [](const auto &Way) { return Way.Watched == 1 && !Way.Guessed; };
    if (std::any_of(After.Agains.begin(), After.Agains.end(), Pending)) {
      add(PythonDefect::GoesOn, F, E, Certainty::Likely);
      return;
    }
    // In other functions, the meaning of 0 and 1 is up to their callers.
    if (Code.isEntry(F) && std::any_of(After.Exits.begin(), After.Exits.end(), [&](const AfterWait::Exit &X) {
          return Pending(X) && X.At && isObject(U.Functions[F], X.At->subject());
        }))
      add(PythonDefect::Succeeds, F, E, Certainty::Likely);
  }

  static bool isGlobal(const Place &P) { return P.AddressOf && P.Root == Place::RootKind::Global; }

  /// One of the interpreter's own objects (None), or the result of a function that returns its argument
  /// (Py_NewRef).
  bool isObject(const Function &F, const Place &P) const {
    if (isGlobal(P))
      return true;
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Call && E.site().Result == P && !P.isNone() && E.site().Args.size() == 1 &&
            isGlobal(E.site().Args.front()) && bodyOf(U, E.site().Callee, Runs::Perhaps) != NoId)
          return handsOn(U.Functions[bodyOf(U, E.site().Callee, Runs::Perhaps)]);
    return false;
  }

  /// Every path returns the first parameter.
  static bool handsOn(const Function &F) {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Return && (E.subject().Root != Place::RootKind::Param ||
                                              E.subject().Index != 0 || !E.subject().Path.empty()))
          return false;
    return true;
  }

  /// The GIL is given up on every path, by a function that held it before.
  bool isWithoutGil(FunctionId F, BlockId B, const Event &E) {
    if (!Masks.of(F).isMasked(B, E, Source::Python))
      return false;
    const Event *Begin = Masks.of(F).beginOf(E, Source::Python);
    // A function that also takes the GIL may have released only what it took.
    for (const Block &Other : U.Functions[F].Blocks)
      for (const Event &Each : Other.Events)
        if (Begin && Each.is(EffectKind::Release) && Each.effect().Resource == ResourceKind::Gil &&
            Each.Expr == Begin->Expr)
          return false;
    return Begin != nullptr;
  }

  /// The call is a statement of its own, or its context is hidden in a macro.
  static bool isWholeStatement(const Event &E) {
    return E.In->Range.isValid() && E.In->Range.Begin == E.Expr.Begin && E.In->Range.End <= E.Expr.End + 1;
  }

  static bool isTested(const Function &F, const Place &Result) {
    return hasBranchOn(F, [&](const Place &P) { return P == Result; }) ||
           (!Result.isNone() && hasEvent(F, [&](const Event &E) {
             return E.other() == Result || (E.kind() == EventKind::Return && E.subject() == Result);
           }));
  }

  /// A branch depends on it, or on a variable that holds it.
  static bool isBranchedOn(const Function &F, const Place &Result) {
    std::vector<Place> Names{Result};
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && E.other() == Result)
        Names.push_back(E.subject());
    });
    return hasBranchOn(
        F, [&](const Place &P) { return std::find(Names.begin(), Names.end(), P) != Names.end(); });
  }

  /// A later call tests for a pending error, or a call without arguments is tested, which may do the
  /// same.
  bool testsLater(const Function &F, const Event &Asked) const {
    return isChecked(F) || hasEvent(F, [&](const Event &E) {
             return E.kind() == EventKind::Call && E.site().Args.empty() && E.Expr.File == Asked.Expr.File &&
                    E.Expr.Begin > Asked.Expr.Begin && isTested(F, E.site().Result);
           });
  }

  void add(PythonDefect What, FunctionId F, const Event &E, Certainty Sure) {
    Out.push_back({What, F, &E, /*Drop=*/nullptr, /*Chain=*/{}, Sure});
  }

  const Unit &U;
  const PythonCode &Code;
  WaitFollower &Paths;
  MaskCache &Masks;
  std::vector<PythonWait> &Out;
  Watch Pending;
  FixedPoint<uint8_t> Changes; ///< by function: changes the pending error, or may
};

} // namespace

void findPythonAnswers(const PythonCode &Code, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
                       std::vector<PythonWait> &Out) {
  Finder(Code, Paths, Masks, Facts, Out).run();
}

} // namespace asyncsafe
