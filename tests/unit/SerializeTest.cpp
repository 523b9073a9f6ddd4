// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The serialised form of a unit: nothing is lost, and no bytes can hurt a reader.

#include "effects/Serialize.h"
#include "effects/Fields.h"
#include "effects/Print.h"
#include "tests/unit/SampleUnit.h"

#include <gtest/gtest.h>

using namespace asyncsafe;

namespace {

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
