//===- CalledTables.cpp - Tables of functions that only the program has ---===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides for each function whether its address stands only in tables that the program itself calls from.
// What other code does with a table that it is given is not known: it may call its functions at any time.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Callees.h"
#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace asyncsafe {

/// Follows the places that hold a table, or a pointer into it, to the calls that give it away.
class FunctionValues::Tables {
public:
  explicit Tables(const FunctionValues &Of) : Of(Of), U(Of.U) {
    for (auto &[To, Holds] : Of.Nodes) {
      Reached[To].insert(Reached[To].end(), Holds.From.begin(), Holds.From.end());
      // Whoever has the object that contains the field has the table, too.
      if (const Object *O = Of.objectOf(To); O && O->IsField)
        giveAway(To);
    }
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      if (!Of.CallersKnown[F])
        giveAway(result(F));
      forEachEvent(U.Functions[F], [&](Position, const Event &E) { read(F, E); });
    }
    while (!Work.empty()) {
      Node To = Work.back();
      Work.pop_back();
      for (Node From : Reached[To])
        giveAway(From);
      for (std::vector<Node> *Through : PassedTo[To])
        for (Node From : std::exchange(*Through, {}))
          giveAway(From);
    }
  }

  /// The variable that contains \p Element, or a part of it that does, is given to other code.
  bool isGivenAway(const Place &Element) const {
    auto Table = Variables.find({Element.Name, Element.Index});
    if (Table != Variables.end() && Given.count(Table->second))
      return true;
    auto IsGiven = [&](const Projection &Step) {
      return Step.K == Projection::Kind::Field && GivenFields.count(Step.Name);
    };
    return std::any_of(Element.Path.begin(), Element.Path.end(), IsGiven);
  }

private:
  void giveAway(Node N) {
    if (N != None && Given.insert(N).second)
      Work.push_back(N);
  }

  void read(FunctionId In, const Event &E) {
    const CallSite &Site = E.site();
    note(E.subject());
    note(E.other());
    note(Site.This);
    for (const Place &Arg : Site.Args)
      note(Arg);
    bool IsCall = E.kind() == EventKind::Call || E.kind() == EventKind::Effect;
    if (!IsCall || Site.Callee == NoId)
      return;
    const Callee &C = U.Callees[Site.Callee];
    if (FunctionId Body = asyncsafe::calledBy(U, E, Runs::Surely); Body != NoId)
      return pass(In, Site, Body);
    if (const Answer *Known = Of.dispatchedBy(E); Known && Known->All)
      return passThrough(In, Site, *Known);
    // What a signal handler may call runs none of its caller's functions: it compares, or copies.
    if (C.Safety == SignalSafety::Safe)
      return handOn(In, Site, Site.Args);
    // Algorithms return what they found, or put it in their object.
    if ((C.Standard && !C.Indirect) || (E.kind() == EventKind::Effect && !Site.FunctionArgs.empty()))
      return handOn(In, Site, {Site.This, Site.Result});
    if (!C.Indirect)
      give(In, Site.This);
    for (const Place &Arg : Site.Args)
      give(In, Arg);
  }

  void note(const Place &P) {
    bool IsVariable = P.Root == Place::RootKind::Global && P.Object != NoId && !U.Objects[P.Object].IsField;
    if (IsVariable)
      Variables.try_emplace({P.Name, P.Index}, Of.nodeOf(NoId, P));
  }

  void give(FunctionId In, const Place &P) {
    Node N = Of.nodeOf(In, P);
    giveAway(N);
    if (const Object *O = N == None ? nullptr : Of.objectOf(N); O && O->IsField && !O->IsScalar)
      GivenFields.insert(O->Name.substr(O->Name.rfind(':') + 1));
  }

  /// The function's parameters hold the arguments; of a method, its object is not followed.
  void pass(FunctionId In, const CallSite &Site, FunctionId Body) {
    give(In, Site.This);
    for (unsigned I = 0; I < Site.Args.size(); ++I)
      if (I >= U.Functions[Body].Parameters.size())
        give(In, Site.Args[I]);
      else if (Node Arg = Of.nodeOf(In, Site.Args[I]); Arg != None)
        Reached[parameter(Body, I)].push_back(Arg);
  }

  /// The same for all functions of a table: many calls can go through one that is large.
  void passThrough(FunctionId In, const CallSite &Site, const Answer &Known) {
    if (!U.Callees[Site.Callee].Indirect)
      give(In, Site.This);
    for (unsigned I = 0; I < Site.Args.size(); ++I) {
      auto [It, New] = Passed.try_emplace({&Known, I});
      if (Node Arg = Of.nodeOf(In, Site.Args[I]); Arg != None)
        It->second.push_back(Arg);
      for (FunctionId Body : New ? Known.Bodies : std::vector<FunctionId>())
        PassedTo[parameter(Body, I)].push_back(&It->second);
    }
  }

  /// The library function passes its arguments to its callbacks, and to nothing else but \p Into.
  void handOn(FunctionId In, const CallSite &Site, const std::vector<Place> &Into) {
    std::vector<Node> From, To;
    auto Add = [&](std::vector<Node> &Where, const Place &P) {
      if (Node N = Of.nodeOf(In, P); N != None)
        Where.push_back(N);
    };
    Add(From, Site.This);
    for (const Place &Arg : Site.Args)
      Add(From, Arg);
    if (From.empty())
      return;
    for (const Place &P : Into)
      Add(To, P);
    for (const FunctionArgument &A : Site.FunctionArgs)
      if (FunctionId Body = bodyOf(U, A.Function, Runs::Perhaps); Body != NoId)
        for (unsigned I = 0; I < U.Functions[Body].Parameters.size(); ++I)
          To.push_back(parameter(Body, I));
    for (Node Each : To)
      Reached[Each].insert(Reached[Each].end(), From.begin(), From.end());
  }

  const FunctionValues &Of;
  const Unit &U;
  std::unordered_map<Node, std::vector<Node>> Reached; ///< by place: from which places
  /// By table and index of an argument: what calls pass; by parameter: all of these that it can hold.
  std::map<std::pair<const Answer *, unsigned>, std::vector<Node>> Passed;
  std::unordered_map<Node, std::vector<std::vector<Node> *>> PassedTo;
  std::unordered_set<Node> Given;
  std::vector<Node> Work;
  std::map<std::pair<Symbol, unsigned>, Node> Variables; ///< by name and owner
  std::set<std::string> GivenFields;                     ///< objects and arrays inside of others
};

void FunctionValues::findTables() {
  std::vector<const InitialValue *> Own;
  std::vector<bool> Elsewhere(U.Functions.size());
  auto Mark = [&](std::vector<bool> &Where, CalleeId C) {
    if (FunctionId Body = bodyOf(U, C, Runs::Perhaps); Body != NoId)
      Where[Body] = true;
  };
  for (const InitialValue &V : U.InitialValues) {
    Node Field = nodeOf(NoId, V.Subject);
    if (CalledFrom.count(Field) && !Copied.count(Field))
      Own.push_back(&V);
    else
      Mark(Elsewhere, V.Function);
  }
  if (!Whole || Own.empty())
    return;
  const Tables All(*this);
  for (const InitialValue *V : Own)
    Mark(All.isGivenAway(V->Subject) ? Elsewhere : InTables, V->Function);
  for (const Function &F : U.Functions)
    forEachEvent(F, [&](Position, const Event &E) {
      Mark(Elsewhere, E.function());
      for (const FunctionArgument &A : E.site().FunctionArgs)
        Mark(Elsewhere, A.Function);
    });
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    InTables[F] = InTables[F] && !Elsewhere[F] && !U.Functions[F].HasOtherNames;
}

} // namespace asyncsafe
