// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What follows an event, path by path, and which blocks a path leads to or from.

#include "analysis/engine/Dominators.h"
#include "analysis/engine/Loops.h"
#include "tests/engine/TextGraph.h"

#include <gtest/gtest.h>
#include <set>

using namespace asyncsafe;

namespace {

/// if (arg0) { early; return; } while (flag) body; late
const char *const Branches = "function f\n"
                             " B0: ->B1(arg0!=0) ->B2(arg0==0)\n"
                             "  mark start\n"
                             "  call first\n"
                             " B1:\n"
                             "  call early\n"
                             "  return\n"
                             " B2: ->B3(flag!=0) ->B4(flag==0)\n"
                             " B3: ->B2\n"
                             "  call body\n"
                             " B4:\n"
                             "  call late\n";

struct Paths : testing::Test {
  TextGraph G{Branches};
  const Function &F = G.U.Functions[0];
  Position Start{0, 0};

  bool calls(const Event &E, const char *Name) const {
    return E.kind() == EventKind::Call && G.U.Callees[E.site().Callee].Name == Name;
  }
  std::vector<std::string> metFrom(Position From) const {
    std::vector<std::string> Met;
    walk(F, From, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Call)
        Met.push_back(G.U.Callees[E.site().Callee].Name);
      return Visit::GoOn;
    });
    std::sort(Met.begin(), Met.end());
    return Met;
  }
};

TEST_F(Paths, AWalkMeetsEachEventOnce) {
  EXPECT_EQ(metFrom(Start), (std::vector<std::string>{"body", "early", "first", "late"}));
  EXPECT_EQ(metFrom({3, 0}), (std::vector<std::string>{"body", "late"}));
  EXPECT_EQ(metFrom(behind({4, 0})), std::vector<std::string>());
}

TEST_F(Paths, AWalkFromALoopComesBackToWhereItBegan) {
  // The first event is met a second time: from behind it, it lies ahead.
  EXPECT_EQ(metFrom(behind({3, 0})), (std::vector<std::string>{"body", "late"}));
}

TEST_F(Paths, EndsAreToldApartFromWhatEndsAPath) {
  auto Until = [&](const char *Name) {
    return walk(F, Start,
                [&](Position, const Event &E) { return calls(E, Name) ? Visit::EndPath : Visit::GoOn; });
  };
  EXPECT_EQ(Until("early").Ends, std::vector<BlockId>{4});
  EXPECT_EQ(Until("late").Ends, std::vector<BlockId>{1});
  EXPECT_FALSE(Until("late").allEnded());
  EXPECT_TRUE(Until("first").allEnded());
}

TEST_F(Paths, AStoppedWalkMeetsNothingMore) {
  unsigned Met = 0;
  Walked W = walk(F, Start, [&](Position, const Event &) { return ++Met == 2 ? Visit::Stop : Visit::GoOn; });
  EXPECT_TRUE(W.Stopped);
  EXPECT_FALSE(W.allEnded());
  EXPECT_EQ(Met, 2u);
}

TEST_F(Paths, EdgesCanBeLeftOut) {
  Walked W = walk(
      F, Start, [](Position, const Event &) { return Visit::GoOn; },
      [](const Edge &E) {
        return !E.When || E.When->Subject.Root != Place::RootKind::Param || !holds(E.When->Test, 1);
      });
  EXPECT_EQ(W.Ends, std::vector<BlockId>{4});
}

TEST_F(Paths, BlocksAreReachedBothWays) {
  EXPECT_EQ(reachableFrom(F, 2), (std::vector<bool>{false, false, true, true, true}));
  EXPECT_EQ(leadingTo(F, 4), (std::vector<bool>{true, false, true, true, false}));
  EXPECT_EQ(reachableFrom(F, 0, 2), (std::vector<bool>{false, true, false, false, false}));
  EXPECT_TRUE(isInLoop(F, 3));
  EXPECT_FALSE(isInLoop(F, 4));
}

TEST_F(Paths, SearchesGoNoFurtherThanTheyMay) {
  auto All = [](BlockId, const Edge &) { return true; };
  auto NotThroughTheLoop = [](BlockId B) { return B != 2; };
  EXPECT_EQ(reach(F, {0}, Along::Forward, All, NotThroughTheLoop),
            (std::vector<bool>{false, true, true, false, false}));
  EXPECT_EQ(reach(F, {4}, Along::Backward, All, NotThroughTheLoop),
            (std::vector<bool>{false, false, true, false, false}));
  // What a search begins with, it leaves in any case.
  EXPECT_TRUE(reach(F, {2}, Along::Forward, All, NotThroughTheLoop)[4]);
}

TEST_F(Paths, TheLastStoresAreThoseWithNoneInBetween) {
  auto Last = [&](Position To, std::vector<const char *> Names) {
    auto Stores = [&](const Event &E) {
      return std::any_of(Names.begin(), Names.end(), [&](const char *Name) { return calls(E, Name); });
    };
    std::vector<std::string> Out;
    for (const Event *E : lastStores(F, To, Stores))
      Out.push_back(E ? G.U.Callees[E->site().Callee].Name : "none");
    return Out;
  };
  using Found = std::vector<std::string>;
  EXPECT_EQ(Last({4, 0}, {"first", "body"}), (Found{"first", "body"}));
  EXPECT_EQ(Last({4, 0}, {"body"}), (Found{"none", "body"}));
  EXPECT_EQ(Last({4, 0}, {"early"}), Found{"none"});
  // What stands behind it comes before it round the loop, and so does it itself.
  EXPECT_EQ(Last({3, 0}, {"first", "body"}), (Found{"first", "body"}));
  EXPECT_EQ(Last({1, 0}, {"body", "late"}), Found{"none"});
  EXPECT_EQ(Last({0, 1}, {"first"}), Found{"none"});
}

TEST_F(Paths, HandlersAreEntries) {
  TextGraph H("function f\n B0:\n B1: ->B2\n B2:\n");
  UnwindScope Try;
  Try.Handlers.push_back({true, false, "", 1});
  H.U.Functions[0].Scopes.push_back(Try);
  EXPECT_EQ(reachedOver(H.U.Functions[0], [](const Edge &) { return true; }),
            (std::vector<bool>{true, true, true}));
  EXPECT_EQ(reachedOver(H.U.Functions[0], [](const Edge &) { return false; }),
            (std::vector<bool>{true, true, false}));
}

TEST_F(Paths, BeforeAndAfterAnEvent) {
  After Later(F, {0, 0});
  EXPECT_TRUE(Later.contains({0, 1}));
  EXPECT_FALSE(Later.contains({0, 0}));
  EXPECT_TRUE(After(F, {3, 0}).contains({3, 0})) << "once more, in the loop";
  EXPECT_TRUE(Before(F, {4, 0}).contains({3, 0}));
  EXPECT_FALSE(Before(F, {4, 0}).contains({1, 0}));
}

TEST_F(Paths, InnerLoopsComeFirst) {
  TextGraph L("function f\n B0: ->B1\n B1: ->B2 ->B5\n B2: ->B3\n B3: ->B2 ->B4\n B4: ->B1\n B5:\n");
  const Function &Nest = L.U.Functions[0];
  std::vector<LoopBlocks> All = loopsOf(Nest);
  ASSERT_EQ(All.size(), 2u);
  EXPECT_EQ(All[0], (LoopBlocks{2, 3}));
  EXPECT_EQ(All[1], (LoopBlocks{1, 2, 3, 4}));
  LoopNest Asked(Nest);
  ASSERT_EQ(Asked.around(4).size(), 1u);
  EXPECT_EQ(*Asked.around(4).front(), All[1]);
  ASSERT_EQ(Asked.around(3).size(), 2u);
  EXPECT_EQ(*Asked.around(3).front(), All[0]);
  EXPECT_TRUE(Asked.around(5).empty());
  std::vector<unsigned> Order = forwardOrder(Nest);
  EXPECT_LT(Order[1], Order[2]);
  EXPECT_LT(Order[4], Nest.Blocks.size());
}

TEST_F(Paths, CyclesThatShareBlocksHaveOneNumber) {
  TextGraph G(
      "function f\n B0: ->B1 ->B5\n B1: ->B2\n B2: ->B3\n B3: ->B2 ->B1 ->B4\n B4: ->B4 ->B6\n B5: ->B7\n"
      " B6:\n B7: ->B5\n B8: ->B1\n");
  const Function &Several = G.U.Functions[0];
  std::vector<unsigned> Of = cyclesOf(Several);
  EXPECT_EQ(Of[1], Of[2]);
  EXPECT_EQ(Of[2], Of[3]) << "the inner cycle lies on the outer one";
  EXPECT_EQ(Of[5], Of[7]);
  EXPECT_EQ((std::set<unsigned>{Of[1], Of[4], Of[5], NoId}).size(), 4u)
      << "one after another, and side by side";
  for (BlockId B : {0u, 6u, 8u})
    EXPECT_EQ(Of[B], NoId) << B;
  std::vector<bool> In = inLoops(Several);
  for (BlockId B = 0; B < Of.size(); ++B) {
    EXPECT_TRUE(Of[B] == NoId || Of[B] < Of.size()) << B;
    EXPECT_EQ(In[B], Of[B] != NoId) << B;
    EXPECT_EQ(In[B], isInLoop(Several, B)) << B;
  }
}

TEST_F(Paths, ABlockDominatesWhatIsReachedThroughItAlone) {
  TextGraph G(
      "function f\n B0: ->B1 ->B4\n B1: ->B2 ->B3\n B2: ->B3\n B3: ->B1 ->B5\n B4: ->B5\n B5:\n B6: ->B5\n");
  Dominators D(G.U.Functions[0]);
  for (BlockId B : {2u, 3u})
    EXPECT_TRUE(D.dominates(1, B)) << B;
  EXPECT_TRUE(D.dominates(1, 1));
  EXPECT_FALSE(D.dominates(2, 3)) << "B1 leads there too";
  EXPECT_FALSE(D.dominates(1, 5)) << "B4 leads there too";
  EXPECT_TRUE(D.dominates(0, 5));
  EXPECT_FALSE(D.reached(6));
  EXPECT_FALSE(D.dominates(6, 5));
}

TEST_F(Paths, AHandlerIsReachedFromOutside) {
  TextGraph H("function f\n B0: ->B2\n B1: ->B2\n B2:\n");
  UnwindScope Try;
  Try.Handlers.push_back({true, false, "", 1});
  H.U.Functions[0].Scopes.push_back(Try);
  Dominators D(H.U.Functions[0]);
  EXPECT_TRUE(D.reached(1));
  EXPECT_FALSE(D.dominates(0, 2));
  EXPECT_FALSE(D.dominates(1, 2));
}

} // namespace
