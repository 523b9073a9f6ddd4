//===- SampleUnit.h - A unit with something of everything -------*- C++ -*-===//

#ifndef ASYNCSAFE_TESTS_UNIT_SAMPLEUNIT_H
#define ASYNCSAFE_TESTS_UNIT_SAMPLEUNIT_H

#include "effects/Graph.h"

namespace asyncsafe {

inline Place local(unsigned Index, const char *Name) {
  Place P;
  P.Root = Place::RootKind::Local;
  P.Index = Index;
  P.Name = Name;
  return P;
}

/// A unit that uses every field of the format at least once.
inline Unit sample() {
  Unit U;
  U.MainFile = "/a/b.cpp";
  U.Files = {"/a/b.cpp", "/a/c.h"};
  Callee C;
  C.Key = "c:@F@f#";
  C.Name = "ns::f";
  C.Display = "f";
  C.Body = 0;
  C.Virtual = C.Standard = true;
  C.TrivialDestruction = false;
  C.DestructorOf = 0;
  U.Callees.push_back(C);

  Event Acquire;
  Acquire.Kind = EventKind::Effect;
  Acquire.E.Kind = EffectKind::Acquire;
  Acquire.E.Resource = ResourceKind::Fd;
  Acquire.E.Subject = local(3, "fd");
  Acquire.E.Owner = local(4, "owner").field("m").deref().index();
  Acquire.E.Success = Predicate{Predicate::Op::GE, -1};
  Acquire.E.When.push_back({local(5, "p"), {Predicate::Op::NE, INT64_MIN}});
  Acquire.E.Chain.push_back({"g", {1, 7, 9, 2, 3}});
  Acquire.E.Type = "std::bad_alloc";
  Acquire.E.Witness = "why";
  Acquire.Expr = {0, 10, 20, 2, 4};
  Acquire.Stmt = {0, 10, 21, 2, 4};
  Acquire.Spelling = "open(\"x\")";
  Acquire.StmtText = "int fd = open(\"x\");";
  Acquire.Compound = 5;
  Acquire.Position = 1;
  Acquire.LastInCompound = true;
  Event Call;
  Call.Site.Callee = 0;
  Call.Site.This = local(9, "o");
  Call.Site.Args = {local(3, "fd"), Place()};
  Call.Site.Constants = {std::nullopt, -42};
  Call.Site.FunctionArgs = {{1, 0}};
  Call.JumpsTo = 0;
  Call.Scope = 1;

  Event Wait;
  Wait.Kind = EventKind::Effect;
  Wait.E.Kind = EffectKind::Block;
  Wait.E.Other = local(6, "limit");
  Wait.E.Signal = OnSignal::Fails;
  Wait.E.SubjectValue = 3;
  Wait.E.OtherValue = -1;
  Wait.E.Unit = LimitUnit::Timeval;
  Wait.E.Limit = 1000;
  Wait.E.Interruptible = true;
  Wait.E.Length = WaitLength::Open;
  Wait.E.Deadline = Wait.E.NoRetry = Wait.E.Restarting = Wait.E.TakesMask = true;
  Wait.E.Forever = Predicate{Predicate::Op::Lacks, 64};
  Wait.E.Mask = local(7, "mask");

  Function F;
  F.Key = "key";
  F.Name = "ns::f";
  F.Display = "f";
  F.Range = {0, 0, 99, 1, 1};
  F.Parameters.push_back({"p", true, false});
  F.LocalNames = {"fd", "lock"};
  F.LocalIds = {3, 4};
  F.IsCoroutine = F.IsCxx = true;
  F.OuterThisId = 7;
  Block B;
  B.Events = {Acquire, Call, Wait};
  B.Successors.push_back({0, Condition{local(3, "fd"), {Predicate::Op::LT, 0}}});
  F.Blocks.push_back(B);
  F.Scopes.resize(2);
  F.Scopes[1].Kind = ScopeKind::Try;
  F.Scopes[1].Parent = 0;
  F.Scopes[1].Conditional = true;
  F.Scopes[1].RunsOn = 3;
  F.Scopes[1].Handlers.push_back({false, true, "E", 0});
  U.Functions.push_back(F);
  U.Refusals.push_back({"h", {1, 1, 2, 1, 2}, "broken"});
  U.LiveEvidence.push_back({Source::Jump, "evidence", {0, 1, 2, 1, 2}});
  U.Bases["D"] = {"B", "A"};
  U.ExceptionsEnabled = false;
  U.IsCxx = true;
  U.LanguageVersion = 20;
  return U;
}

} // namespace asyncsafe

#endif
