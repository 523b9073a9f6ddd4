// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whom a call runs, in which order functions are solved, and who calls whom.

#include "analysis/engine/Callees.h"
#include "tests/engine/TextGraph.h"

#include <gtest/gtest.h>

using namespace asyncsafe;

namespace {

std::vector<std::string> names(const TextGraph &G, const std::vector<bool> &Marked) {
  std::vector<std::string> Out;
  for (FunctionId F = 0; F < Marked.size(); ++F)
    if (Marked[F])
      Out.push_back(G.U.Functions[F].Name);
  return Out;
}

TEST(Callees, AVirtualCallNamesOneOfSeveralBodies) {
  TextGraph G("function f\n B0:\n  virtual g\n  call g\n  call unknown\n"
              "function g\n B0:\n");
  const std::vector<Event> &Events = G.U.Functions[0].Blocks[0].Events;
  FunctionId Body = G.function("g");
  EXPECT_EQ(bodyOf(G.U, Events[0], Runs::Surely), NoId);
  EXPECT_EQ(bodyOf(G.U, Events[0], Runs::Perhaps), Body);
  EXPECT_TRUE(isOpen(G.U, Events[0].site().Callee));
  EXPECT_EQ(bodyOf(G.U, Events[1], Runs::Surely), Body);
  EXPECT_FALSE(isOpen(G.U, Events[1].site().Callee));
  EXPECT_EQ(bodyOf(G.U, Events[2], Runs::Perhaps), NoId);
  EXPECT_TRUE(isOpen(G.U, Events[2].site().Callee));
}

TEST(Callees, AnObjectsOwnDestructorIsNotDispatched) {
  TextGraph G("function f\n B0:\n  virtual g\nfunction g\n B0:\n");
  G.U.Callees[0].Destructor = true;
  EXPECT_EQ(bodyOf(G.U, CalleeId(0), Runs::Surely), G.function("g"));
}

TEST(Callees, OnlyDestroyIsNoCall) {
  TextGraph G("function f\n B0:\n  call g\nfunction g\n B0:\n");
  Event E = G.U.Functions[0].Blocks[0].Events[0];
  Shared<CallSite> Site = E.as<CallEvent>()->Site;
  E.What = DestroyEvent{{}, Site};
  EXPECT_EQ(calledBy(G.U, E, Runs::Perhaps), NoId);
  EXPECT_EQ(bodyOf(G.U, E, Runs::Perhaps), G.function("g"));
  E.What = EffectEvent{{}, Site}; // a model row has answered
  EXPECT_EQ(bodyOf(G.U, E, Runs::Perhaps), NoId);
}

TEST(Callees, CallbacksAreCalledAndThreadsAreStarted) {
  TextGraph G("function f\n B0: ->B1\n  call g\n B1:\n  callback h\n  thread work\n"
              "function g\n B0:\nfunction h\n B0:\n  call deep\nfunction work\n B0:\n  call shared\n"
              "function shared\n B0:\nfunction deep\n B0:\n");
  Callees C(G.U);
  FunctionId F = G.function("f");
  ASSERT_EQ(C.callees(F).size(), 2u);
  EXPECT_EQ(C.callees(F)[1].To, G.function("h"));
  EXPECT_EQ(C.callees(F)[1].Block, 1u);
  EXPECT_EQ(C.callers(G.function("h"))[0].From, F);
  ASSERT_EQ(C.threads().size(), 1u);
  EXPECT_EQ(C.threads()[0].In, F);
  EXPECT_EQ(C.threads()[0].Index, 1u);
  EXPECT_TRUE(C.startsThread(G.function("work")));
  EXPECT_FALSE(C.startsThread(G.function("shared")));
  EXPECT_EQ(names(G, C.onThreads()), (std::vector<std::string>{"work", "shared"}));
  EXPECT_EQ(names(G, C.reachedFrom(F)), (std::vector<std::string>{"f", "g", "h", "deep"}));
}

TEST(Components, CalleesComeFirstAndCirclesStayTogether) {
  TextGraph G(
      "function top\n B0:\n  call a\nfunction a\n B0:\n  call b\nfunction b\n B0:\n  call a\n  call leaf\n"
      "function leaf\n B0:\nfunction self\n B0:\n  call self\n");
  Callees Calls(G.U);
  const Components &C = Calls.components();
  ASSERT_EQ(C.size(), 4u);
  auto Of = [&](const char *Name) { return C.of(G.function(Name)); };
  EXPECT_EQ(Of("a"), Of("b"));
  EXPECT_LT(Of("leaf"), Of("a"));
  EXPECT_LT(Of("a"), Of("top"));
  EXPECT_TRUE(C[Of("a")].Recursive);
  EXPECT_TRUE(C[Of("self")].Recursive);
  EXPECT_FALSE(C[Of("top")].Recursive);
}

TEST(Components, FunctionsStandInOneOrderWhateverTheirNumbers) {
  TextGraph G(
      "function top\n B0:\n  call b\n  call a\nfunction a\n B0:\nfunction b\n B0:\nfunction last\n B0:\n");
  std::vector<std::string> Names;
  for (FunctionId F : Callees(G.U).inOrder())
    Names.push_back(G.U.Functions[F].Name);
  EXPECT_EQ(Names, (std::vector<std::string>{"a", "b", "top", "last"}));
}

} // namespace
