//===- FunctionValues.cpp - Which functions a pointer can hold ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/FunctionValues.h"

#include "analysis/engine/Callees.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

/// A place with more functions than this is a dispatcher: a table of commands, an event loop.
constexpr size_t MaxBodies = 8;
/// Places between a call and the functions it may run; a longer chain is not followed.
constexpr size_t MaxPlaces = 500;

/// In the upper bits of a node: what kind of thing the lower bits number.
enum class NodeKind : uint64_t { Object, Local, Temporary, Parameter, Result };
constexpr unsigned KindShift = 60, FunctionShift = 24;

uint64_t node(NodeKind K, uint64_t Number) { return static_cast<uint64_t>(K) << KindShift | Number; }

} // namespace

bool isWholeProgram(const Unit &U) {
  return !U.Linked.empty() &&
         std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) { return F.IsMain; });
}

std::vector<bool> addressesTaken(const Unit &U) {
  std::vector<bool> Out(U.Functions.size());
  auto Take = [&](CalleeId C) {
    if (FunctionId Body = bodyOf(U, C, Runs::Perhaps); Body != NoId)
      Out[Body] = true;
  };
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        Take(E.function());
        for (const FunctionArgument &A : E.site().FunctionArgs)
          Take(A.Function);
      }
  for (const InitialValue &V : U.InitialValues)
    Take(V.Function);
  return Out;
}

std::vector<bool> callersKnown(const Unit &U) {
  std::vector<bool> Out = addressesTaken(U);
  bool Whole = isWholeProgram(U);
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    Out[F] =
        !Out[F] && !Fn.IsMain && !Fn.HasOtherNames && Fn.Overrides.empty() && (Whole || Fn.IsLocalToUnit);
  }
  return Out;
}

FunctionValues::Node FunctionValues::parameter(FunctionId Of, unsigned Index) {
  return node(NodeKind::Parameter, static_cast<uint64_t>(Of) << FunctionShift | Index);
}

FunctionValues::Node FunctionValues::result(FunctionId Of) { return node(NodeKind::Result, Of); }

/// A pointer and what it points to are one node, and so are an array and its elements: a pointer to a
/// table then leads to the functions in the table.
FunctionValues::Node FunctionValues::nodeOf(FunctionId In, const Place &P) const {
  if (P.Object != NoId)
    return node(NodeKind::Object, P.Object);
  bool Named = std::none_of(P.Path.begin(), P.Path.end(),
                            [](const Projection &Step) { return Step.K == Projection::Kind::Field; });
  if (!Named)
    return None;
  switch (P.Root) {
  case Place::RootKind::Local:
    return node(NodeKind::Local, P.Index);
  case Place::RootKind::Temporary:
    return node(NodeKind::Temporary, P.Index);
  case Place::RootKind::Param:
    return parameter(In, P.Index);
  default:
    return None;
  }
}

FunctionValues::FunctionValues(const Unit &U) : U(U), Whole(isWholeProgram(U)), InTables(U.Functions.size()) {
  bool Any = false;
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      Any = Any || std::any_of(B.Events.begin(), B.Events.end(), [&](const Event &E) {
              return E.is(EffectKind::RegisterHandler) ||
                     (E.kind() == EventKind::Call && E.site().Callee != NoId &&
                      (U.Callees[E.site().Callee].Indirect || U.Callees[E.site().Callee].Virtual));
            });
  if (!Any)
    return;
  CallersKnown = callersKnown(U);
  for (const InitialValue &V : U.InitialValues)
    if (V.Function != NoId)
      store(nodeOf(NoId, V.Subject), V.Function, None);
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    for (const std::string &Key : U.Functions[F].Overrides)
      Overriders[Key].push_back(F);
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        readEvent(F, E);
  }
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events) {
        if (E.kind() != EventKind::Call || E.site().Callee == NoId)
          continue;
        const Answer &A = answerFor(F, E.site());
        if (U.Callees[E.site().Callee].Indirect && A.All)
          CalledFrom.insert(nodeOf(F, E.site().This));
        if (A.Bodies.size() > MaxBodies) {
          if (A.All)
            Dispatches.emplace(&E, &A);
          continue;
        }
        if (A.Bodies.empty())
          continue;
        Named.try_emplace({F, E.site().Callee}, &A);
        Calls.emplace(&E, &A);
      }
  findTables();
}

/// Nothing, for a call that names its function.
const FunctionValues::Answer &FunctionValues::answerFor(FunctionId In, const CallSite &Site) {
  const Callee &C = U.Callees[Site.Callee];
  const bool Overrides = C.Virtual && !C.Destructor;
  const bool Through = !Overrides && C.Indirect && !Site.This.isNone();
  const Node Place = Through ? nodeOf(In, Site.This) : None;
  auto [It, New] = Answers.try_emplace({Overrides ? Site.Callee : CalleeId(NoId), Place, Site.Args.size()});
  if (New && (Overrides || Through)) {
    It->second = Overrides ? overridersOf(Site.Callee) : collect(Place);
    finish(It->second, &Site);
  }
  return It->second;
}

void FunctionValues::store(Node To, CalleeId Function, Node From) {
  if (To == None)
    return;
  Content &C = Nodes[To];
  Copied.insert(From);
  if (Function != NoId)
    C.Functions.push_back(Function);
  else if (From != None)
    C.From.push_back(From);
  else
    C.Open = true;
}

void FunctionValues::readEvent(FunctionId In, const Event &E) {
  if (E.kind() == EventKind::Assign) {
    // Calling a null pointer runs no function.
    if (E.function() != NoId || !E.constant())
      store(nodeOf(In, E.subject()), E.function(), nodeOf(In, E.other()));
  } else if (E.kind() == EventKind::Return) {
    if (E.function() != NoId || !E.constant())
      store(result(In), E.function(), nodeOf(In, E.subject()));
  } else if (FunctionId Body = asyncsafe::calledBy(U, E, Runs::Surely); Body != NoId) {
    passArguments(In, E.site(), Body);
    store(nodeOf(In, E.site().Result), NoId, result(Body));
  } else {
    for (const Place &Given : E.site().Args)
      Copied.insert(nodeOf(In, Given));
    if (!E.site().Result.isNone())
      store(nodeOf(In, E.site().Result), NoId, None);
  }
}

void FunctionValues::passArguments(FunctionId In, const CallSite &Site, FunctionId Body) {
  for (unsigned I = 0; I < Site.Args.size(); ++I) {
    auto Named = std::find_if(Site.FunctionArgs.begin(), Site.FunctionArgs.end(),
                              [&](const FunctionArgument &A) { return A.Index == I; });
    if (Named != Site.FunctionArgs.end())
      store(parameter(Body, I), Named->Function, None);
    else if (I >= Site.Constants.size() || !Site.Constants[I])
      store(parameter(Body, I), NoId, nodeOf(In, Site.Args[I]));
  }
}

static uint64_t numberOf(uint64_t Node) { return Node & ((uint64_t(1) << KindShift) - 1); }

const Object *FunctionValues::objectOf(Node N) const {
  if (static_cast<NodeKind>(N >> KindShift) != NodeKind::Object)
    return nullptr;
  return &U.Objects[static_cast<ObjectId>(numberOf(N))];
}

/// Can code outside the unit store a function there?
bool FunctionValues::isOpen(Node N) const {
  if (const Object *O = objectOf(N))
    return !Whole && !O->IsLocalToUnit && !(O->IsField && U.isMainFile(O->Declared.File));
  return static_cast<NodeKind>(N >> KindShift) == NodeKind::Parameter &&
         !CallersKnown[static_cast<FunctionId>(numberOf(N) >> FunctionShift)];
}

FunctionValues::Answer FunctionValues::collect(Node N) const {
  Answer Out;
  if (N == None)
    return Out;
  Out.All = true;
  std::set<Node> Seen{N};
  std::vector<Node> Work{N};
  while (!Work.empty()) {
    Node Next = Work.back();
    Work.pop_back();
    Out.All &= !isOpen(Next);
    auto Found = Nodes.find(Next);
    if (Found == Nodes.end())
      continue;
    Out.All &= !Found->second.Open;
    Out.Functions.insert(Out.Functions.end(), Found->second.Functions.begin(), Found->second.Functions.end());
    for (Node From : Found->second.From)
      if (Seen.insert(From).second)
        Work.push_back(From);
    if (Seen.size() > MaxPlaces)
      return {};
  }
  return Out;
}

/// The overriders of the method, transitively. Another unit can have more.
FunctionValues::Answer FunctionValues::overridersOf(CalleeId Method) const {
  Answer Out;
  Out.All = Whole;
  if (FunctionId Own = bodyOf(U, Method, Runs::Perhaps); Own != NoId)
    Out.Bodies.push_back(Own);
  if (auto Found = Overriders.find(U.Callees[Method].Key); Found != Overriders.end())
    Out.Bodies.insert(Out.Bodies.end(), Found->second.begin(), Found->second.end());
  return Out;
}

void FunctionValues::finish(Answer &A, const CallSite *Site) const {
  std::sort(A.Functions.begin(), A.Functions.end());
  A.Functions.erase(std::unique(A.Functions.begin(), A.Functions.end()), A.Functions.end());
  for (CalleeId C : A.Functions) {
    FunctionId Body = bodyOf(U, C, Runs::Perhaps);
    // A function with another signature belongs to a different field of the same name, or is never
    // called here.
    bool Fits = !Site || Body == NoId || U.Functions[Body].Parameters.size() == Site->Args.size() ||
                U.Callees[C].Variadic;
    if (Body != NoId && Fits)
      A.Bodies.push_back(Body);
    A.All &= Body != NoId || U.Callees[C].IsC || U.Callees[C].NoThrow;
  }
  std::sort(A.Bodies.begin(), A.Bodies.end(), [&](FunctionId L, FunctionId R) {
    const SourceRange &InL = U.Functions[L].Range, &InR = U.Functions[R].Range;
    return std::tie(InL.File, InL.Begin, U.Functions[L].Key) <
           std::tie(InR.File, InR.Begin, U.Functions[R].Key);
  });
  A.Bodies.erase(std::unique(A.Bodies.begin(), A.Bodies.end()), A.Bodies.end());
}

FunctionValues::Answer FunctionValues::heldBy(FunctionId In, const Place &P) const {
  Answer Out = collect(nodeOf(In, P));
  finish(Out, nullptr);
  if (Out.Bodies.size() > MaxBodies)
    return {};
  return Out;
}

const FunctionValues::Answer *FunctionValues::calledBy(const Event &E) const {
  auto Found = Calls.find(&E);
  return Found == Calls.end() ? nullptr : Found->second;
}

const FunctionValues::Answer *FunctionValues::dispatchedBy(const Event &E) const {
  if (const Answer *Few = calledBy(E))
    return Few;
  auto Found = Dispatches.find(&E);
  return Found == Dispatches.end() ? nullptr : Found->second;
}

const FunctionValues::Answer *FunctionValues::calledBy(FunctionId In, CalleeId Name) const {
  auto Found = Named.find({In, Name});
  return Found == Named.end() ? nullptr : Found->second;
}

} // namespace asyncsafe
