// The serialised form of a unit: nothing is lost, and no bytes can hurt a reader.

#include "effects/Serialize.h"
#include "effects/Fields.h"
#include "effects/Print.h"

#include <gtest/gtest.h>

using namespace asyncsafe;

namespace {

Place local(unsigned Index, const char *Name) {
  Place P;
  P.Root = Place::RootKind::Local;
  P.Index = Index;
  P.Name = Name;
  return P;
}

/// A unit that uses every field of the format at least once.
Unit sample() {
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
  Opens.Why = Cause{"std::bad_alloc", "why", {{"g", {1, 7, 9, 2, 3}}}};
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
  Terms.Deadline = Terms.NoRetry = Terms.TakesMask = true;
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

TEST(Serialize, AUnitComesBackAsItWas) {
  Unit U = sample();
  std::string Bytes = serialize(U), Error;
  std::optional<Unit> Back = deserialize(Bytes, Error);
  ASSERT_TRUE(Back) << Error;
  EXPECT_EQ(print(U), print(*Back));
  // Every field, printed or not: the same bytes again, and equal records.
  EXPECT_TRUE(sameFields(U.Functions[0], Back->Functions[0]));
  const std::vector<Event> &Events = Back->Functions[0].Blocks[0].Events;
  EXPECT_EQ(Events[0].In.identity(), Events[1].In.identity()) << "what is shared stays so";
  EXPECT_EQ(Bytes, serialize(*Back));
  EXPECT_EQ(Back->Functions[0].Blocks[0].Events[0].effect().When[0].Test.Constant, INT64_MIN);
  EXPECT_EQ(spelling(Back->Functions[0].Blocks[0].Events[2].effect().Wait->Mask), "mask");
  EXPECT_EQ(Back->Bases, U.Bases);
  EXPECT_FALSE(Back->ExceptionsEnabled);
}

TEST(Serialize, EveryTruncationIsRefusedWithAReason) {
  std::string Bytes = serialize(sample());
  for (size_t Length = 0; Length < Bytes.size(); ++Length) {
    std::string Error;
    EXPECT_FALSE(deserialize(std::string_view(Bytes).substr(0, Length), Error)) << Length;
    EXPECT_FALSE(Error.empty()) << Length;
  }
}

TEST(Serialize, NoChangedByteCrashesTheReader) {
  std::string Bytes = serialize(sample());
  for (size_t At = 0; At < Bytes.size(); ++At)
    for (int Value : {0, 1, 0x7f, 0x80, 0xff}) {
      std::string Changed = Bytes;
      Changed[At] = static_cast<char>(Value);
      std::string Error;
      if (std::optional<Unit> U = deserialize(Changed, Error))
        print(*U); // whatever it reads, it can be walked
    }
}

TEST(Serialize, AnotherVersionIsRefusedByName) {
  std::string Bytes = serialize(sample());
  Bytes[std::string_view("ASYNCSAFE-GRAPH").size()] = 99;
  std::string Error;
  EXPECT_FALSE(deserialize(Bytes, Error));
  EXPECT_NE(Error.find("version 99"), std::string::npos) << Error;
}

TEST(Serialize, AnIdBeyondItsTableIsRefused) {
  for (auto Break : std::vector<void (*)(Unit &)>{
           [](Unit &U) {
             U.Functions[0].Blocks[0].Events[0].as<EffectEvent>()->Does.edit().Owner.Object = 9;
           },
           [](Unit &U) {
             U.Functions[0].Blocks[0].Events[2].as<EffectEvent>()->Does.edit().Wait.edit().Mask.Object = 9;
           },
           [](Unit &U) {
             U.Functions[0].Blocks[0].Events[0].as<EffectEvent>()->Does.edit().Why.edit().Chain[0].At.File =
                 9;
           },
           [](Unit &U) {
             U.Functions[0].Blocks[0].Events[1].as<CallEvent>()->Site.edit().FunctionArgs[0].Function = NoId;
           },
           [](Unit &U) { U.Functions[0].Blocks[0].Events[1].Scope = 2; },
           [](Unit &U) { U.Functions[0].Scopes[1].Parent = 1; }}) {
    Unit U = sample();
    Break(U);
    std::string Error;
    EXPECT_FALSE(deserialize(serialize(U), Error));
    EXPECT_NE(Error.find("outside its table"), std::string::npos) << Error;
  }
}

TEST(Fields, TwoRecordsAreEqualIfAllOfTheirMembersAre) {
  Unit A = sample(), B = sample();
  Event &E = B.Functions[0].Blocks[0].Events[0];
  EXPECT_TRUE(sameFields(A.Functions[0], B.Functions[0]));
  E.as<EffectEvent>()->Does.edit().Why.edit().Chain[0].At.Line = 99;
  EXPECT_FALSE(sameFields(A.Functions[0], B.Functions[0]));
  E = A.Functions[0].Blocks[0].Events[0];
  EXPECT_TRUE(sameFields(A.Functions[0], B.Functions[0]));
  E.What = CallEvent{};
  EXPECT_FALSE(sameFields(A.Functions[0], B.Functions[0]));
}

TEST(Shared, AChangeConcernsOneUserAlone) {
  Shared<std::string> A = std::string("a"), B = A;
  EXPECT_EQ(A.identity(), B.identity());
  B.edit() = "b";
  EXPECT_EQ(*A, "a");
  EXPECT_EQ(*B, "b");
  Shared<std::string> None;
  EXPECT_TRUE(None->empty());
  EXPECT_FALSE(None);
}

TEST(Interned, EqualNamesAndPathsAreOne) {
  Place A = local(1, "a").field("b").deref(), B = local(1, "a").field(std::string("b")).deref();
  EXPECT_EQ(A, B);
  EXPECT_EQ(A.hash(), B.hash());
  B.Path.pop_back();
  EXPECT_NE(A, B);
  EXPECT_EQ(A.Path.size(), 2u);
  EXPECT_TRUE(A.startsWith(B));
  EXPECT_TRUE(A.Path[0].Name == "b");
}

TEST(Serialize, BytesLeftOverAreRefused) {
  std::string Error;
  EXPECT_FALSE(deserialize(serialize(sample()) + "x", Error));
  EXPECT_NE(Error.find("left over"), std::string::npos) << Error;
}

} // namespace
