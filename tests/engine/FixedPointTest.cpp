// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Answers that depend on callees, or on callers: no order of asking changes them.

#include "analysis/engine/FixedPoint.h"
#include "tests/engine/TextGraph.h"

#include <gtest/gtest.h>

using namespace asyncsafe;

namespace {

/// Two functions that call each other, and only one of them reaches what counts.
const char *const Circle = "function ping\n B0:\n  call pong\n  call leaf\nfunction pong\n B0:\n  call ping\n"
                           "function leaf\n B0:\nfunction aside\n B0:\n  call pong\nfunction alone\n B0:\n";

/// The functions that are reached, as a summary that only grows.
struct Reach {
  const Unit &U;
  Callees Calls;
  unsigned Computed = 0;
  FixedPoint<std::vector<FunctionId>> Below;

  explicit Reach(const Unit &U, From Where = From::Callees)
      : U(U), Calls(U), Below(Calls, {}, [this, Where](FunctionId F) { return equation(F, Where); }, Where) {}

  std::vector<FunctionId> equation(FunctionId F, From Where) {
    ++Computed;
    std::vector<FunctionId> Out;
    for (const CallEdge &E : Where == From::Callees ? Calls.callees(F) : Calls.callers(F)) {
      FunctionId Other = Where == From::Callees ? E.To : E.From;
      Out.push_back(Other);
      Out.insert(Out.end(), Below(Other).begin(), Below(Other).end());
    }
    std::sort(Out.begin(), Out.end());
    Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
    return Out;
  }
};

TEST(FixedPoint, TheFirstQuestionDecidesNothing) {
  TextGraph G(Circle);
  FunctionId Ping = G.function("ping"), Pong = G.function("pong");
  Reach PingFirst(G.U), PongFirst(G.U);
  std::vector<FunctionId> A = PingFirst.Below(Ping), B = PingFirst.Below(Pong);
  EXPECT_EQ(PongFirst.Below(Pong), B);
  EXPECT_EQ(PongFirst.Below(Ping), A);
  EXPECT_EQ(A, B);
  EXPECT_EQ(A, (std::vector<FunctionId>{Ping, Pong, G.function("leaf")}));
}

TEST(FixedPoint, NothingIsSolvedThatIsNotNeeded) {
  TextGraph G(Circle);
  Reach R(G.U);
  EXPECT_TRUE(R.Below(G.function("leaf")).empty());
  EXPECT_EQ(R.Computed, 1u);
  EXPECT_TRUE(R.Below(G.function("alone")).empty());
  EXPECT_EQ(R.Computed, 2u);
  R.Below(G.function("ping"));
  unsigned Before = R.Computed;
  R.Below(G.function("pong"));
  EXPECT_EQ(R.Computed, Before) << "the circle is solved as a whole";
}

TEST(FixedPoint, AnswersComeFromCallersToo) {
  TextGraph G(Circle);
  Reach R(G.U, From::Callers);
  R.Below.solveAll();
  EXPECT_EQ(R.Below.solved(G.function("leaf")),
            (std::vector<FunctionId>{G.function("ping"), G.function("pong"), G.function("aside")}));
  EXPECT_TRUE(R.Below.solved(G.function("aside")).empty());
}

TEST(FixedPoint, ALongChainNeedsNoStack) {
  std::string Text;
  constexpr unsigned Length = 50000;
  for (unsigned I = 0; I < Length; ++I)
    Text += "function f" + std::to_string(I) + "\n B0:\n";
  TextGraph G(Text);
  for (unsigned I = 0; I + 1 < Length; ++I) {
    Callee C;
    C.Body = I + 1;
    G.U.Callees.push_back(C);
    CallSite Site;
    Site.Callee = I;
    G.U.Functions[I].Blocks[0].Events.emplace_back(CallEvent{std::move(Site)});
  }
  Callees Calls(G.U);
  FixedPoint<unsigned> Depth(Calls, 0, [&](FunctionId F) {
    return Calls.callees(F).empty() ? 0 : Depth(Calls.callees(F)[0].To) + 1;
  });
  EXPECT_EQ(Depth(0), Length - 1);
}

TEST(FixedPoint, WhatNeverSettlesIsGivenUpAndSaid) {
  TextGraph G("function swing\n B0:\n  call swing\nfunction calm\n B0:\n  call swing\n");
  Callees Calls(G.U);
  FixedPoint<int> Swings(Calls, 0, [&](FunctionId F) { return F == 0 ? 1 - Swings(0) : Swings(0); });
  Swings(G.function("calm"));
  EXPECT_FALSE(Swings.settled(G.function("swing")));
  EXPECT_TRUE(Swings.settled(G.function("calm")));
}

TEST(FixedPoint, WhatOscillatesIsTakenWithCaution) {
  TextGraph G("function swing\n B0:\n  call swing\nfunction calm\n B0:\n  call swing\nfunction loop\n B0:\n"
              "  call loop\n");
  Callees Calls(G.U);
  FunctionId Swing = G.function("swing"), Loop = G.function("loop");
  FixedPoint<int> Swings(
      Calls, 0,
      [&](FunctionId F) {
        if (F == Swing)
          return Swings.oscillates(F) ? 7 : 1 - Swings(F);
        return F == Loop ? 3 : Swings(Swing);
      },
      From::Callees, Answers::MayShrink);
  EXPECT_EQ(Swings(G.function("calm")), 7) << "callers see what caution has found";
  EXPECT_FALSE(Swings.settled(Swing));
  EXPECT_EQ(Swings(Loop), 3) << "what comes to rest needs no caution";
  EXPECT_TRUE(Swings.settled(Loop));
}

TEST(FixedPoint, AnswersThatComeBackAreNotComputedAgain) {
  TextGraph G("function swing\n B0:\n  call swing\n  call mirror\nfunction mirror\n B0:\n  call swing\n");
  Callees Calls(G.U);
  FunctionId Swing = G.function("swing");
  unsigned Computed = 0;
  FixedPoint<int> Swings(
      Calls, 0,
      [&](FunctionId F) {
        ++Computed;
        return F == Swing ? 1 - Swings(F) : Swings(Swing);
      },
      From::Callees, Answers::MayShrink);
  EXPECT_EQ(Swings(G.function("mirror")) + Swings(Swing), 1) << "the mirror is one round behind";
  EXPECT_FALSE(Swings.settled(Swing));
  // swing is asked with each pair of the two answers, mirror with each answer, whatever the number of rounds.
  EXPECT_LE(Computed, 6 * (Budgets::Attempts + 2));
}

TEST(FixedPoint, OfALargeRecursionOnlyThatWhichOscillatesIsTakenWithCaution) {
  // swing calls itself and all; each of the others calls the next, and the last one calls swing.
  TextGraph G("function swing\n B0:\n  call swing\n  call first\nfunction first\n B0:\n  call second\n"
              "function second\n B0:\n  call swing\n");
  Callees Calls(G.U);
  FunctionId Swing = G.function("swing"), First = G.function("first"), Second = G.function("second");
  FixedPoint<int> All(
      Calls, 0,
      [&](FunctionId F) {
        if (F == Swing)
          return All.oscillates(F) ? 0 : 1 - All(F);
        if (F == First)
          return All(Second);
        return All.oscillates(Swing) ? 5 : 4;
      },
      From::Callees, Answers::MayShrink);
  EXPECT_EQ(All(First), 5);
  EXPECT_FALSE(All.oscillates(Swing)) << "once solved, answers are used as they are";
  EXPECT_FALSE(All.settled(Swing));
  EXPECT_FALSE(All.settled(Second)) << "it was computed from the answer that oscillates";
  EXPECT_TRUE(All.settled(First));
}

} // namespace
