//===- ChangedLines.cpp - The lines of a change ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/baseline/ChangedLines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace asyncsafe;
using llvm::StringRef;

ChangedLines ChangedLines::read(const GitAnswers &Answers) {
  ChangedLines Changed = parse(Answers.Diff, Answers.Root);
  for (StringRef Name : llvm::split(Answers.NewFiles, '\0'))
    if (!Name.empty())
      Changed.addWholeFile(Answers.Root + "/" + Name.str());
  return Changed;
}

//===----------------------------------------------------------------------===//
// Reading the diff
//===----------------------------------------------------------------------===//

/// A quoted name has escapes like a C string.
static std::string unquoted(StringRef Name) {
  if (!Name.consume_front("\"") || !Name.consume_back("\""))
    return Name.str();
  std::string Text;
  while (!Name.empty()) {
    char C = Name.front();
    Name = Name.drop_front();
    if (C != '\\' || Name.empty()) {
      Text += C;
      continue;
    }
    StringRef Digits = Name.take_while([](char D) { return D >= '0' && D <= '7'; }).take_front(3);
    unsigned Code;
    if (!Digits.empty() && !Digits.getAsInteger(8, Code)) {
      Text += static_cast<char>(Code);
      Name = Name.drop_front(Digits.size());
      continue;
    }
    size_t Escape = StringRef("abtnvfr").find(Name.front());
    Text += Escape == StringRef::npos ? Name.front() : "\a\b\t\n\v\f\r"[Escape];
    Name = Name.drop_front();
  }
  return Text;
}

/// "@@ -a,b +FIRST,COUNT @@" as FIRST and COUNT.
static std::optional<std::pair<unsigned, unsigned>> hunk(StringRef Line) {
  StringRef New = Line.split(" +").second.split(' ').first;
  auto [FirstText, CountText] = New.split(',');
  unsigned First, Count = 1;
  if (FirstText.getAsInteger(10, First) || (!CountText.empty() && CountText.getAsInteger(10, Count)))
    return std::nullopt;
  return std::pair(First, Count);
}

ChangedLines ChangedLines::parse(StringRef Diff, StringRef Root) {
  ChangedLines Changed;
  std::vector<Range> *Current = nullptr;
  bool InHeader = true; // an added line may look like a header
  for (StringRef Line : llvm::split(Diff, '\n')) {
    if (Line.starts_with("diff --git ")) {
      InHeader = true;
      Current = nullptr;
    } else if (InHeader && Line.starts_with("Binary files ")) {
      Changed.addBinary(Line, Root);
    } else if (InHeader && Line.starts_with("+++ ")) {
      StringRef Name = Line.drop_front(4).rtrim("\t");
      std::string File = unquoted(Name);
      if (StringRef Path = File; Path.consume_front("b/"))
        Current = &Changed.Ranges[(Root + "/" + Path).str()];
    } else if (Line.starts_with("@@ ")) {
      InHeader = false;
      auto Hunk = hunk(Line);
      if (!Hunk || !Current)
        continue;
      auto [First, Count] = *Hunk;
      // Lines that are only removed leave a gap after `First`: the adjacent lines may have lost their
      // protection.
      Current->push_back(Count ? Range{First, First + Count - 1} : Range{First, First + 1});
    }
  }
  return Changed;
}

/// "Binary files a/NAME and b/NAME differ": a repository's .gitattributes can declare any source binary,
/// so that its lines are not listed. The whole file counts as changed; if a name contains " and ", so
/// does every file that it could mean.
void ChangedLines::addBinary(StringRef Line, StringRef Root) {
  if (!Line.consume_back(" differ"))
    return;
  constexpr StringRef And = " and ";
  for (size_t At = 0; (At = Line.find(And, At)) != StringRef::npos; At += And.size()) {
    std::string File = unquoted(Line.drop_front(At + And.size()));
    if (StringRef Path = File; Path.consume_front("b/"))
      addWholeFile((Root + "/" + Path).str());
  }
}

//===----------------------------------------------------------------------===//
// Asking
//===----------------------------------------------------------------------===//

void ChangedLines::addWholeFile(StringRef File) { Ranges[File].push_back({0, ~0u}); }

bool ChangedLines::touches(StringRef File, unsigned Line) const {
  auto It = Ranges.find(File);
  if (It == Ranges.end()) {
    llvm::SmallString<256> Real;
    if (File.empty() || llvm::sys::fs::real_path(File, Real))
      return false;
    It = Ranges.find(Real);
  }
  return It != Ranges.end() &&
         llvm::any_of(It->second, [&](const Range &R) { return R.First <= Line && Line <= R.Last; });
}

bool ChangedLines::touches(const Finding &F) const {
  return llvm::any_of(pathOf(F), [&](const Note &Step) { return touches(Step.Where.File, Step.Where.Line); });
}

void asyncsafe::keepTouched(Report &R, const ChangedLines &Changed, StringRef Revision) {
  size_t Before = R.Findings.size();
  llvm::erase_if(R.Findings, [&](const Finding &F) { return !Changed.touches(F); });
  llvm::erase_if(R.Hidden, [&](const Finding &F) { return !Changed.touches(F); });
  R.Remarks.push_back(
      llvm::formatv("{0} not touched by the change since {1}", Before - R.Findings.size(), Revision));
}
