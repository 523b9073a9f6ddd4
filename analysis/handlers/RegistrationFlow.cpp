//===- RegistrationFlow.cpp - What functions register as handlers ---------===//

#include "analysis/handlers/RegistrationFlow.h"

#include <algorithm>
#include <deque>

namespace asyncsafe {

namespace {

constexpr unsigned MaxDepth = 6;
/// What places hold is copied along with every block; past this, callees are not entered, and
/// past twice as much, the rest is not looked at.
constexpr size_t MaxSpent = 1000000;
constexpr unsigned MaxEvaluations = 2000;
constexpr unsigned MaxVisits = 2000; ///< of blocks, in one evaluation

bool dependsOnCaller(const PlaceValues &Values) {
  return std::any_of(Values.begin(), Values.end(), [](const PlaceValue &V) {
    return V.K == PlaceValue::Kind::Entry && V.From.Root != Place::RootKind::Global;
  });
}

/// \p Undecided becomes true where a parameter decides and is not known.
bool follow(const PlaceState &State, const Edge &E, bool &Undecided) {
  if (!E.When)
    return true;
  PlaceValues Values = State.read(E.When->Subject);
  Undecided = Undecided || dependsOnCaller(Values);
  return std::any_of(Values.begin(), Values.end(), [&](const PlaceValue &V) {
    std::optional<int64_t> Constant = V.constant();
    return !Constant || holds(E.When->Test, *Constant);
  });
}

/// The condition on an argument that is the function's own parameter.
bool happens(const PlaceState &State, const Event &E) {
  return std::all_of(E.E.When.begin(), E.E.When.end(), [&](const Condition &C) {
    std::optional<int64_t> Constant = onlyConstant(State.read(C.Subject));
    return !Constant || holds(C.Test, *Constant);
  });
}

/// Values that the callee found in the caller's places, as they are at the call.
PlaceValues outside(const PlaceState &State, const PlaceValues &Values) {
  PlaceValues Out;
  for (const PlaceValue &V : Values)
    addValues(Out, V.K == PlaceValue::Kind::Entry ? State.read(V.From) : PlaceValues{V});
  return Out;
}

/// What the callee stores behind its pointers, and in globals, stays.
std::optional<Place> seenFromCaller(const Place &P, const CallSite &Site) {
  if (P.Root == Place::RootKind::Global)
    return P;
  bool Behind = P.Root == Place::RootKind::Param && P.Index < Site.Args.size() && !P.Path.empty() &&
                P.Path.front().K == Projection::Kind::Deref;
  if (!Behind || Site.Args[P.Index].isNone())
    return std::nullopt;
  return P.substituted(Site.Args[P.Index]);
}

} // namespace

/// \p Entry: what the parameters and the places behind them hold.
RegistrationFlow::Outcome RegistrationFlow::run(FunctionId Id, PlaceState Entry, unsigned Depth) {
  Outcome Out;
  const Function &F = U.Functions[Id];
  std::vector<std::optional<PlaceState>> Before(F.Blocks.size());
  Before[0] = std::move(Entry);
  std::deque<BlockId> Work{0};
  bool Undecided = false, Left = false;
  for (unsigned Visits = 0; !Work.empty(); ++Visits) {
    if (Visits >= MaxVisits || Spent >= 2 * MaxSpent) {
      Complete = false;
      break;
    }
    BlockId B = Work.front();
    Work.pop_front();
    PlaceState State = *Before[B];
    for (auto &[P, Values] : State.Known)
      Spent += Values.size();
    for (const Event &E : F.Blocks[B].Events)
      transfer(State, E, Depth, nullptr);
    for (const Edge &E : F.Blocks[B].Successors) {
      if (!follow(State, E, Undecided))
        continue;
      bool Changed = !Before[E.To] || Before[E.To]->join(State);
      if (!Before[E.To])
        Before[E.To] = State;
      if (Changed && std::find(Work.begin(), Work.end(), E.To) == Work.end())
        Work.push_back(E.To);
    }
  }
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    if (!Before[B])
      continue;
    PlaceState State = std::move(*Before[B]);
    for (const Event &E : F.Blocks[B].Events)
      transfer(State, E, Depth, &Out.Registrations);
    if (!F.Blocks[B].Successors.empty())
      continue;
    if (Left)
      Out.Exit.join(State);
    else
      Out.Exit = std::move(State);
    Left = true;
  }
  for (Registration &R : Out.Registrations)
    R.Open = dependsOnCaller(R.Handlers) || dependsOnCaller(R.Signals) || dependsOnCaller(R.Flags) ||
             (Undecided && (R.Handlers.size() > 1 || R.Signals.size() > 1 || !onlyConstant(R.Flags)));
  return Out;
}

void RegistrationFlow::transfer(PlaceState &State, const Event &E, unsigned Depth,
                                std::vector<Registration> *Collect) {
  if (E.Kind == EventKind::Assign)
    State.assign(S.canonical(E.Subject), S.canonical(E.Other), E);
  else if (registersHandler(E))
    registration(State, E, Collect);
  else if (E.Kind == EventKind::Call)
    call(State, E, Depth, Collect);
}

void RegistrationFlow::registration(PlaceState &State, const Event &E, std::vector<Registration> *Collect) {
  if (Collect && happens(State, E) && (E.Function != NoId || !E.E.Subject.isNone())) {
    Registration R;
    R.At = &E;
    R.Handlers = E.Function != NoId ? PlaceValues{PlaceValue::function(E.Function)}
                                    : State.read(S.canonical(E.E.Subject));
    R.Signals = E.E.OtherValue ? PlaceValues{PlaceValue::integer(*E.E.OtherValue)} : State.read(E.E.Other);
    R.HasFlags = !E.E.Owner.isNone();
    R.Flags = R.HasFlags ? State.read(E.E.Owner) : PlaceValues{PlaceValue::integer(0)};
    R.Restarting = E.E.Restarting;
    // Two fields of one struct: one registration.
    bool Known = !Collect->empty() && Collect->back().At->Expr == E.Expr;
    if (!Known)
      Collect->push_back(std::move(R));
  }
  // What else it is given, it fills with the handler before.
  for (const Place &A : E.Site.Args)
    if (Place Old = A; A.AddressOf && !E.E.Subject.startsWith(Old.deref()))
      State.forget(Old);
}

void RegistrationFlow::call(PlaceState &State, const Event &E, unsigned Depth,
                            std::vector<Registration> *Collect) {
  FunctionId Body = S.bodyOf(E);
  bool GivesAddress =
      std::any_of(E.Site.Args.begin(), E.Site.Args.end(), [](const Place &A) { return A.AddressOf; });
  bool Matters = Body != NoId && Depth < MaxDepth && (S.Concerned[Body] || GivesAddress);
  bool Enter = Matters && Evaluations++ < MaxEvaluations && Spent < MaxSpent;
  Complete &= Enter || !Matters;
  if (!Enter) {
    for (Place A : E.Site.Args)
      if (A.AddressOf)
        State.forget(S.canonical(A.deref()));
    return;
  }
  Outcome Inner = run(Body, entryOf(State, E.Site), Depth + 1);
  for (Registration &R : Inner.Registrations) {
    // What its own evaluation says already is not the caller's to say again.
    if (!Collect || !isOpen(Body, *R.At))
      continue;
    for (PlaceValues *Values : {&R.Handlers, &R.Signals, &R.Flags})
      *Values = outside(State, *Values);
    R.At = &E;
    Collect->push_back(std::move(R));
  }
  for (auto &[P, Values] : Inner.Exit.Known)
    if (std::optional<Place> Here = seenFromCaller(P, E.Site))
      State.write(*Here, outside(State, Values));
}

/// Of the function evaluated for itself: does what \p At registers depend on its callers?
bool RegistrationFlow::isOpen(FunctionId F, const Event &At) {
  auto [It, New] = OpenOnes.try_emplace(F);
  if (New) {
    std::set<const Event *> Open;
    for (const Registration &R : run(F, {}, MaxDepth / 2).Registrations)
      if (R.Open)
        Open.insert(R.At);
    It = OpenOnes.insert_or_assign(F, std::move(Open)).first;
  }
  return It->second.count(&At) != 0;
}

PlaceState RegistrationFlow::entryOf(const PlaceState &State, const CallSite &Site) const {
  PlaceState Entry;
  for (auto &[P, Values] : State.Known)
    if (P.Root == Place::RootKind::Global)
      Entry.Known.emplace(P, Values);
  for (unsigned I = 0; I < Site.Args.size(); ++I) {
    Place Formal;
    Formal.Root = Place::RootKind::Param;
    Formal.Index = I;
    auto Passed = std::find_if(Site.FunctionArgs.begin(), Site.FunctionArgs.end(),
                               [&](const auto &A) { return A.first == I; });
    if (Passed != Site.FunctionArgs.end())
      Entry.write(Formal, {PlaceValue::function(Passed->second)});
    else if (I < Site.Constants.size() && Site.Constants[I])
      Entry.write(Formal, {PlaceValue::integer(*Site.Constants[I])});
    else
      Entry.write(Formal, State.read(S.canonical(Site.Args[I])));
  }
  return Entry;
}

} // namespace asyncsafe
