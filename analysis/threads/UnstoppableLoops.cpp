//===- UnstoppableLoops.cpp - Loops that a request to stop does not end ---===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/UnstoppableLoops.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Loops.h"
#include "analysis/steps/PlaceTable.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

using Asks = UnstoppableLoop::Asks;

/// Properties of code, including its callees.
struct Traits {
  bool Cancelled = false, Interrupted = false; ///< it contains an interruption point
  bool Waits = false;                          ///< or a suspension point
  bool Open = false;                           ///< it calls an unknown function
  std::set<ObjectId> Reads;                    ///< reads of possible flags
  bool operator==(const Traits &O) const {
    return Cancelled == O.Cancelled && Interrupted == O.Interrupted && Waits == O.Waits && Open == O.Open &&
           Reads == O.Reads;
  }
  bool operator!=(const Traits &O) const { return !(*this == O); }
  void add(const Traits &O) {
    Cancelled |= O.Cancelled;
    Interrupted |= O.Interrupted;
    Waits |= O.Waits;
    Open |= O.Open;
    Reads.insert(O.Reads.begin(), O.Reads.end());
  }
};

/// How a loop checks whether it should stop.
struct Asking {
  Asks How = Asks::Point;
  Source By = Source::Cancel;
  const Event *At = nullptr;
  ObjectId Flag = NoId;
};

class Finder {
public:
  explicit Finder(const Callees &Calls)
      : Calls(Calls), U(Calls.unit()), Inside(Calls, Traits(), [this](FunctionId F) { return traitsOf(F); }) {
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position, const Event &E) {
        bool IsFlag = E.kind() == EventKind::Assign && E.constant() && E.subject().Object != NoId &&
                      U.Objects[E.subject().Object].isFlagLike();
        if (IsFlag)
          Flags.insert(E.subject().Object);
      });
  }

  std::vector<UnstoppableLoop> run(bool OnlyJoined) {
    std::vector<bool> OnThread = Calls.onThreads();
    std::vector<UnstoppableLoop> Out;
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!U.Functions[F].System && (OnThread[F] || U.Functions[F].IsCoroutine))
        look(F, OnThread[F], Out);
    for (UnstoppableLoop &L : Out)
      answer(L);
    Out.erase(std::remove_if(
                  Out.begin(), Out.end(),
                  [&](const UnstoppableLoop &L) { return !L.Elsewhere || (OnlyJoined && !isJoined(L)); }),
              Out.end());
    return Out;
  }

private:
  //===--------------------------------------------------------------------===//
  // What happens in a loop
  //===--------------------------------------------------------------------===//

  Traits traitsOf(FunctionId F) {
    Traits Out;
    forEachEvent(U.Functions[F], [&](Position, const Event &E) { Out.add(traitsOf(E)); });
    return Out;
  }

  Traits traitsOf(const Event &E) {
    Traits Out;
    if (E.kind() == EventKind::Effect) {
      bool Point = E.is(EffectKind::Interrupt) && E.effect().Sure != Certainty::Unknown;
      Out.Cancelled = Point && E.effect().Raises == Source::Cancel;
      Out.Interrupted = Point && E.effect().Raises == Source::Interrupt;
      Out.Waits = E.is(EffectKind::Block) || (Point && E.effect().Raises == Source::Suspend);
      Out.Open = E.is(EffectKind::RunsCallback);
    } else if (E.kind() == EventKind::Read) {
      if (E.subject().Object != NoId)
        Out.Reads.insert(E.subject().Object);
    } else if (E.kind() == EventKind::Call) {
      FunctionId Body = calledBy(U, E, Runs::Perhaps);
      if (Body != NoId)
        Out = Inside(Body);
      const Callee &C = U.Callees[E.site().Callee];
      Out.Open |= isOpen(U, E.site().Callee) && !C.System && !C.Standard;
    }
    return Out;
  }

  static bool contains(const LoopBlocks &Loop, BlockId B) {
    return std::binary_search(Loop.begin(), Loop.end(), B);
  }

  template <class AtEvent> static void forEachIn(const Function &F, const LoopBlocks &Loop, AtEvent V) {
    for (BlockId B : Loop)
      for (const Event &E : F.Blocks[B].Events)
        V(E);
  }

  void look(FunctionId Id, bool OnThread, std::vector<UnstoppableLoop> &Out) {
    const Function &F = U.Functions[Id];
    std::vector<LoopBlocks> Loops = loopsOf(F);
    std::vector<const LoopBlocks *> Reported;
    for (auto L = Loops.rbegin(); L != Loops.rend(); ++L) { // outer ones first
      Traits All;
      forEachIn(F, *L, [&](const Event &E) { All.add(traitsOf(E)); });
      if (std::optional<Asking> A = askedIn(F, *L)) {
        (F.IsCoroutine ? InCoroutines : InThreads).push_back(*A);
        continue;
      }
      bool IsInner = std::any_of(Reported.begin(), Reported.end(), [&](const LoopBlocks *Outer) {
        return std::includes(Outer->begin(), Outer->end(), L->begin(), L->end());
      });
      if (IsInner || All.Open || All.Waits || All.Cancelled || All.Interrupted || endsByItself(F, *L))
        continue;
      UnstoppableLoop Found;
      Found.In = Id;
      Found.How = OnThread ? Asks::Point : Asks::Suspend;
      forEachIn(F, *L, [&](const Event &E) {
        if (E.Expr.isValid() && (!Found.Where.isValid() || isEarlier(E.Expr, Found.Where)))
          Found.Where = E.Expr;
      });
      if (!Found.Where.isValid())
        continue;
      bool Exits = false;
      forEachExit(F, *L, [&](BlockId, const Edge &) { Exits = true; });
      if (!Exits && Calls.startsThread(Id))
        Endless.insert(Id);
      Reported.push_back(&*L);
      Out.push_back(Found);
    }
  }

  //===--------------------------------------------------------------------===//
  // How it ends
  //===--------------------------------------------------------------------===//

  template <class AtExit> static void forEachExit(const Function &F, const LoopBlocks &Loop, AtExit V) {
    for (BlockId B : Loop)
      for (const Edge &E : F.Blocks[B].Successors)
        if (!contains(Loop, E.To))
          V(B, E);
  }

  std::optional<Asking> askedIn(const Function &F, const LoopBlocks &Loop) {
    std::optional<Asking> Out;
    forEachIn(F, Loop, [&](const Event &E) {
      if (Out)
        return;
      Traits T = traitsOf(E);
      bool Suspends = E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Suspend;
      if (Suspends)
        Out = {Asks::Suspend, Source::Suspend, &E, NoId};
      else if (T.Cancelled && isLive(Source::Cancel))
        Out = {Asks::Point, Source::Cancel, &E, NoId};
      else if (T.Interrupted && isLive(Source::Interrupt))
        Out = {Asks::Point, Source::Interrupt, &E, NoId};
    });
    if (Out)
      return Out;
    forEachExit(F, Loop, [&](BlockId B, const Edge &E) {
      if (Out || !E.When)
        return;
      const Event *By = answering(F, Loop, E.When->Subject);
      if (ObjectId O = E.When->Subject.Object; O != NoId && Flags.count(O))
        Out = {Asks::Flag, Source::Cancel, testIn(F, Loop, B), O};
      else if (isToken(F, E.When->Subject))
        Out = {Asks::Flag, Source::Cancel, testIn(F, Loop, B), NoId};
      else if (By && isToken(F, By->site().This))
        Out = {Asks::Flag, Source::Cancel, By, NoId};
      else if (By)
        for (ObjectId Read : traitsOf(*By).Reads)
          if (Flags.count(Read))
            Out = {Asks::Flag, Source::Cancel, By, Read};
    });
    return Out;
  }

  bool isLive(Source S) const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(),
                       [&](const Evidence &E) { return E.Of == S; });
  }

  /// The event that stands for a test: the last one before it, or else one of the loop.
  static const Event *testIn(const Function &F, const LoopBlocks &Loop, BlockId B) {
    if (!F.Blocks[B].Events.empty())
      return &F.Blocks[B].Events.back();
    const Event *Any = nullptr;
    forEachIn(F, Loop, [&](const Event &E) { Any = Any ? Any : &E; });
    return Any;
  }

  /// The call in the loop whose result is \p P, or was assigned to it.
  static const Event *answering(const Function &F, const LoopBlocks &Loop, Place P) {
    const Event *Found = nullptr;
    forEachIn(F, Loop, [&](const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject() == P && E.other().Root == Place::RootKind::Temporary)
        P = E.other();
    });
    forEachIn(F, Loop, [&](const Event &E) {
      if (!P.isNone() && E.site().Callee != NoId && E.site().Result == P)
        Found = &E;
    });
    return Found;
  }

  bool isToken(const Function &F, const Place &P) const {
    if (P.Object != NoId && U.Objects[P.Object].IsStopToken)
      return true;
    return P.Root == Place::RootKind::Param && P.Index < F.Parameters.size() &&
           F.Parameters[P.Index].IsStopToken;
  }

  /// A counter, a list, or data that is used up ends the loop; or other code does, through what the loop
  /// tests.
  bool endsByItself(const Function &F, const LoopBlocks &Loop) const {
    bool Steps = false;
    std::set<ObjectId> Stored;
    forEachIn(F, Loop, [&](const Event &E) {
      Steps |= stepsAnything(E);
      if (E.kind() == EventKind::Assign)
        Stored.insert(E.subject().Object);
    });
    bool Ends = false;
    forEachExit(F, Loop, [&](BlockId B, const Edge &E) {
      Ends |= E.When ? endsBy(F, Loop, B, E.When->Subject, Steps) : Steps || looksElsewhere(F, B, Stored);
    });
    return Ends;
  }

  bool endsBy(const Function &F, const LoopBlocks &Loop, BlockId B, const Place &Tested, bool Steps) const {
    if (const Event *By = answering(F, Loop, Tested)) {
      const Place &Object = By->site().This;
      return Steps || (Object.Object != NoId && U.Objects[Object.Object].IsAtomic);
    }
    if (Tested.Root == Place::RootKind::Temporary) // the result of an exchange with an atomic object
      return std::any_of(F.Blocks[B].Events.begin(), F.Blocks[B].Events.end(), [&](const Event &E) {
        return E.kind() == EventKind::Assign && E.subject().Object != NoId &&
               U.Objects[E.subject().Object].IsAtomic;
      });
    if (!isFunctionOwn(Tested) || !Tested.Path.empty())
      return true; // other code changes it, or a list ends
    bool Own = false;
    forEachIn(F, Loop, [&](const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject() == Tested)
        Own |= stepsAnything(E) || E.constant().has_value() || E.other().Root != Place::RootKind::None;
    });
    return Own;
  }

  /// It counts, halves, or follows a list.
  static bool stepsAnything(const Event &E) {
    if (E.kind() == EventKind::Assign)
      return E.adds() || E.addsParameter() || E.shrinks() ||
             (!E.subject().isNone() && E.other().startsWith(E.subject()) && E.other() != E.subject());
    // `++` of an iterator changes the object itself.
    return E.kind() == EventKind::Call && !E.site().This.isNone() && isFunctionOwn(E.site().This);
  }

  /// The test is not understood, and depends on objects that the loop does not change.
  static bool looksElsewhere(const Function &F, BlockId B, const std::set<ObjectId> &Stored) {
    return std::any_of(F.Blocks[B].Events.begin(), F.Blocks[B].Events.end(), [&](const Event &E) {
      return E.kind() == EventKind::Read && !Stored.count(E.subject().Object);
    });
  }

  //===--------------------------------------------------------------------===//
  // Stop requests of other threads
  //===--------------------------------------------------------------------===//

  /// The thread never leaves its first function, and code that asks threads to stop by the flag of other
  /// loops waits for threads to end.
  bool isJoined(const UnstoppableLoop &L) const {
    if (!Endless.count(L.In) || L.How != Asks::Flag || L.Flag == NoId)
      return false;
    return std::any_of(U.Functions.begin(), U.Functions.end(), [&](const Function &F) {
      bool Joins = false;
      forEachEvent(F, [&](Position P, const Event &E) {
        if (!Joins && E.kind() == EventKind::Assign && E.subject().Object == L.Flag && E.constant())
          Joins = walk(F, behind(P), [](Position, const Event &Later) {
                    bool Waits = Later.is(EffectKind::Block) && Later.effect().Wait->EndsItself &&
                                 Later.effect().Wait->Signal == OnSignal::Ignores;
                    return Waits ? Visit::Stop : Visit::GoOn;
                  }).Stopped;
      });
      return Joins;
    });
  }

  /// The first other loop in the source answers.
  void answer(UnstoppableLoop &L) const {
    const std::vector<Asking> &Others = L.How == Asks::Suspend ? InCoroutines : InThreads;
    for (const Asking &A : Others)
      if (A.At && (!L.Elsewhere || isEarlier(A.At->Expr, L.Elsewhere->Expr))) {
        L.How = A.How;
        L.By = A.By;
        L.Elsewhere = A.At;
        L.Flag = A.Flag;
      }
  }

  const Callees &Calls;
  const Unit &U;
  std::set<ObjectId> Flags; ///< objects that some code stores a constant to
  FixedPoint<Traits> Inside;
  std::vector<Asking> InThreads, InCoroutines;
  std::set<FunctionId> Endless; ///< first functions of threads, with a loop that no edge leaves
};

} // namespace

std::vector<UnstoppableLoop> findUnstoppableLoops(const Callees &Calls, bool OnlyJoined) {
  return Finder(Calls).run(OnlyJoined);
}

} // namespace asyncsafe
