//===- ChangedLines.cpp - What a change touches ---------------------------===//

#include "tool/baseline/ChangedLines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace asyncsafe;
using llvm::StringRef;

template <typename... Args> static llvm::Error problem(const char *Format, Args &&...Values) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 llvm::formatv(Format, std::forward<Args>(Values)...).str());
}

//===----------------------------------------------------------------------===//
// Running git
//===----------------------------------------------------------------------===//

/// What git prints when it is run in \p Folder.
static llvm::Expected<std::string> git(StringRef Folder, std::vector<StringRef> Arguments) {
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return problem("--diff needs git, and there is none in PATH");
  llvm::SmallString<128> Out, Err;
  if (std::error_code EC = llvm::sys::fs::createTemporaryFile("asyncsafe-git", "out", Out))
    return problem("a temporary file cannot be made: {0}", EC.message());
  llvm::FileRemover RemoveOut(Out);
  if (std::error_code EC = llvm::sys::fs::createTemporaryFile("asyncsafe-git", "err", Err))
    return problem("a temporary file cannot be made: {0}", EC.message());
  llvm::FileRemover RemoveErr(Err);

  std::vector<StringRef> Command{*Git, "-C", Folder, "--no-optional-locks", "-c", "core.quotePath=false",
                                 // a program of the repository's choice
                                 "-c", "core.fsmonitor=false"};
  llvm::append_range(Command, Arguments);
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Out), StringRef(Err)};
  std::string Failure;
  int Code = llvm::sys::ExecuteAndWait(*Git, Command, std::nullopt, Redirects, 0, 0, &Failure);
  auto Text = [](StringRef File) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  };
  if (Code == 0)
    return Text(Out);
  std::string Said = StringRef(Text(Err)).split('\n').first.str();
  return problem("git {0}: {1}", Arguments.front(), Failure.empty() ? Said : Failure);
}

llvm::Expected<GitAnswers> asyncsafe::askGit(StringRef Revision, StringRef Folder) {
  if (Revision.empty() || Revision.starts_with("-"))
    return problem("--diff={0}: is not a revision", Revision);
  auto Root = git(Folder, {"rev-parse", "--show-toplevel"});
  if (!Root)
    return Root.takeError();
  GitAnswers Answers;
  Answers.Root = StringRef(*Root).rtrim("\n").str();
  auto Diff = git(Folder, {"diff", "--merge-base", "--unified=0", "--no-color", "--no-ext-diff",
                           "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", Revision, "--"});
  if (!Diff)
    return problem("--diff={0}: {1}; is the history fetched up to there?", Revision,
                   llvm::toString(Diff.takeError()));
  Answers.Diff = std::move(*Diff);
  auto New = git(Answers.Root, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!New)
    return New.takeError();
  Answers.NewFiles = std::move(*New);
  return Answers;
}

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

/// A name in quotes has escapes, as C strings do.
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
      // Lines that are only removed leave a gap behind `First`: what stands next to it
      // may have lost its protection.
      Current->push_back(Count ? Range{First, First + Count - 1} : Range{First, First + 1});
    }
  }
  return Changed;
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
  R.Remarks.push_back(
      llvm::formatv("{0} not touched by the change since {1}", Before - R.Findings.size(), Revision));
}
