// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a resource is held, and what lies further on: on small graphs, and against explore(), which follows
// one path after the other.

#include "analysis/exposures/HeldFlow.h"
#include "analysis/engine/Callees.h"
#include "analysis/exposures/Explore.h"
#include "analysis/exposures/HeldPaths.h"
#include "analysis/exposures/Summaries.h"
#include "tests/engine/TextGraph.h"

#include <gtest/gtest.h>

using namespace asyncsafe;

namespace {

/// One function whose resources are followed.
struct Held {
  explicit Held(const char *Text)
      : G(Text), Calls(G.U), All(Calls, Options), S(resolve(G.U, G.U.Functions[0], {}, All)),
        Pass(S, trackedResources(S, false), false) {}

  /// The names of the calls before which the resource may be held; with a question mark, those before which
  /// it may be free, too.
  std::vector<std::string> heldAt(unsigned Resource, size_t MaxVisits = 1000) {
    HeldFlow Flow(Pass, MaxVisits);
    std::vector<std::string> Out;
    Complete = Flow.follow(Resource, [&](const HeldFlow::Here &Here) {
      const Event &E = *S.Blocks[Here.B][Here.Index].At;
      if (E.kind() != EventKind::Call || !Here.H.MayBeHeld)
        return;
      std::string Name = G.U.Callees[E.site().Callee].Name + (Here.H.MayBeFree ? "?" : "");
      if (Out.empty() || Out.back() != Name)
        Out.push_back(Name);
    });
    return Out;
  }

  TextGraph G;
  AnalysisOptions Options;
  Callees Calls;
  Summaries All;
  Steps S;
  HeldPass Pass;
  bool Complete = false;
};

using Names = std::vector<std::string>;

} // namespace

TEST(HeldFlow, OfOneBlock) {
  Held F(
      "function f\n B0:\n  call before\n  acquire lock m\n  call inside\n  release lock m\n  call behind\n");
  ASSERT_EQ(F.Pass.resources().size(), 1u);
  EXPECT_EQ(F.heldAt(0), Names({"inside"}));
  EXPECT_TRUE(F.Complete);
}

TEST(HeldFlow, ReleasedOnOneBranch) {
  Held F("function f\n"
         " B0: ->B1(arg0!=0) ->B2(arg0==0)\n"
         "  acquire lock m\n"
         " B1: ->B3\n"
         "  release lock m\n"
         "  call free\n"
         " B2: ->B3\n"
         "  call held\n"
         " B3:\n"
         "  call joined\n");
  EXPECT_EQ(F.heldAt(0), Names({"held", "joined?"}));
}

TEST(HeldFlow, RoundALoop) {
  Held F("function f\n"
         " B0: ->B1\n"
         "  call first\n"
         " B1: ->B1(arg0!=0) ->B2(arg0==0)\n"
         "  call head\n"
         "  acquire lock m\n"
         " B2:\n"
         "  call last\n"
         "  release lock m\n");
  // Before the loop's body it is free in the first turn, and held in the others.
  EXPECT_EQ(F.heldAt(0), Names({"head?", "last"}));
}

TEST(HeldFlow, EachResourceByItself) {
  Held F("function f\n B0:\n  acquire lock a\n  call one\n  acquire lock b\n  call two\n  release lock a\n  "
         "call three\n"
         "  release lock b\n");
  ASSERT_EQ(F.Pass.resources().size(), 2u);
  EXPECT_EQ(F.heldAt(0), Names({"one", "two"}));
  EXPECT_EQ(F.heldAt(1), Names({"two", "three"}));
}

TEST(HeldFlow, WhatIsNeverReachedHoldsNothing) {
  Held F("function f\n B0:\n  return\n B1:\n  acquire lock m\n  call inside\n  release lock m\n");
  EXPECT_EQ(F.heldAt(0), Names());
  EXPECT_TRUE(F.Complete);
}

TEST(HeldFlow, GivesUpWithinItsBudget) {
  Held F("function f\n B0: ->B1\n  acquire lock m\n B1: ->B2\n B2:\n  call inside\n  release lock m\n");
  EXPECT_EQ(F.heldAt(0, /*MaxVisits=*/1), Names());
  EXPECT_FALSE(F.Complete);
}

TEST(HeldFlow, TheCostIsThatOfTheBlocksInWhichItIsHeld) {
  std::string Text = "function f\n B0: ->B1\n  acquire lock m\n  release lock m\n";
  for (int B = 1; B < 100; ++B)
    Text += " B" + std::to_string(B) + ": ->B" + std::to_string(B + 1) + "\n  call elsewhere\n";
  Held F((Text + " B100:\n  return\n").c_str());
  HeldFlow Flow(F.Pass, 1000);
  uint64_t Before = Effort::taken();
  Flow.follow(0, [](const HeldFlow::Here &) {});
  EXPECT_LT(Effort::taken() - Before, 10u);
}

/// From each step at which a resource is held: what HeldPaths answers is what explore() finds.
TEST(HeldPaths, AnswersAsExploreDoes) {
  for (const char *Text : {
           "function f\n B0:\n  acquire lock m\n  call a\n  release lock m\n  call b\n",
           "function f\n B0: ->B1(arg0!=0) ->B2(arg0==0)\n  acquire lock m\n  call a\n B1: ->B3\n  call b\n  "
           "release "
           "lock m\n B2: ->B3\n  call c\n B3:\n  call d\n  return\n",
           "function f\n B0: ->B1\n  acquire lock m\n B1: ->B2(arg0!=0) ->B3(arg0==0)\n  call a\n B2: ->B1\n "
           " call b\n"
           " B3:\n  call c\n  release lock m\n  return\n",
           "function f\n B0: ->B1(arg0!=0) ->B2(arg0==0)\n  acquire lock m\n  call a\n B1:\n  call b\n  "
           "return\n"
           " B2: ->B2(arg1!=0) ->B3(arg1==0)\n  call c\n B3:\n  call d\n  release lock m\n",
       }) {
    Held F(Text);
    HoldIds Ids;
    HeldPaths Paths(F.Pass, 0, Ids);
    HeldPaths::Question Q = Paths.atNotables([](BlockId, const Step &, const Hold &, HoldChange Change) {
      return Change == HoldChange::Released ? Visit::Stop : Visit::GoOn;
    });
    unsigned Asked = 0;
    HeldFlow(F.Pass, 1000).follow(0, [&](const HeldFlow::Here &Here) {
      Position Found{NoId, 0};
      bool Stopped = explore(F.Pass, 0, Here.H, Here.B, Here.Index,
                             [&](BlockId B, unsigned I, const Step &, const Hold &, HoldChange Change) {
                               Found = {B, I};
                               return Change == HoldChange::Released ? Visit::Stop : Visit::GoOn;
                             });
      Position From{Here.B, Here.Index};
      EXPECT_EQ(Paths.mayStop(Q, From, Here.H), Stopped) << Text << From.Block << ":" << From.Index;
      HeldPaths::Answer A = Paths.firstStop(Q, From, Here.H);
      ASSERT_EQ(A.At.has_value(), Stopped) << Text;
      EXPECT_GT(A.Until, From.Index);
      if (Stopped) {
        EXPECT_EQ(A.At->Block, Found.Block) << Text;
        EXPECT_EQ(A.At->Index, Found.Index) << Text;
      }
      ++Asked;
    });
    EXPECT_GT(Asked, 1u);
    EXPECT_TRUE(Paths.isExact());
  }
}
