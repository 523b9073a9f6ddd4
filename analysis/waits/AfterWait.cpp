//===- AfterWait.cpp - What happens after a wait --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/AfterWait.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerFacts.h"
#include "analysis/waits/PathSteps.h"
#include "analysis/waits/Waits.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// States of one block that are distinguished by constants in variables other than the result of the
/// wait. With more states only the values related to the wait are kept; with still more, or with too
/// many in total, no values at all.
constexpr size_t MaxReleases = 64; ///< more calls than these are not checked for releases
constexpr size_t MaxByConstants = 64, MaxByValues = 512, MaxStatesOfWait = 50000;
/// Of all waits of one function, which may be as many as its calls.
constexpr size_t MaxStatesInAll = 1000000;

size_t maxStates(const Function &F) {
  size_t Calls = 1;
  forEachEvent(F, [&](Position, const Event &E) { Calls += E.site().Callee != NoId; });
  return std::min(MaxStatesOfWait, MaxStatesInAll / Calls);
}

struct Fact {
  enum class Of : uint8_t { Plain, Result, Errno };
  SlotId Slot = NoSlot;
  int64_t Value = 0;
  Of What = Of::Plain;
  bool operator==(const Fact &F) const { return Slot == F.Slot && Value == F.Value && What == F.What; }
};

struct State {
  BlockId B = 0;
  std::vector<Fact> Known; ///< sorted by slot
  Again Path;
  /// errno may have changed since, and no branch has tested the call that changed it.
  const Event *Changer = nullptr;
  Certainty ChangerSure = Certainty::Unknown;
  bool ErrnoIsForeign = false; ///< another call has set errno, and is tested
  bool Called = false;         ///< a call has been made since
  bool LookedAt = false;       ///< a branch has tested whether there is a result
  const Event *Sum = nullptr;  ///< the untested result is part of this sum

  /// A second state like this one would find nothing new.
  bool isLike(const State &S) const {
    return Known == S.Known && Path == S.Path && !Changer == !S.Changer && ChangerSure == S.ChangerSure &&
           ErrnoIsForeign == S.ErrnoIsForeign && Called == S.Called && LookedAt == S.LookedAt &&
           !Sum == !S.Sum;
  }

  const Fact *find(SlotId S) const {
    for (const Fact &F : Known)
      if (F.Slot == S && S != NoSlot)
        return &F;
    return nullptr;
  }
  void forget(const std::vector<SlotId> &Gone) {
    for (SlotId S : Gone)
      forgetIf([&](const Fact &F) { return F.Slot == S; });
  }
  template <class Test> bool forgetIf(Test Is) {
    auto First = std::remove_if(Known.begin(), Known.end(), Is);
    bool Any = First != Known.end();
    Known.erase(First, Known.end());
    return Any;
  }
  void learn(Fact F) {
    if (F.Slot == NoSlot)
      return;
    auto At = std::lower_bound(Known.begin(), Known.end(), F,
                               [](const Fact &A, const Fact &B) { return A.Slot < B.Slot; });
    Known.insert(At, F);
  }
};

template <class T> void addOnce(std::vector<T> &To, const T &New) {
  if (std::find(To.begin(), To.end(), New) == To.end())
    To.push_back(New);
}

using StatesByBlock = std::vector<std::vector<State>>;

class Follower {
public:
  Follower(const Unit &U, const CalleeSummaries &Summaries, const PathSteps &Steps, const Wait &W,
           Outcome How, ObjectId Unseen, const Watch *Also, StatesByBlock &Seen, size_t MaxStates)
      : U(U), F(U.Functions[W.In]), Summaries(Summaries), Steps(Steps), W(W), How(How), Unseen(Unseen),
        Also(Also), MindsErrno(How == Outcome::Eintr && Steps.asksErrnoForEintr()),
        MindsNumber(How == Outcome::Eintr && Steps.usesNumbers() && W.isOwn() &&
                    W.E.Wait->Error == ErrorIn::Errno),
        Seen(Seen), MaxStates(MaxStates) {
    Seen.resize(Steps.size());
    Given = Steps.givenAt(W.Block);
  }
  ~Follower() {
    for (BlockId B : Touched)
      Seen[B].clear();
  }

  AfterWait run() {
    State Start;
    Start.B = W.Block;
    const Place &Result = W.At->site().Result;
    if (How == Outcome::Eintr) {
      Start.learn({Steps.slotOf(Result), resultOfEintr(), Fact::Of::Result});
      if (W.E.Wait->Error == ErrorIn::Errno)
        Start.learn({ErrnoSlot, EintrNumber, Fact::Of::Errno});
    } else {
      Start.learn({Steps.slotOf(Result), How == Outcome::TimedOut ? 0 : successValue(), Fact::Of::Result});
    }
    if (Also)
      Start.learn({WatchedSlot, Also->Value, Fact::Of::Plain});
    block(std::move(Start), W.Index + 1);
    while (!Work.empty()) {
      State S = std::move(Work.back());
      Work.pop_back();
      block(std::move(S), 0);
    }
    return std::move(Out);
  }

private:
  int64_t resultOfEintr() const {
    switch (W.E.Wait->Error) {
    case ErrorIn::Result:
      return EintrNumber;
    case ErrorIn::Negated:
      return -EintrNumber;
    default:
      return failureValue(W.E);
    }
  }

  int64_t successValue() const {
    for (int64_t V : {1, 0})
      if (!W.E.Success || holds(*W.E.Success, V))
        return V;
    return failureValue(W.E) + 1;
  }

  void push(State S) {
    S.forgetIf([&](const Fact &Known) { return !Steps.isAskedFrom(S.B, Known.Slot); });
    std::vector<State> &Here = Seen[S.B];
    bool Crowded = Here.size() >= MaxByValues || NumSeen >= MaxStates;
    if (Crowded)
      Out.Complete &= !S.forgetIf([](const Fact &) { return true; });
    else if (Here.size() >= MaxByConstants)
      S.forgetIf([](const Fact &Known) { return Known.What == Fact::Of::Plain; });
    if (std::any_of(Here.begin(), Here.end(), [&](const State &Old) { return Old.isLike(S); }))
      return;
    if (Here.empty())
      Touched.push_back(S.B);
    ++NumSeen;
    Here.push_back(S);
    Work.push_back(std::move(S));
  }

  /// Also true for the other effects of the call that is being followed.
  bool isTheWait(const Event &E) const {
    return E.site().Callee != NoId && E.site().Callee == W.At->site().Callee && E.Expr == W.At->Expr;
  }

  void block(State S, unsigned From) {
    const PathBlock &B = Steps[S.B];
    for (const PathStep &Each : B.Steps) {
      if (Each.Index < From)
        continue;
      if (isTheWait(*Each.At)) {
        if (From > 0)
          continue;
        S.Path.Watched = watched(S);
        addOnce(Out.Agains, S.Path);
        countsAfterAll(S);
        return;
      }
      if (!step(S, Each))
        return;
    }
    if (B.Edges.empty())
      leave(S, nullptr, std::nullopt, false);
    if (MindsNumber &&
        std::any_of(B.Edges.begin(), B.Edges.end(), [&](const PathEdge &E) { return tells(S, E); }))
      lookAt(S);
    for (const PathEdge &E : B.Edges)
      edge(S, E);
  }

  //===--- Steps ------------------------------------------------------------===//

  /// False if the path ends here.
  bool step(State &S, const PathStep &Each) {
    switch (Each.K) {
    case PathStep::Kind::Look:
      return Unseen == NoId || Each.At->subject().Object != Unseen;
    case PathStep::Kind::Assign:
      assign(S, Each);
      return true;
    case PathStep::Kind::Use:
      use(S, Each);
      return true;
    case PathStep::Kind::Return: {
      const Fact *Known = S.find(Each.From);
      const std::optional<int64_t> &Constant = Each.At->constant();
      leave(S, Each.At, Constant || !Known ? Constant : Known->Value, Constant.has_value());
      return false;
    }
    case PathStep::Kind::End:
      addOnce(Out.Ends, Each.At);
      return false;
    case PathStep::Kind::Leave:
      addOnce(Out.Exits, {});
      countsAfterAll(S);
      return false;
    case PathStep::Kind::Call:
      return call(S, Each);
    }
    return true;
  }

  std::optional<int64_t> watched(const State &S) const {
    const Fact *Known = Also ? S.find(WatchedSlot) : nullptr;
    return Known ? std::optional(Known->Value) : std::nullopt;
  }

  void leave(const State &S, const Event *At, std::optional<int64_t> Value, bool Literal) {
    // main's return value ends the program; a result of its work is not an error of its own.
    if (F.IsMain && How == Outcome::Eintr && Literal && *Value != 0) {
      addOnce(Out.Ends, F.Blocks[S.B].Events.empty() ? W.At : &F.Blocks[S.B].Events.back());
      return;
    }
    countsAfterAll(S);
    const Fact *Errno = S.find(ErrnoSlot);
    addOnce(Out.Exits,
            {Value, Errno && Errno->Value == EintrNumber, Also ? At : nullptr, watched(S), S.Path.Guessed});
  }

  void assign(State &S, const PathStep &Each) {
    const Event &E = *Each.At;
    const Fact *From = S.find(Each.From);
    std::optional<Fact> Copy;
    if (From)
      Copy = *From;
    else if (const Fact *Stepped = E.adds() ? S.find(Each.Subject) : nullptr)
      Copy = Fact{NoSlot, Stepped->Value + E.adds(), Fact::Of::Plain};
    else if (E.constant())
      Copy = Fact{NoSlot, *E.constant(), Fact::Of::Plain};
    bool OfSubject = !W.E.Subject.isNone() && W.E.Subject.startsWith(E.subject());
    S.Path.Changed |= W.E.Wait->NoRetry && ((Each.Changes && !From) || OfSubject);
    if (Each.Subject == ErrnoSlot) {
      S.Changer = nullptr;
      S.ChangerSure = Certainty::Unknown;
      S.ErrnoIsForeign = false;
    }
    limitMayChange(S, E.subject());
    if (Also && Each.Subject == WatchedSlot && E.constant() == 0)
      Out.Reset = &E;
    S.forget(Each.Forgets);
    if (Copy) {
      Copy->Slot = Each.Subject;
      S.learn(*Copy);
    }
  }

  void limitMayChange(State &S, const Place &P) {
    if (!W.E.Other.isNone() && P.sameRoot(W.E.Other))
      S.Path.LimitChanged = true;
  }

  bool call(State &S, const PathStep &Each) {
    const Event &E = *Each.At;
    if (FunctionId Body = bodyOf(U, E.site().Callee, Runs::Perhaps);
        Unseen != NoId && Body != NoId && Summaries.reads(Body).count(Unseen))
      return false;
    if (MindsNumber &&
        std::any_of(Each.Given.begin(), Each.Given.end(), [&](SlotId Slot) { return isResult(S, Slot); }))
      lookAt(S); // or the callee does
    bool MayRelease = E.is(EffectKind::Release) || bodyOf(U, E, Runs::Surely) != NoId;
    if (MayRelease && Out.Releases.size() < MaxReleases)
      addOnce(Out.Releases, &E);
    if (How == Outcome::Eintr && S.Path.ForEintr && !Out.GoesOnWith &&
        std::any_of(Each.Handles.begin(), Each.Handles.end(), [&](SlotId Slot) { return isResult(S, Slot); }))
      Out.GoesOnWith = &E;
    if (How == Outcome::Eintr && Each.TellsErrno && !Out.Told && errnoIsEintr(S))
      Out.Told = &E;
    S.forget(Each.Forgets);
    for (const Place &A : E.site().Args)
      if (A.AddressOf)
        limitMayChange(S, A);
    if (Also && E.kind() == EventKind::Call && Also->MayChange(E.site().Callee))
      S.forget({WatchedSlot});
    S.Path.Tried |= Each.Tries && W.E.Wait->Length != WaitLength::Unbounded;
    S.Called |= W.E.Wait->Error == ErrorIn::Result; // no later test
    if (!Each.KeepsErrno)
      errnoChanged(S, Each);
    else if (S.Changer && Each.IsUsed)
      S.ErrnoIsForeign = true; // unless that call fails too
    return true;
  }

  static bool errnoIsEintr(const State &S) {
    const Fact *Errno = S.find(ErrnoSlot);
    return Errno && Errno->What == Fact::Of::Errno && Errno->Value == EintrNumber;
  }

  void errnoChanged(State &S, const PathStep &Each) {
    S.forgetIf([](const Fact &Known) { return Known.Slot == ErrnoSlot; });
    if (!MindsErrno)
      return;
    if (Each.IsUsed) {
      S.ErrnoIsForeign = true; // later tests concern that call
    } else if (!S.Changer) {
      S.Changer = Each.At;
      if (Summaries.changesErrno(Each.At->site().Callee))
        S.ChangerSure = Certainty::Likely;
    }
  }

  //===--- The result as a number ----------------------------------------------===//

  static bool isResult(const State &S, SlotId Slot) {
    const Fact *Known = S.find(Slot);
    return Known && Known->What == Fact::Of::Result;
  }

  void use(State &S, const PathStep &Each) {
    if (!MindsNumber || S.LookedAt || Out.Counts || !isResult(S, Each.From))
      return;
    switch (Each.At->use()) {
    case UseKind::Look:
      return lookAt(S);
    case UseKind::Sum:
      if (!S.Sum)
        S.Sum = Each.At;
      return;
    case UseKind::Index:
    case UseKind::Size:
    case UseKind::Bound:
      Out.Counts = Each.At;
    }
  }

  /// The result is tested, so earlier uses as a count do no harm.
  static void lookAt(State &S) {
    S.LookedAt = true;
    S.Sum = nullptr;
  }

  /// The condition separates failure from success, or may do so; a test for 0 does not.
  static bool tells(const State &S, const PathEdge &E) {
    if (!E.HasTest)
      return false;
    bool OfZero = (E.Test.O == Predicate::Op::EQ || E.Test.O == Predicate::Op::NE) && E.Test.Constant == 0;
    return E.Subject == ErrnoSlot || (isResult(S, E.Subject) && !OfZero);
  }

  void countsAfterAll(const State &S) {
    if (S.Sum && !Out.Counts)
      Out.Counts = S.Sum;
  }

  //===--- Edges ------------------------------------------------------------===//

  void edge(State S, const PathEdge &E) {
    if (E.Object != NoId && E.Object == Unseen)
      return;
    if (E.HasTest) {
      const Fact *Known = S.find(E.Subject);
      bool Errno = Known ? Known->What == Fact::Of::Errno : E.Subject == ErrnoSlot;
      if (How == Outcome::Eintr)
        ask(S, E, Known, Errno);
      if ((Known && !holds(E.Test, Known->Value)) || contradicts(E))
        return;
      if (Errno && Known && E.Test == Predicate{Predicate::Op::EQ, EintrNumber})
        S.Path.ForEintr = true;
    }
    Out.RepeatsNothing |= S.Path.ForEintr && E.IsIdle && How == Outcome::Eintr;
    // Only searches with a watched place use this.
    S.Path.Guessed |= Also && !E.HasTest && Steps[S.B].Edges.size() > 1;
    S.B = E.To;
    push(std::move(S));
  }

  /// The wait is reached only if this variable, which never changes, has another value.
  bool contradicts(const PathEdge &E) const {
    return std::any_of(Given.begin(), Given.end(), [&](const std::pair<SlotId, Predicate> &Each) {
      return Each.first == E.Subject && !compatible(Each.second, E.Test);
    });
  }

  /// What a comparison shows about how its author expects the wait to fail.
  void ask(const State &S, const PathEdge &E, const Fact *Known, bool Errno) {
    bool Equality = E.Test.O == Predicate::Op::EQ || E.Test.O == Predicate::Op::NE;
    bool WithEintr = Equality && E.Test.Constant == EintrNumber;
    if (Errno) {
      Out.AsksErrno = true;
      if (Equality && E.Test.Constant == -EintrNumber && Known)
        Out.Wrong = AfterWait::Sentinel::ErrnoIsPositive;
      Out.AsksOther |= Equality && E.Test.Constant != EintrNumber && E.Test.Constant != 0;
      if (WithEintr && !Known && S.Changer && !S.ErrnoIsForeign && !Out.Changer) {
        Out.Changer = S.Changer;
        Out.ChangerSure = S.ChangerSure;
      }
      if (WithEintr && W.E.Wait->Error == ErrorIn::Result && !S.Called && E.Subject == ErrnoSlot)
        Out.Wrong = AfterWait::Sentinel::ErrnoIsNotSet;
    }
    if (!Known || Known->What != Fact::Of::Result || !Equality || W.E.Wait->Error != ErrorIn::Errno ||
        !W.isOwn())
      return;
    // A count can be 4; a result of 0 or -1 cannot.
    bool OnlyZero = W.E.Success && *W.E.Success == Predicate{Predicate::Op::EQ, 0};
    if (WithEintr && OnlyZero)
      Out.Wrong = AfterWait::Sentinel::ResultIsMinusOne;
    else if (E.Test.Constant == -EintrNumber && W.E.Success)
      Out.Wrong = AfterWait::Sentinel::ResultIsNotNegated;
  }

  const Unit &U;
  const Function &F;
  const CalleeSummaries &Summaries;
  const PathSteps &Steps;
  const Wait &W;
  Outcome How;
  ObjectId Unseen;
  const Watch *Also;
  bool MindsErrno;     ///< errno is tested, so a call that changes it matters
  bool MindsNumber;    ///< the result may be used as a number
  StatesByBlock &Seen; ///< empty before and after
  std::vector<BlockId> Touched;
  std::vector<std::pair<SlotId, Predicate>> Given; ///< holds whenever the wait is reached
  size_t NumSeen = 0;
  const size_t MaxStates;
  std::vector<State> Work;
  AfterWait Out;
};

} // namespace

/// Cached for the function followed last.
struct WaitFollower::OfFunction {
  FunctionId Id = NoId;
  Place Watched;
  PathSteps Steps;
  size_t MaxStates;
  StatesByBlock Seen;
};

WaitFollower::WaitFollower(const Unit &U, const CalleeSummaries &Summaries) : U(U), Summaries(Summaries) {}
WaitFollower::~WaitFollower() = default;

const PathSteps &WaitFollower::stepsOf(const Wait &W, const Watch *Also) {
  Place Watched = Also ? Also->What : Place();
  if (!Last || Last->Id != W.In || Last->Watched != Watched)
    Last.reset(new OfFunction{
        W.In, Watched, PathSteps(U, Summaries, W.In, Watched), maxStates(U.Functions[W.In]), {}});
  return Last->Steps;
}

bool WaitFollower::comparesWithEintr(const Wait &W) { return stepsOf(W, nullptr).comparesWithEintr(); }

AfterWait WaitFollower::follow(const Wait &W, Outcome How, ObjectId Unseen, const Watch *Also) {
  const PathSteps &Steps = stepsOf(W, Also);
  return Follower(U, Summaries, Steps, W, How, Unseen, Also, Last->Seen, Last->MaxStates).run();
}

} // namespace asyncsafe
