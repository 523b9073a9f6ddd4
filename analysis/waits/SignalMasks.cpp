//===- SignalMasks.cpp - Whether a signal is blocked at a wait ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/SignalMasks.h"

#include "analysis/engine/Paths.h"

#include "analysis/handlers/PlaceValues.h"
#include "analysis/waits/Waits.h"

#include <algorithm>
#include <deque>

namespace asyncsafe {

namespace {

bool changesMask(const Event &E) {
  return E.kind() == EventKind::Effect && E.effect().Raises == Source::Signal &&
         (E.effect().Kind == EffectKind::Mask || E.effect().Kind == EffectKind::Unmask ||
          E.effect().Kind == EffectKind::RestoreMask);
}

} // namespace

SignalMasks::SignalMasks(const Callees &Calls, bool OnlyKnown)
    : U(Calls.unit()), Calls(Calls), OnlyKnown(OnlyKnown), Concerned(U.Functions.size()), Sets(U, Calls) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    Concerned[F] = hasEvent(U.Functions[F], changesMask);
  Masks = std::find(Concerned.begin(), Concerned.end(), true) != Concerned.end();
  Calls.spreadUp(Concerned);
}

const SignalSet &SignalMasks::setOf(FunctionId F, const Event &E) {
  auto [It, New] = Known.try_emplace(&E);
  if (New)
    It->second = Sets.of(F, E.effect().Subject);
  return It->second;
}

const SignalMasks::ByBlock &SignalMasks::eventsOf(FunctionId F) {
  auto [It, New] = Events.try_emplace(F);
  if (New) {
    It->second.resize(U.Functions[F].Blocks.size());
    forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
      FunctionId Body = bodyOf(U, E, Runs::Surely);
      if (changesMask(E) || (Body != NoId && Concerned[Body]))
        It->second[P.Block].push_back(&E);
    });
  }
  return It->second;
}

/// One function, from its entry.
struct SignalMasks::Flow {
  /// The mask, and its value where a copy of it was saved.
  struct Point {
    uint8_t Now = Nothing;
    std::map<Place, uint8_t, PlaceOrder> Saved;

    bool join(const Point &From) {
      bool Changed = (Now | From.Now) != Now;
      Now |= From.Now;
      for (auto &[P, S] : From.Saved) {
        uint8_t &Here = Saved[P];
        Changed |= (Here | S) != Here;
        Here |= S;
      }
      return Changed;
    }
  };

  SignalMasks &All;
  FunctionId Id;
  Signal S;
  const ByBlock &Events;
  std::vector<std::optional<Point>> Before;

  Flow(SignalMasks &All, FunctionId Id, Signal S, uint8_t Entry)
      : All(All), Id(Id), S(S), Events(All.eventsOf(Id)) {
    const Function &F = All.U.Functions[Id];
    Before.resize(F.Blocks.size());
    if (F.Blocks.empty())
      return;
    Before[0] = Point{Entry, {}};
    for (const UnwindScope &Scope : F.Scopes)
      for (const Handler &H : Scope.Handlers)
        Before[H.Entry] = Point{Entry, {}};
    std::deque<BlockId> Work;
    for (BlockId B = 0; B < Before.size(); ++B)
      if (Before[B])
        Work.push_back(B);
    while (!Work.empty()) {
      BlockId B = Work.front();
      Work.pop_front();
      Point P = at(B, nullptr);
      for (const Edge &E : F.Blocks[B].Successors) {
        bool New = !Before[E.To];
        if (New)
          Before[E.To] = P;
        if (New || Before[E.To]->join(P))
          Work.push_back(E.To);
      }
    }
  }

  /// Before \p End, an event of \p B; null: at its end.
  Point at(BlockId B, const Event *End) {
    Point P = Before[B] ? *Before[B] : Point();
    for (const Event *E : Events[B]) {
      if (End && E >= End)
        break;
      transfer(P, *E);
    }
    return P;
  }

  void transfer(Point &P, const Event &E) {
    if (E.kind() == EventKind::Call || E.kind() == EventKind::Destroy) {
      if (FunctionId Body = bodyOf(All.U, E, Runs::Surely); Body != NoId && All.Concerned[Body])
        P.Now = All.after(Body, S, P.Now);
      return;
    }
    if (!changesMask(E))
      return;
    uint8_t Old = P.Now;
    switch (E.effect().Kind) {
    case EffectKind::Mask:
      if (All.setOf(Id, E).mayHold(S))
        P.Now = Blocked;
      break;
    case EffectKind::Unmask:
      if (const SignalSet &Set = All.setOf(Id, E); Set.mayHold(S) && !(All.OnlyKnown && Set.Any))
        P.Now = Open;
      break;
    default: {
      auto Kept = P.Saved.find(E.effect().Subject);
      const SignalSet &Set = All.setOf(Id, E);
      // A set filled here is a new mask; any other was saved elsewhere.
      P.Now = Kept != P.Saved.end() ? Kept->second : Set.Filled && Set.mayHold(S) ? Blocked : Open;
      break;
    }
    }
    if (!E.effect().Other.isNone())
      P.Saved[E.effect().Other] = Old;
  }

  uint8_t atEnd() {
    uint8_t Out = Nothing;
    const Function &F = All.U.Functions[Id];
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      if (Before[B] && F.Blocks[B].Successors.empty())
        Out |= at(B, nullptr).Now;
    return Out;
  }
};

SignalMasks::~SignalMasks() = default;

/// The effect of a function on a mask is the same at every entry, so two answers describe it.
uint8_t SignalMasks::after(FunctionId F, Signal S, uint8_t Entry) {
  auto [It, New] = Afters.try_emplace(S);
  if (New)
    It->second = std::make_unique<FixedPoint<AfterCall>>(Calls, AfterCall(), [this, S](FunctionId Each) {
      if (!Concerned[Each])
        return AfterCall{Open, Blocked};
      return AfterCall{Flow(*this, Each, S, Open).atEnd(), Flow(*this, Each, S, Blocked).atEnd()};
    });
  const AfterCall &Left = (*It->second)(F);
  return static_cast<uint8_t>((Entry & Open ? Left.IfOpen : Nothing) |
                              (Entry & Blocked ? Left.IfBlocked : Nothing));
}

uint8_t SignalMasks::before(FunctionId F, BlockId B, unsigned Index, Signal S, uint8_t Entry) {
  if (!Concerned[F])
    return Entry;
  std::unique_ptr<Flow> &Of = Flows[{F, S, Entry}];
  if (!Of)
    Of = std::make_unique<Flow>(*this, F, S, Entry);
  return Of->at(B, U.Functions[F].Blocks[B].Events.data() + Index).Now;
}

SignalMasks::AtEntry SignalMasks::entryOf(FunctionId F, Signal S) {
  auto [It, New] = Entries.try_emplace(S);
  if (New)
    It->second = std::make_unique<FixedPoint<AtEntry>>(
        Calls, AtEntry(), [this, S](FunctionId Each) { return findEntry(Each, S); }, From::Callers);
  AtEntry Out = (*It->second)(F);
  if (Out.Mask == Nothing) // its calls are in code that is never reached
    Out.Mask = Open;
  return Out;
}

/// A member of the component is main, or has a caller outside the component.
bool SignalMasks::hasKnownCaller(unsigned Component) const {
  auto IsMember = [&](FunctionId F) { return Calls.components().of(F) == Component; };
  for (FunctionId F : Calls.components()[Component].Members)
    if (U.Functions[F].IsMain || Calls.startsThread(F) ||
        !std::all_of(Calls.callers(F).begin(), Calls.callers(F).end(),
                     [&](const CallEdge &E) { return IsMember(E.From); }))
      return true;
  return false;
}

/// The state left by its callers, and by the code that starts its thread.
SignalMasks::AtEntry SignalMasks::findEntry(FunctionId F, Signal S) {
  if (U.Functions[F].IsMain)
    return {Open, true};
  unsigned Own = Calls.components().of(F);
  if (!hasKnownCaller(Own))
    return {Open, false};
  AtEntry Out;
  auto Enter = [&](FunctionId By, BlockId B, unsigned Index) {
    AtEntry Caller = Calls.components().of(By) == Own ? Entries.at(S)->solved(By) : entryOf(By, S);
    Out.Mask |= before(By, B, Index, S, Caller.Mask);
    return Caller.FromMain;
  };
  for (const CallEdge &E : Calls.callers(F))
    Out.FromMain &= Enter(E.From, E.Block, E.Index);
  for (const ThreadStart &T : Calls.threads())
    if (T.Body == F) {
      Enter(T.In, T.Block, T.Index);
      Out.FromMain = false;
    }
  return Out;
}

bool SignalMasks::isAccepted(const Wait &W, Signal S) {
  const Effect &E = W.Blocking->effect();
  Place Set = E.Wait->Mask;
  if (!S || Set.isNone() || Set.deref() != E.Subject)
    return false;
  const SignalSet Held = Sets.of(W.BlocksIn, E.Subject);
  return !Held.Any && Held.mayHold(S);
}

bool SignalMasks::isBlocked(const Wait &W, Signal S) {
  if (!Masks)
    return false;
  if (W.OnThread)
    return true; // threads are started with signals blocked, or block them first
  return before(W.In, W.Block, W.Index, S, entryOf(W.In, S).Mask) == Blocked;
}

SignalMasks::Comes SignalMasks::comesToThread(const Wait &W, Signal S) {
  if (!Masks)
    return Comes::Perhaps;
  uint8_t Entry = entryOf(W.In, S).Mask;
  if (!(before(W.In, W.Block, W.Index, S, Entry) & Open))
    return Comes::Never;
  return Entry == Blocked ? Comes::ByIntent : Comes::Perhaps;
}

bool SignalMasks::isOpenedFor(const Wait &W, Signal S) {
  return before(W.In, W.Block, W.Index, S, Blocked) == Open;
}

bool SignalMasks::isKnownOpen(const Wait &W, Signal S) {
  AtEntry Entry = entryOf(W.In, S);
  return Entry.FromMain && !W.OnThread && (before(W.In, W.Block, W.Index, S, Entry.Mask) & Open);
}

bool SignalMasks::isNeverBlocked(const Wait &W, Signal S) {
  AtEntry Entry = entryOf(W.In, S);
  if (!Entry.FromMain || W.OnThread || before(W.In, W.Block, W.Index, S, Entry.Mask) != Open)
    return false;
  for (FunctionId Id = 0; Id < U.Functions.size(); ++Id) {
    const Function &F = U.Functions[Id];
    bool Blocks = false;
    forEachEvent(F, [&](Position P, const Event &E) {
      bool Masks = E.kind() == EventKind::Effect && E.effect().Raises == Source::Signal &&
                   (E.effect().Kind == EffectKind::Mask || E.effect().Kind == EffectKind::RestoreMask);
      if (Masks)
        Blocks |= setOf(Id, E).mayHold(S);
      else if (E.kind() == EventKind::Call && calledBy(U, E, Runs::Perhaps) == NoId)
        Blocks |= !U.Callees[E.site().Callee].System && !isInLoop(F, P.Block);
    });
    if (Blocks)
      return false;
  }
  return true;
}

} // namespace asyncsafe
