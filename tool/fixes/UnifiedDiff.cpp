//===- UnifiedDiff.cpp - Unified diffs ------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the shortest edit script of lines by Myers' greedy algorithm (An O(ND) Difference Algorithm
// and Its Variations, Algorithmica 1986). LLVM has no such function; fix-its change few lines, so D is
// small.
//
//===----------------------------------------------------------------------===//

#include "tool/fixes/UnifiedDiff.h"

#include <algorithm>
#include <vector>

using namespace asyncsafe;

static constexpr size_t Context = 3;
/// Memory is quadratic in this: if more lines differ, all lines between the first and the last
/// difference are replaced.
static constexpr int MostEdits = 2000;

/// Each with its line end, if it has one.
static std::vector<std::string_view> linesOf(std::string_view Text) {
  std::vector<std::string_view> Lines;
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    size_t Length = End == std::string_view::npos ? Text.size() : End + 1;
    Lines.push_back(Text.substr(0, Length));
    Text.remove_prefix(Length);
  }
  return Lines;
}

namespace {

struct Line {
  char Kind; ///< ' ', '-' or '+'
  std::string_view Text;
};

} // namespace

/// The common beginning, the replaced and replacing lines, and the common end.
static std::vector<Line> coarseScriptOf(const std::vector<std::string_view> &A,
                                        const std::vector<std::string_view> &B) {
  size_t Shorter = std::min(A.size(), B.size()), Head = 0, Tail = 0;
  while (Head < Shorter && A[Head] == B[Head])
    ++Head;
  while (Tail < Shorter - Head && A[A.size() - 1 - Tail] == B[B.size() - 1 - Tail])
    ++Tail;
  std::vector<Line> Script;
  for (size_t I = 0; I < Head; ++I)
    Script.push_back({' ', A[I]});
  for (size_t I = Head; I < A.size() - Tail; ++I)
    Script.push_back({'-', A[I]});
  for (size_t I = Head; I < B.size() - Tail; ++I)
    Script.push_back({'+', B[I]});
  for (size_t I = A.size() - Tail; I < A.size(); ++I)
    Script.push_back({' ', A[I]});
  return Script;
}

/// All lines of both, in order.
static std::vector<Line> scriptOf(const std::vector<std::string_view> &A,
                                  const std::vector<std::string_view> &B) {
  int N = static_cast<int>(A.size()), M = static_cast<int>(B.size()), Most = N + M;
  std::vector<int> Reach(2 * Most + 2, 0); // by diagonal, from -Most
  std::vector<std::vector<int>> Before;    // Reach at each number of edits, only its middle
  auto At = [Most](int Diagonal) { return Diagonal + Most; };
  auto Down = [&](const std::vector<int> &R, int Shift, int K, int D) {
    return K == -D || (K != D && R[K - 1 + Shift] < R[K + 1 + Shift]);
  };
  int Edits = 0;
  for (bool Done = false; !Done; ++Edits) {
    if (Edits > MostEdits)
      return coarseScriptOf(A, B);
    for (int K = -Edits; K <= Edits && !Done; K += 2) {
      int X = Down(Reach, Most, K, Edits) ? Reach[At(K + 1)] : Reach[At(K - 1)] + 1;
      if (Edits == 0)
        X = 0;
      while (X < N && X - K < M && A[X] == B[X - K])
        ++X;
      Reach[At(K)] = X;
      Done = X >= N && X - K >= M;
    }
    Before.emplace_back(Reach.begin() + At(-Edits), Reach.begin() + At(Edits) + 1);
  }
  // Backwards from the end.
  std::vector<Line> Script;
  int X = N, Y = M;
  for (int D = Edits - 1; D > 0; --D) {
    const std::vector<int> &R = Before[D - 1]; // diagonals -(D-1) … D-1
    int K = X - Y, Shift = D - 1;
    auto Reached = [&](int Diagonal) {
      return Diagonal < -Shift || Diagonal > Shift ? -1 : R[Diagonal + Shift];
    };
    bool Insert = K == -D || (K != D && Reached(K - 1) < Reached(K + 1));
    int FromX = Insert ? Reached(K + 1) : Reached(K - 1);
    int FromY = FromX - (Insert ? K + 1 : K - 1);
    while (X > FromX + !Insert && Y > FromY + Insert)
      Script.push_back({' ', A[--X]}), --Y;
    if (Insert)
      Script.push_back({'+', B[--Y]});
    else
      Script.push_back({'-', A[--X]});
  }
  while (X > 0)
    Script.push_back({' ', A[--X]}), --Y;
  std::reverse(Script.begin(), Script.end());
  return Script;
}

static void writeLine(const Line &L, std::string &Out) {
  Out += L.Kind;
  Out += L.Text;
  if (L.Text.back() != '\n')
    Out += "\n\\ No newline at end of file\n";
}

/// "-3,2", or the previous line if the range is empty.
static std::string range(char Sign, size_t Line, size_t Count) {
  return Sign + std::to_string(Count ? Line : Line - 1) + "," + std::to_string(Count);
}

std::string asyncsafe::unifiedDiff(std::string_view Name, std::string_view Old, std::string_view New) {
  std::string Out;
  if (Old == New)
    return Out;
  std::vector<Line> Script = scriptOf(linesOf(Old), linesOf(New));
  Out = "--- a/" + std::string(Name) + "\n+++ b/" + std::string(Name) + "\n";
  size_t OldLine = 1, NewLine = 1;
  for (size_t I = 0; I < Script.size();) {
    size_t First = I;
    while (First < Script.size() && Script[First].Kind == ' ')
      ++First;
    if (First == Script.size())
      break;
    size_t From = std::max(I, First - std::min(First, Context)), To = First;
    for (size_t J = First, Same = 0; J < Script.size() && Same <= 2 * Context; ++J) {
      Same = Script[J].Kind == ' ' ? Same + 1 : 0;
      if (!Same)
        To = J + 1;
    }
    To = std::min(To + Context, Script.size());
    OldLine += From - I, NewLine += From - I;
    size_t OldCount = 0, NewCount = 0;
    for (size_t J = From; J < To; ++J) {
      OldCount += Script[J].Kind != '+';
      NewCount += Script[J].Kind != '-';
    }
    Out += "@@ " + range('-', OldLine, OldCount) + " " + range('+', NewLine, NewCount) + " @@\n";
    for (size_t J = From; J < To; ++J)
      writeLine(Script[J], Out);
    OldLine += OldCount, NewLine += NewCount;
    I = To;
  }
  return Out;
}
