// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A set of objects and local variables: ordered, joined, and free of what has no name.

#include "analysis/engine/SharedSet.h"

#include <gtest/gtest.h>

using namespace asyncsafe;

namespace {

SharedKey object(uint32_t Id) { return {SharedKey::Kind::Object, Id}; }
SharedKey local(uint32_t Id) { return {SharedKey::Kind::Local, Id}; }
std::vector<SharedKey> listed(const SharedSet &S) { return {S.begin(), S.end()}; }

TEST(SharedSet, WhatNamesNothingIsNoMember) {
  SharedSet S{SharedKey()};
  EXPECT_TRUE(S.empty());
  EXPECT_FALSE(S.count(SharedKey()));
}

TEST(SharedSet, ObjectsComeBeforeLocalsEachByItsId) {
  SharedSet S{local(7), object(64), local(2), object(63), object(0), object(64)};
  EXPECT_EQ(listed(S), (std::vector<SharedKey>{object(0), object(63), object(64), local(2), local(7)}));
  EXPECT_EQ(S.size(), 5u);
  EXPECT_TRUE(S.count(object(63)));
  EXPECT_FALSE(S.count(object(62)));
  EXPECT_FALSE(S.count(object(6400))) << "beyond what is kept";
  EXPECT_TRUE(S.count(local(7)));
  EXPECT_FALSE(S.count(local(64))) << "an object of this number is no local";
}

TEST(SharedSet, AMergeSaysWhetherItGrew) {
  SharedSet S{object(1), local(3)};
  EXPECT_FALSE(S.merge({object(1)}));
  EXPECT_FALSE(S.merge({local(3)}));
  EXPECT_TRUE(S.merge({object(200)}));
  EXPECT_TRUE(S.merge({local(1)}));
  EXPECT_FALSE(S.merge({object(200), local(1), local(3)}));
  EXPECT_EQ(listed(S), (std::vector<SharedKey>{object(1), object(200), local(1), local(3)}));
}

TEST(SharedSet, LocalsGoWhereTheirFunctionEnds) {
  SharedSet S{object(4), local(4), local(5)};
  S.eraseLocals([](uint32_t Id) { return Id == 4; });
  EXPECT_EQ(listed(S), (std::vector<SharedKey>{object(4), local(5)}));
}

} // namespace
