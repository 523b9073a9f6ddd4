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

  Effect Opens;
  Opens.Kind = EffectKind::Acquire;
  Opens.Resource = ResourceKind::Fd;
  Opens.Subject = local(3, "fd");
  Opens.Owner = local(4, "owner").field("m").deref().index();
  Opens.Success = Predicate{Predicate::Op::GE, -1};
  Opens.When.push_back({local(5, "p"), {Predicate::Op::NE, INT64_MIN}});
  Opens.Why = Provenance{"std::bad_alloc", "why", {{"g", {1, 7, 9, 2, 3}}}};
  Event Acquire(EffectEvent{Opens, {}, 0});
  Acquire.Expr = {0, 10, 20, 2, 4};
  Acquire.In = Statement{{0, 10, 21, 2, 4}, 5, 1, true};
  Acquire.Spelling = std::string("open(\"x\")");
  Acquire.StmtText = std::string("int fd = open(\"x\");");
  CallSite Site;
  Site.Callee = 0;
  Site.This = local(9, "o");
  Site.Args = {local(3, "fd"), Place()};
  Site.Constants = {std::nullopt, -42};
  Site.Durations = {{1, -7}};
  Site.FunctionArgs = {{1, 0}};
  Event Call(CallEvent{Site});
  Call.JumpsTo = 0;
  Call.Scope = 1;
  Call.In = Acquire.In;

  Effect Waits;
  Waits.Kind = EffectKind::Block;
  Waits.Other = local(6, "limit");
  Waits.SubjectValue = 3;
  Waits.OtherValue = -1;
  Waits.Interruptible = Waits.Restarting = true;
  WaitTerms &Terms = Waits.Wait.edit();
  Terms.Signal = OnSignal::Fails;
  Terms.Unit = LimitUnit::Timeval;
  Terms.Limit = 1000;
  Terms.Length = WaitLength::Open;
  Terms.Deadline = Terms.NoRetry = Terms.RetryTells = Terms.TakesMask = true;
  Terms.Forever = Predicate{Predicate::Op::Lacks, 64};
  Terms.Mask = local(7, "mask");
  Event Wait(EffectEvent{Waits, Call.as<CallEvent>()->Site});
  Event Assign(AssignEvent{local(3, "fd"), local(4, "other"), 5, 0, 6, -7, -1});

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
  B.Events = {Acquire, Call, Wait, Assign};
  for (Event::Content Each : std::vector<Event::Content>{
           ThrowEvent{Acquire.sharedEffect()}, DestroyEvent{local(1, "d"), {}},
           ReturnEvent{local(2, "r"), -1}, ReadEvent{local(2, "r")}, UseEvent{local(2, "r"), UseKind::Bound}})
    B.Events.emplace_back(std::move(Each));
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
