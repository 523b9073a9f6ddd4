//===- AfterWait.cpp - What follows once a wait has returned --------------===//

#include "analysis/waits/AfterWait.h"

#include "analysis/handlers/HandlerFacts.h"
#include "analysis/waits/Waits.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

/// A path that needs more is given up, and with it the wait.
constexpr size_t MaxStates = 2000;

/// `ret` of the callee or a later call: no variable that the code names.
bool isTemporary(const Place &P) { return P.Root == Place::RootKind::Temporary; }

struct Fact {
  enum class Of : uint8_t { Plain, Result, Errno };
  Place P;
  int64_t Value = 0;
  Of What = Of::Plain;
  bool operator==(const Fact &F) const { return P == F.P && Value == F.Value && What == F.What; }
};

struct State {
  BlockId B = 0;
  unsigned I = 0;
  std::vector<Fact> Known;
  Again Path;
  const Event *Changer = nullptr; ///< errno may be another since
  bool ErrnoIsForeign = false;    ///< some other call has set it, and is asked about
  bool Called = false;            ///< something has been called since

  bool samePath(const State &S) const {
    return B == S.B && I == S.I && Known == S.Known && Path.ForEintr == S.Path.ForEintr &&
           Path.Changed == S.Path.Changed && Path.LimitChanged == S.Path.LimitChanged &&
           Path.SubjectChanged == S.Path.SubjectChanged && Path.Tried == S.Path.Tried && Path.Seen == S.Path.Seen && Changer == S.Changer && ErrnoIsForeign == S.ErrnoIsForeign;
  }

  const Fact *find(const Place &P) const {
    for (const Fact &F : Known)
      if (F.P == P)
        return &F;
    return nullptr;
  }
  void forget(const Place &P) {
    Known.erase(std::remove_if(Known.begin(), Known.end(),
                               [&](const Fact &F) { return F.P == P || F.P.startsWith(P); }),
                Known.end());
  }
  void learn(Fact F) {
    forget(F.P);
    Known.push_back(std::move(F));
  }
};

class Follower {
public:
  Follower(const Unit &U, const CalleeHabits &Habits, const Wait &W, Outcome How)
      : U(U), F(U.Functions[W.In]), Habits(Habits), W(W), How(How) {}

  AfterWait run() {
    State Start;
    Start.B = W.Block;
    Start.I = W.Index + 1;
    const Place &Result = W.At->Site.Result;
    if (How == Outcome::Eintr) {
      learnResult(Start, Result, resultOfEintr());
      if (W.E.Error == ErrorIn::Errno) {
        Place Errno;
        Errno.Root = Place::RootKind::Global;
        Errno.Name = "errno";
        Start.learn({Errno, EintrNumber, Fact::Of::Errno});
      }
    } else {
      learnResult(Start, Result, How == Outcome::TimedOut ? 0 : successValue());
    }
    push(std::move(Start));
    while (!Work.empty()) {
      State S = std::move(Work.back());
      Work.pop_back();
      block(std::move(S));
    }
    return std::move(Out);
  }

private:
  int64_t resultOfEintr() const {
    switch (W.E.Error) {
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

  static void learnResult(State &S, const Place &Result, int64_t Value) {
    if (!Result.isNone())
      S.learn({Result, Value, Fact::Of::Result});
  }

  void push(State S) {
    if (NumSeen >= MaxStates) {
      Out.Complete = false;
      return;
    }
    std::vector<State> &Here = Seen[S.B];
    for (const State &Old : Here)
      if (Old.samePath(S))
        return;
    ++NumSeen;
    Here.push_back(S);
    Work.push_back(std::move(S));
  }

  /// Also the other effects of the call that is being followed.
  bool isTheWait(const Event &E) const { return E.Expr == W.At->Expr && E.Site.Callee == W.At->Site.Callee && E.Site.Callee != NoId; }

  void block(State S) {
    const Block &B = F.Blocks[S.B];
    for (; S.I < B.Events.size(); ++S.I) {
      const Event &E = B.Events[S.I];
      bool Starting = S.B == W.Block && S.I > W.Index && !Left;
      if (isTheWait(E)) {
        if (Starting)
          continue;
        Out.Agains.push_back(S.Path);
        return;
      }
      if (!event(S, E))
        return;
    }
    Left = true;
    if (B.Successors.empty()) {
      leave(S, std::nullopt, false);
      return;
    }
    for (const Edge &E : B.Successors)
      edge(S, E);
  }

  //===--- Events -----------------------------------------------------------===//

  /// False if the path ends here.
  bool event(State &S, const Event &E) {
    switch (E.Kind) {
    case EventKind::Read:
      S.Path.Seen.insert(E.Subject.Object);
      return true;
    case EventKind::Assign:
      assign(S, E);
      return true;
    case EventKind::Return:
      leave(S, E.Constant ? E.Constant : valueOf(S, E.Subject), E.Constant.has_value());
      return false;
    case EventKind::Throw:
      Out.Exits.push_back({});
      return false;
    case EventKind::Effect:
    case EventKind::Call:
    case EventKind::Destroy:
      return call(S, E);
    }
    return true;
  }

  static std::optional<int64_t> valueOf(const State &S, const Place &P) {
    if (const Fact *Known = S.find(P))
      return Known->Value;
    return std::nullopt;
  }

  void leave(const State &S, std::optional<int64_t> Value, bool Literal) {
    // What main returns, the program ends with; the result of its work is no error of its own.
    if (F.IsMain && How == Outcome::Eintr && Literal && *Value != 0) {
      Out.Ends.push_back(F.Blocks[S.B].Events.empty() ? W.At : &F.Blocks[S.B].Events.back());
      return;
    }
    const Fact *Errno = nullptr;
    for (const Fact &Each : S.Known)
      if (isErrno(Each.P))
        Errno = &Each;
    Out.Exits.push_back({Value, Errno && Errno->Value == EintrNumber});
  }

  void assign(State &S, const Event &E) {
    const Fact *From = E.Other.isNone() ? nullptr : S.find(E.Other);
    if (isErrno(E.Subject)) {
      S.Changer = nullptr;
      S.ErrnoIsForeign = false;
    } else if (!isTemporary(E.Subject) && !isTemporary(E.Other)) {
      S.Path.Changed |= !From;
    }
    if (!W.E.Other.isNone() && E.Subject.sameRoot(W.E.Other))
      S.Path.LimitChanged = true;
    if (!W.E.Subject.isNone() && W.E.Subject.startsWith(E.Subject))
      S.Path.SubjectChanged = true;
    if (From) {
      Fact Copy = *From;
      Copy.P = E.Subject;
      S.learn(std::move(Copy));
    } else if (E.Constant) {
      S.learn({E.Subject, *E.Constant, Fact::Of::Plain});
    } else {
      S.forget(E.Subject);
    }
  }

  bool call(State &S, const Event &E) {
    CalleeId Id = E.Site.Callee;
    if (Id == NoId)
      return true;
    if (Habits.neverReturns(Id)) {
      Out.Ends.push_back(&E);
      return false;
    }
    if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Interrupt && E.E.Raises == Source::Jump) {
      Out.Exits.push_back({});
      return false;
    }
    if (U.Callees[Id].Body != NoId)
      S.Path.Seen.insert(Habits.reads(U.Callees[Id].Body).begin(), Habits.reads(U.Callees[Id].Body).end());
    for (const Place &A : E.Site.Args)
      if (A.AddressOf)
        written(S, A);
    S.Called = true;
    S.Path.Tried |= E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Block && !E.E.Subject.isNone() && isUsed(E.Site.Result);
    if (!Habits.keepsErrno(Id))
      errnoChanged(S, E);
    else if (S.Changer && isUsed(E.Site.Result))
      S.ErrnoIsForeign = true; // unless that one fails in its turn
    return true;
  }

  /// The callee may write to what \p Address points to.
  void written(State &S, const Place &Address) {
    S.Known.erase(std::remove_if(S.Known.begin(), S.Known.end(),
                                 [&](const Fact &F) { return F.P.sameRoot(Address); }),
                  S.Known.end());
    if (!W.E.Other.isNone() && Address.sameRoot(W.E.Other))
      S.Path.LimitChanged = true;
  }

  void errnoChanged(State &S, const Event &E) {
    S.Known.erase(std::remove_if(S.Known.begin(), S.Known.end(), [](const Fact &F) { return isErrno(F.P); }),
                  S.Known.end());
    if (isUsed(E.Site.Result))
      S.ErrnoIsForeign = true; // what follows asks about that call
    else if (!S.Changer)
      S.Changer = &E;
  }

  bool isUsed(const Place &Result) {
    if (!isTemporary(Result))
      return !Result.isNone();
    if (!Used) {
      Used.emplace();
      auto Uses = [&](const Place &P) {
        if (isTemporary(P) && P.Path.empty())
          Used->insert(P.Index);
      };
      for (const Block &B : F.Blocks) {
        for (const Event &E : B.Events) {
          Uses(E.Other);
          if (E.Kind == EventKind::Return)
            Uses(E.Subject);
        }
        for (const Edge &Each : B.Successors)
          if (Each.When)
            Uses(Each.When->Subject);
      }
    }
    return Used->count(Result.Index) != 0;
  }

  //===--- Edges ------------------------------------------------------------===//

  void edge(State S, const Edge &E) {
    if (E.When) {
      const Place &Subject = E.When->Subject;
      if (Subject.Object != NoId)
        S.Path.Seen.insert(Subject.Object);
      const Fact *Known = S.find(Subject);
      bool Errno = Known ? Known->What == Fact::Of::Errno : isErrno(Subject);
      if (How == Outcome::Eintr)
        ask(S, *E.When, Known, Errno);
      if (Known && !holds(E.When->Test, Known->Value))
        return;
      if (Errno && Known && E.When->Test == Predicate{Predicate::Op::EQ, EintrNumber})
        S.Path.ForEintr = true;
    }
    S.B = E.To;
    S.I = 0;
    push(std::move(S));
  }

  /// What a comparison says about how its author thinks that the wait fails.
  void ask(State &S, const Condition &C, const Fact *Known, bool Errno) {
    bool Equality = C.Test.O == Predicate::Op::EQ || C.Test.O == Predicate::Op::NE;
    bool WithEintr = Equality && C.Test.Constant == EintrNumber;
    if (Errno) {
      Out.AsksErrno = true;
      Out.AsksOther |= Equality && C.Test.Constant != EintrNumber && C.Test.Constant != 0;
      if (WithEintr && !Known && S.Changer && !S.ErrnoIsForeign && !Out.Changer) {
        Out.Changer = S.Changer;
        Out.ChangerSure = Habits.changesErrno(S.Changer->Site.Callee) ? Certainty::Likely : Certainty::Unknown;
      }
      if (WithEintr && W.E.Error == ErrorIn::Result && !S.Called && isErrno(C.Subject))
        Out.Wrong = AfterWait::Sentinel::ErrnoIsNotSet;
    }
    if (!Known || Known->What != Fact::Of::Result || !Equality || W.E.Error != ErrorIn::Errno || !W.isOwn())
      return;
    // A count can be 4; what is 0 or -1 cannot.
    bool OnlyZero = W.E.Success && *W.E.Success == Predicate{Predicate::Op::EQ, 0};
    if (WithEintr && OnlyZero)
      Out.Wrong = AfterWait::Sentinel::ResultIsMinusOne;
    else if (C.Test.Constant == -EintrNumber && W.E.Success)
      Out.Wrong = AfterWait::Sentinel::ResultIsNotNegated;
  }

  const Unit &U;
  const Function &F;
  const CalleeHabits &Habits;
  const Wait &W;
  Outcome How;
  bool Left = false; ///< the block of the wait
  std::map<BlockId, std::vector<State>> Seen;
  size_t NumSeen = 0;
  std::vector<State> Work;
  std::optional<std::set<unsigned>> Used; ///< temporaries whose value somebody looks at
  AfterWait Out;
};

} // namespace

AfterWait follow(const Unit &U, const CalleeHabits &Habits, const Wait &W, Outcome How) {
  return Follower(U, Habits, W, How).run();
}

} // namespace asyncsafe
