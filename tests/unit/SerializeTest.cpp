// The serialised form of a unit: nothing is lost, and no bytes can hurt a reader.

#include "effects/Serialize.h"
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
  // Every field, printed or not: the same bytes again.
  EXPECT_EQ(Bytes, serialize(*Back));
  EXPECT_EQ(Back->Functions[0].Blocks[0].Events[0].E.When[0].Test.Constant, INT64_MIN);
  EXPECT_EQ(spelling(Back->Functions[0].Blocks[0].Events[2].E.Mask), "mask");
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

TEST(Serialize, BytesLeftOverAreRefused) {
  std::string Error;
  EXPECT_FALSE(deserialize(serialize(sample()) + "x", Error));
  EXPECT_NE(Error.find("left over"), std::string::npos) << Error;
}

} // namespace
