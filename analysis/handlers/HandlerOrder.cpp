//===- HandlerOrder.cpp - Flags and wakeups in the wrong order ------------===//

#include "analysis/handlers/HandlerDefects.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace asyncsafe {

namespace {

bool isEffect(const Event &E, EffectKind K) { return E.Kind == EventKind::Effect && E.E.Kind == K; }

class OrderFinder {
public:
  explicit OrderFinder(const UnitFacts &Facts) : Facts(Facts), U(*Facts.Of), Inside(functionsInHandlers(Facts)) {}

  std::vector<FlagOrder> run() {
    for (const HandlerWrite &W : Facts.HandlerWrites)
      if (isFlag(W.At->Subject) && W.At->Constant != 0)
        Set.emplace(W.Object, &W);
    if (Set.empty())
      return {};
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!Inside[F])
        outside(F);
    std::set<FunctionId> Done;
    for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I)
      if (Done.insert(Facts.HandlerRuns[I].Function).second)
        wakesFirst(I);
    return std::move(Out);
  }

private:
  bool isFlag(const Place &P) const {
    return P.Object != NoId && !isErrno(P) && U.Objects[P.Object].isFlagLike() && !U.Objects[P.Object].IsThreadLocal;
  }

  /// Where the flag is looked at, and acted upon before it is cleared.
  void outside(FunctionId Id) {
    const Function &F = U.Functions[Id];
    bool Masks = false;
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        Masks = Masks || (isEffect(E, EffectKind::Mask) && E.E.Raises == Source::Signal);
        if (E.Kind == EventKind::Read && Set.count(E.Subject.Object))
          Tested.try_emplace(E.Subject.Object, Id, &E);
      }
    if (Masks)
      return;
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (const Edge &E : F.Blocks[B].Successors)
        if (E.When && Set.count(E.When->Subject.Object) && meansSet(E.When->Test))
          clearsLast(Id, E.To, E.When->Subject);
  }

  /// Not satisfied by the cleared flag.
  static bool meansSet(const Predicate &P) { return !holds(P, 0); }

  /// \p Entry is entered with the flag set: an act of the program's own, then the store of 0,
  /// and nothing after it in that statement list.
  void clearsLast(FunctionId Id, BlockId Entry, const Place &Flag) {
    const Function &F = U.Functions[Id];
    const Event *Clear = nullptr, *FirstAct = nullptr, *Act = nullptr;
    std::set<BlockId> Seen{Entry};
    std::deque<BlockId> Work{Entry};
    // The straight way: blocks in the order in which they are entered.
    while (!Work.empty() && !Clear) {
      BlockId B = Work.front();
      Work.pop_front();
      for (const Event &E : F.Blocks[B].Events) {
        if (E.Kind == EventKind::Assign && E.Subject == Flag) {
          if (E.Constant == 0)
            Clear = &E;
          else
            return;
          break;
        }
        if (isAct(E)) {
          if (looksAt(E, Flag, 0))
            return;
          if (!FirstAct)
            FirstAct = &E;
          if (E.Compound == FirstAct->Compound) // of several, what is done last
            Act = &E;
        }
      }
      for (const Edge &E : F.Blocks[B].Successors)
        if (Seen.insert(E.To).second)
          Work.push_back(E.To);
    }
    if (!Clear || !Act || Clear->Compound == NoId || Clear->Compound != Act->Compound ||
        Act->Position >= Clear->Position || goesOn(F, *Clear))
      return;
    const HandlerWrite &W = *Set.at(Flag.Object);
    FlagOrder O;
    O.K = FlagOrder::Kind::ClearLast;
    O.Object = Flag.Object;
    O.In = Id;
    O.First = Act;
    O.Second = Clear;
    O.Run = W.Run;
    O.OtherIn = W.In;
    O.Other = W.At;
    O.Sure = certaintyIn(Facts, Facts.HandlerRuns[W.Run]);
    if (Cleared.insert(Clear).second)
      Out.push_back(O);
  }

  /// A function of the program's own: what is lost is worth something.
  bool isAct(const Event &E) const {
    return E.Kind == EventKind::Call && E.Site.Callee != NoId && !U.Callees[E.Site.Callee].NoReturn &&
           U.Callees[E.Site.Callee].Safety == SignalSafety::Unlisted && !U.Callees[E.Site.Callee].System &&
           !U.Callees[E.Site.Callee].Standard;
  }

  /// The act needs the flag as it is.
  bool looksAt(const Event &E, const Place &Flag, unsigned Depth) const {
    if (std::find(E.Site.Args.begin(), E.Site.Args.end(), Flag) != E.Site.Args.end())
      return true;
    FunctionId Body = E.Site.Callee == NoId ? NoId : U.Callees[E.Site.Callee].Body;
    if (Body == NoId || Depth > 3)
      return false;
    for (const Block &B : U.Functions[Body].Blocks)
      for (const Event &Inner : B.Events)
        if (((Inner.Kind == EventKind::Read || Inner.Kind == EventKind::Assign) && Inner.Subject.Object == Flag.Object) ||
            (Inner.Kind == EventKind::Call && looksAt(Inner, Flag, Depth + 1)))
          return true;
    return false;
  }

  bool goesOn(const Function &F, const Event &Clear) const {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.Compound == Clear.Compound && E.Position > Clear.Position && isAct(E))
          return true;
    return false;
  }

  /// In a handler: a wakeup, later a store to a flag that nothing stored to before.
  void wakesFirst(unsigned Run) {
    const HandlerRun &R = Facts.HandlerRuns[Run];
    const Function &F = U.Functions[R.Function];
    for (BlockId B = 0; B < F.Blocks.size(); ++B) {
      if (!R.Reached[B])
        continue;
      for (size_t I = 0; I < F.Blocks[B].Events.size(); ++I)
        if (wakes(F.Blocks[B], F.Blocks[B].Events[I], 0))
          storesAfter(Run, B, I);
    }
  }

  void storesAfter(unsigned Run, BlockId From, size_t Index) {
    const HandlerRun &R = Facts.HandlerRuns[Run];
    const Function &F = U.Functions[R.Function];
    std::set<ObjectId> Before = storedBefore(F, From, Index);
    const Event &Wake = F.Blocks[From].Events[Index];
    std::set<BlockId> Seen;
    std::deque<BlockId> Work{From};
    for (bool First = true; !Work.empty(); First = false) {
      BlockId B = Work.front();
      Work.pop_front();
      for (size_t I = First ? Index + 1 : 0; I < F.Blocks[B].Events.size(); ++I) {
        const Event &E = F.Blocks[B].Events[I];
        if (E.Kind != EventKind::Assign || !isFlag(E.Subject) || E.Constant == 0 || Before.count(E.Subject.Object))
          continue;
        auto Looked = Tested.find(E.Subject.Object);
        if (Looked == Tested.end())
          continue;
        Before.insert(E.Subject.Object);
        FlagOrder O;
        O.Object = E.Subject.Object;
        O.In = R.Function;
        O.First = &Wake;
        O.Second = &E;
        O.Run = Run;
        O.OtherIn = Looked->second.first;
        O.Other = Looked->second.second;
        O.Sure = certaintyIn(Facts, R);
        if (Late.insert(&E).second)
          Out.push_back(O);
      }
      for (const Edge &E : F.Blocks[B].Successors)
        if (R.Reached[E.To] && Seen.insert(E.To).second)
          Work.push_back(E.To);
    }
  }

  /// Flags that some path has stored to when it comes to this event.
  static std::set<ObjectId> storedBefore(const Function &F, BlockId At, size_t Index) {
    std::vector<std::vector<BlockId>> Predecessors(F.Blocks.size());
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (const Edge &E : F.Blocks[B].Successors)
        Predecessors[E.To].push_back(B);
    std::set<ObjectId> Stored;
    auto Collect = [&](BlockId B, size_t End) {
      for (size_t I = 0; I < End; ++I)
        if (F.Blocks[B].Events[I].Kind == EventKind::Assign)
          Stored.insert(F.Blocks[B].Events[I].Subject.Object);
    };
    Collect(At, Index);
    std::set<BlockId> Seen;
    std::deque<BlockId> Work(Predecessors[At].begin(), Predecessors[At].end());
    while (!Work.empty()) {
      BlockId B = Work.front();
      Work.pop_front();
      if (!Seen.insert(B).second)
        continue;
      Collect(B, F.Blocks[B].Events.size());
      Work.insert(Work.end(), Predecessors[B].begin(), Predecessors[B].end());
    }
    return Stored;
  }

  /// Makes some other code go on: itself, or by a function in sight.
  bool wakes(const Block &In, const Event &E, unsigned Depth) const {
    if (isEffect(E, EffectKind::Wake))
      return isTold(E.E.Subject) && !closes(In, E);
    if (E.Kind != EventKind::Call || E.Site.Callee == NoId || Depth > 2)
      return false;
    FunctionId Body = U.Callees[E.Site.Callee].Body;
    if (Body == NoId)
      return false;
    for (const Block &B : U.Functions[Body].Blocks)
      for (const Event &Inner : B.Events)
        if (wakes(B, Inner, Depth + 1))
          return true;
    return false;
  }

  /// Who reads from a descriptor is not woken when that is closed.
  static bool closes(const Block &In, const Event &Wake) {
    return std::any_of(In.Events.begin(), In.Events.end(), [&](const Event &E) {
      return E.Expr == Wake.Expr && isEffect(E, EffectKind::Release) && isHandle(E.E.Resource);
    });
  }

  /// A descriptor or object that is known by a name: a constant one is where messages go.
  static bool isTold(const Place &P) { return !P.isNone() && P.Root != Place::RootKind::Local; }

  const UnitFacts &Facts;
  const Unit &U;
  std::vector<bool> Inside;
  std::map<ObjectId, const HandlerWrite *> Set; ///< flags that handlers set
  std::map<ObjectId, std::pair<FunctionId, const Event *>> Tested;
  std::set<const Event *> Cleared, Late;
  std::vector<FlagOrder> Out;
};

} // namespace

std::vector<FlagOrder> findFlagOrders(const UnitFacts &Facts) { return OrderFinder(Facts).run(); }

} // namespace asyncsafe
