// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diffs: what they look like, and that applying one gives the new text.
#include "tool/fixes/UnifiedDiff.h"

#include <gtest/gtest.h>
#include <random>
#include <vector>

using namespace asyncsafe;

namespace {

/// Lines without their ends; the last is empty if the text ends with one.
std::vector<std::string> linesOf(const std::string &Text) {
  std::vector<std::string> Lines(1);
  for (char C : Text)
    if (C == '\n')
      Lines.emplace_back();
    else
      Lines.back() += C;
  return Lines;
}

/// As patch(1) does, with no line of leeway.
std::string patched(const std::string &Old, const std::string &Diff) {
  std::vector<std::string> From = linesOf(Old), To, Patch = linesOf(Diff);
  size_t At = 0;
  bool NewEnds = true, Ended = false;
  for (size_t I = 2; I + 1 < Patch.size(); ++I) {
    const std::string &Line = Patch[I];
    if (Line.rfind("@@ -", 0) == 0) {
      unsigned First = 0, Count = 0;
      EXPECT_EQ(std::sscanf(Line.c_str(), "@@ -%u,%u", &First, &Count), 2);
      size_t Start = Count ? First - 1 : First;
      EXPECT_GE(Start, At);
      while (At < Start)
        To.push_back(From[At++]);
    } else if (Line[0] == '\\') {
      NewEnds &= Patch[I - 1][0] == '-';
      Ended |= Patch[I - 1][0] != '-';
    } else {
      if (Line[0] != '+')
        EXPECT_EQ(From.at(At++), Line.substr(1));
      if (Line[0] != '-')
        To.push_back(Line.substr(1));
    }
  }
  bool OldEnds = Old.empty() || Old.back() == '\n';
  size_t Last = From.size() - (OldEnds ? 1 : 0);
  bool Rest = At < Last;
  while (At < Last)
    To.push_back(From[At++]);
  std::string Text;
  for (size_t I = 0; I < To.size(); ++I)
    Text += To[I] + (I + 1 < To.size() || !(Ended || (Rest && !OldEnds)) ? "\n" : "");
  return Text;
}

TEST(UnifiedDiff, of_equal_texts_is_empty) {
  EXPECT_EQ(unifiedDiff("f", "", ""), "");
  EXPECT_EQ(unifiedDiff("f", "a\nb", "a\nb"), "");
}

TEST(UnifiedDiff, shows_three_lines_around_a_change) {
  EXPECT_EQ(unifiedDiff("f.c", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/f.c\n+++ b/f.c\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, joins_changes_that_are_near_and_parts_those_that_are_not) {
  std::string Old, Near, Far;
  for (int I = 0; I < 20; ++I) {
    std::string Line = std::to_string(I) + "\n";
    Old += Line;
    Near += I == 2 || I == 9 ? "x\n" : Line;
    Far += I == 2 || I == 10 ? "x\n" : Line;
  }
  auto Hunks = [](const std::string &Diff) {
    size_t N = 0;
    for (size_t At = 0; (At = Diff.find("@@ -", At)) != std::string::npos; ++At)
      ++N;
    return N;
  };
  EXPECT_EQ(Hunks(unifiedDiff("f", Old, Near)), 1u);
  EXPECT_EQ(Hunks(unifiedDiff("f", Old, Far)), 2u);
}

TEST(UnifiedDiff, says_where_the_last_line_has_no_end) {
  EXPECT_EQ(unifiedDiff("f", "a", "a\n"),
            "--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

TEST(UnifiedDiff, names_the_line_before_what_is_empty) {
  EXPECT_EQ(unifiedDiff("f", "", "a\n"), "--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n");
  EXPECT_EQ(unifiedDiff("f", "a\n", ""), "--- a/f\n+++ b/f\n@@ -1,1 +0,0 @@\n-a\n");
}

TEST(UnifiedDiff, of_texts_with_little_in_common_takes_little_memory) {
  std::string Old = "same\n", New = "same\n";
  for (int I = 0; I < 50'000; ++I) {
    Old += "old " + std::to_string(I) + "\n";
    New += "new " + std::to_string(I) + "\n";
  }
  Old += "end\n", New += "end\n";
  ASSERT_EQ(patched(Old, unifiedDiff("f", Old, New)), New);
}

TEST(UnifiedDiff, applied_gives_the_new_text) {
  std::mt19937 Random(7);
  auto Text = [&](unsigned Lines) {
    std::string T;
    for (unsigned I = 0; I < Lines; ++I)
      T += std::string(1, "abc"[Random() % 3]) + "\n";
    if (!T.empty() && Random() % 4 == 0)
      T.pop_back();
    return T;
  };
  for (int Round = 0; Round < 20'000; ++Round) {
    std::string Old = Text(Random() % 24), New = Round % 2 ? Text(Random() % 24) : Old;
    for (unsigned Changes = Round % 2 ? 0 : Random() % 4; Changes && !New.empty(); --Changes)
      New[Random() % New.size()] = "abc\n"[Random() % 4];
    if (Old == New)
      continue;
    ASSERT_EQ(patched(Old, unifiedDiff("f", Old, New)), New) << unifiedDiff("f", Old, New);
  }
}

} // namespace
