//===- RegistrationFlow.cpp - Values at registrations of handlers ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/RegistrationFlow.h"

#include <algorithm>
#include <utility>

namespace asyncsafe {

namespace {

constexpr unsigned MaxDepth = 6;
/// Visits to blocks and copies of values for the registrations of one function, callees included.
constexpr size_t MaxSpent = 1000000;
/// Answers of one callee that are kept for other calls.
constexpr size_t MaxKept = 32;

bool dependsOnCaller(const PlaceValues &Values) {
  return std::any_of(Values.begin(), Values.end(), [](const PlaceValue &V) {
    return V.K == PlaceValue::Kind::Entry && V.From.Root != Place::RootKind::Global;
  });
}

/// \p Undecided is set if a parameter decides and its value is unknown.
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

/// The condition on an argument that is a parameter of the function.
bool happens(const PlaceState &State, const Event &E) {
  return std::all_of(E.effect().When.begin(), E.effect().When.end(), [&](const Condition &C) {
    std::optional<int64_t> Constant = onlyConstant(State.read(C.Subject));
    return !Constant || holds(C.Test, *Constant);
  });
}

/// Translates values that the callee found in its caller's places to this call.
PlaceValues outside(const PlaceState &State, const PlaceValues &Values) {
  PlaceValues Out;
  for (const PlaceValue &V : Values)
    addValues(Out, V.K == PlaceValue::Kind::Entry ? State.read(V.From) : PlaceValues{V});
  return Out;
}

bool isSame(const Registration &A, const Registration &B) {
  return A.Handlers == B.Handlers && A.Signals == B.Signals && A.Flags == B.Flags &&
         A.HasFlags == B.HasFlags && A.Restarting == B.Restarting && A.Open == B.Open;
}

/// What the callee stores through its pointers and in globals remains visible.
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

/// The registrations of \p F, given those of its callees.
RegistrationFlow::Collected RegistrationFlow::collect(FunctionId F) {
  if (!Slice.concerns(F))
    return {};
  Spent = 0;
  Complete = true;
  Calls.clear(); // in a recursion, the answers of others may have changed
  Collected Found{run(F, {}, 0).Registrations, {}};
  for (const Registration &R : Found.All)
    if (R.Open)
      Found.Open.insert(R.At);
  SpentInAll += Spent;
  if (!Complete)
    Incomplete.insert(F);
  return Found;
}

/// \p Entry: the values of the parameters and of the places behind them.
RegistrationFlow::Outcome RegistrationFlow::run(FunctionId Id, PlaceState Entry, unsigned Depth) {
  Outcome Out;
  const Function &F = U.Functions[Id];
  const std::vector<unsigned> &Order = Slice.order(Id);
  std::vector<std::optional<PlaceState>> Before(F.Blocks.size());
  Before[0] = std::move(Entry);
  std::set<std::pair<unsigned, BlockId>> Work{{Order[0], 0}};
  bool Undecided = false, Left = false;
  while (!Work.empty() && Spent < MaxSpent) {
    BlockId B = Work.begin()->second;
    Work.erase(Work.begin());
    PlaceState State = *Before[B];
    ++Spent;
    for (auto &[P, Values] : State.Known)
      Spent += Values.size();
    for (const RegistrationSlice::Step &Step : Slice.steps(Id, B))
      transfer(Id, State, Step, Depth, nullptr);
    for (const Edge &E : F.Blocks[B].Successors) {
      if (!follow(State, E, Undecided))
        continue;
      bool Changed = !Before[E.To] || Before[E.To]->join(State);
      if (!Before[E.To])
        Before[E.To] = State;
      if (Changed)
        Work.emplace(Order[E.To], E.To);
    }
  }
  Complete = Complete && Work.empty();
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    if (!Before[B])
      continue;
    PlaceState State = std::move(*Before[B]);
    for (const RegistrationSlice::Step &Step : Slice.steps(Id, B))
      transfer(Id, State, Step, Depth, &Out.Registrations);
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

void RegistrationFlow::transfer(FunctionId In, PlaceState &State, const RegistrationSlice::Step &Step,
                                unsigned Depth, std::vector<Registration> *Collect) {
  const Event &E = *Step.E;
  if (E.kind() == EventKind::Assign)
    State.assign(Step.To, Step.From, E);
  else if (registersHandler(E))
    registration(In, State, E, Collect);
  else
    call(In, State, E, Depth, Collect);
}

void RegistrationFlow::registration(FunctionId In, PlaceState &State, const Event &E,
                                    std::vector<Registration> *Collect) {
  bool IsKnown = E.function() != NoId || E.effect().SubjectValue || !E.effect().Subject.isNone();
  if (Collect && happens(State, E) && IsKnown) {
    Registration R;
    R.At = &E;
    R.Handlers = E.function() != NoId      ? PlaceValues{PlaceValue::function(E.function())}
                 : E.effect().SubjectValue ? PlaceValues{PlaceValue::integer(*E.effect().SubjectValue)}
                                           : State.read(S.canonical(E.effect().Subject));
    R.Signals = E.effect().OtherValue ? PlaceValues{PlaceValue::integer(*E.effect().OtherValue)}
                                      : State.read(E.effect().Other);
    R.HasFlags = !E.effect().Owner.isNone();
    R.Flags = R.HasFlags ? State.read(E.effect().Owner) : PlaceValues{PlaceValue::integer(0)};
    R.Restarting = E.effect().Restarting;
    // Two fields of one struct are one registration.
    bool Known = !Collect->empty() && Collect->back().At->Expr == E.Expr;
    if (!Known)
      Collect->push_back(std::move(R));
  }
  // Its other arguments receive the previous handler.
  for (const Place &A : E.site().Args)
    if (Place Old = A; A.AddressOf && !E.effect().Subject.startsWith(Old.deref()) && Slice.tracks(In, Old))
      State.forget(Old);
}

RegistrationFlow::Outcome RegistrationFlow::called(FunctionId Body, PlaceState Entry, unsigned Depth) {
  std::list<Answer> &Known = Calls[{Body, Depth}];
  for (const Answer &A : Known)
    if (A.Entry.Known == Entry.Known)
      return A.Is;
  Outcome Is = run(Body, Entry, Depth);
  Known.push_front({std::move(Entry), Is});
  if (Known.size() > MaxKept)
    Known.pop_back();
  return Is;
}

void RegistrationFlow::call(FunctionId In, PlaceState &State, const Event &E, unsigned Depth,
                            std::vector<Registration> *Collect) {
  FunctionId Body = S.bodyOf(E);
  // A registration that does not depend on callers is the callee's own and is not repeated here.
  bool Registers = Collect && Body != NoId && Slice.dependsOnCallers(Body) && !Answers(Body).Open.empty();
  bool Stores = Body != NoId && Slice.stores(Body);
  if (Depth >= MaxDepth || (!Registers && !Stores))
    return forgetArguments(In, State, E);
  if (Spent >= MaxSpent || SpentInAll >= MaxSpentInAll) {
    // The budget of the whole unit is exhausted; recorded once.
    if (Spent >= MaxSpent || !std::exchange(SaidInAll, true))
      Complete = false;
    return forgetArguments(In, State, E);
  }
  Outcome Inner = called(Body, entryOf(Body, State, E.site()), Depth + 1);
  size_t Before = Collect ? Collect->size() : 0;
  for (Registration &R : Inner.Registrations) {
    if (!Collect || !Answers(Body).Open.count(R.At))
      continue;
    for (PlaceValues *Values : {&R.Handlers, &R.Signals, &R.Flags})
      *Values = outside(State, *Values);
    R.At = &E;
    // Equal registrations of one call are one.
    bool Known = std::any_of(Collect->begin() + static_cast<std::ptrdiff_t>(Before), Collect->end(),
                             [&](const Registration &Old) { return isSame(Old, R); });
    Spent += Collect->size() - Before + 1;
    if (!Known)
      Collect->push_back(std::move(R));
  }
  for (auto &[P, Values] : Inner.Exit.Known)
    if (std::optional<Place> Here = seenFromCaller(P, E.site()); Here && Slice.tracks(In, *Here))
      State.write(*Here, outside(State, Values));
}

void RegistrationFlow::forgetArguments(FunctionId In, PlaceState &State, const Event &E) const {
  for (Place A : E.site().Args)
    if (A.AddressOf && Slice.tracks(In, A))
      State.forget(S.canonical(A.deref()));
}

PlaceState RegistrationFlow::entryOf(FunctionId Body, const PlaceState &State, const CallSite &Site) const {
  PlaceState Entry;
  for (auto &[P, Values] : State.Known)
    if (P.Root == Place::RootKind::Global)
      Entry.Known.emplace(P, Values);
  for (unsigned I = 0; I < Site.Args.size(); ++I) {
    Place Formal;
    Formal.Root = Place::RootKind::Param;
    Formal.Index = I;
    if (!Slice.tracks(Body, Formal))
      continue;
    auto Passed = std::find_if(Site.FunctionArgs.begin(), Site.FunctionArgs.end(),
                               [&](const auto &A) { return A.Index == I; });
    if (Passed != Site.FunctionArgs.end())
      Entry.write(Formal, {PlaceValue::function(Passed->Function)});
    else if (I < Site.Constants.size() && Site.Constants[I])
      Entry.write(Formal, {PlaceValue::integer(*Site.Constants[I])});
    else
      Entry.write(Formal, State.read(S.canonical(Site.Args[I])));
  }
  return Entry;
}

} // namespace asyncsafe
