//===- Git.cpp - Running git ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/baseline/Git.h"

#include "tool/input/InputFile.h"
#include "tool/input/Problem.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Program.h"
#include <cstdlib>
#include <unistd.h>
#include <vector>

using namespace asyncsafe;
using llvm::StringRef;

/// Enough for a large tree on a slow disk. Git would wait forever for a pipe in place of a .gitignore.
static constexpr unsigned MaxSeconds = 300;

namespace {

class Git {
public:
  Git(std::string Program, StringRef Folder) : Program(std::move(Program)), Folder(Folder) {
    // Both name programs that git starts itself.
    set("core.fsmonitor", "false");
    set("core.hooksPath", "/dev/null");
  }

  /// Overrides settings of the repository's own configuration that name programs.
  llvm::Error distrustRepository();

  /// What git prints.
  llvm::Expected<std::string> run(llvm::ArrayRef<StringRef> Arguments) const;

private:
  struct Setting {
    std::string Key, Value;
  };
  void set(StringRef Key, StringRef Value) { Settings.push_back({Key.str(), Value.str()}); }
  void distrust(StringRef Key);
  std::vector<std::string> environment() const;

  std::string Program;
  StringRef Folder;
  std::vector<Setting> Settings; ///< these override those of any file
  bool MayFetch = true;          ///< what a partial clone lacks
};

} // namespace

/// As variables: on the command line, a '=' in a name would end it.
std::vector<std::string> Git::environment() const {
  std::vector<std::string> Variables;
  size_t Given = 0;
  for (char **Variable = ::environ; *Variable; ++Variable)
    if (StringRef Text = *Variable; !Text.consume_front("GIT_CONFIG_COUNT="))
      Variables.push_back(*Variable);
    else
      static_cast<void>(Text.getAsInteger(10, Given)); // git rejects what is not a number as well
  for (const Setting &S : Settings) {
    Variables.push_back(llvm::formatv("GIT_CONFIG_KEY_{0}={1}", Given, S.Key));
    Variables.push_back(llvm::formatv("GIT_CONFIG_VALUE_{0}={1}", Given, S.Value));
    ++Given;
  }
  Variables.push_back(llvm::formatv("GIT_CONFIG_COUNT={0}", Given));
  Variables.push_back("GIT_TERMINAL_PROMPT=0");
  llvm::erase_if(Variables, [&](StringRef Text) {
    return !MayFetch && (Text.starts_with("GIT_ALLOW_PROTOCOL=") || Text.starts_with("GIT_NO_LAZY_FETCH="));
  });
  if (!MayFetch) {
    Variables.push_back("GIT_NO_LAZY_FETCH=1");
    Variables.push_back("GIT_ALLOW_PROTOCOL=none"); // for a git that does not know the other variable
  } else if (!std::getenv("GIT_ALLOW_PROTOCOL")) {
    Variables.push_back("GIT_ALLOW_PROTOCOL=file:git:http:https:ssh"); // a repository could allow `ext::`
  }
  return Variables;
}

llvm::Expected<std::string> Git::run(llvm::ArrayRef<StringRef> Arguments) const {
  llvm::SmallString<128> Out, Err;
  if (std::error_code EC = llvm::sys::fs::createTemporaryFile("asyncsafe-git", "out", Out))
    return problem("a temporary file cannot be made: {0}", EC.message());
  llvm::FileRemover RemoveOut(Out);
  if (std::error_code EC = llvm::sys::fs::createTemporaryFile("asyncsafe-git", "err", Err))
    return problem("a temporary file cannot be made: {0}", EC.message());
  llvm::FileRemover RemoveErr(Err);

  std::vector<StringRef> Command{Program, "-C", Folder, "--no-optional-locks", "-c", "core.quotePath=false"};
  llvm::append_range(Command, Arguments);
  std::vector<std::string> Variables = environment();
  std::vector<StringRef> Environment(Variables.begin(), Variables.end());
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Out), StringRef(Err)};
  std::string Failure;
  int Code = llvm::sys::ExecuteAndWait(Program, Command, llvm::ArrayRef(Environment), Redirects, MaxSeconds,
                                       0, &Failure);
  if (Code != 0) {
    auto Said = readInput(Err, InputLimit::Report);
    std::string Why = Said ? (*Said)->getBuffer().split('\n').first.str() : llvm::toString(Said.takeError());
    if (StringRef(Failure).starts_with("Child timed out"))
      Failure = llvm::formatv("was ended after {0} seconds", MaxSeconds);
    return problem("git {0}: {1}", Arguments.front(), Failure.empty() ? Why : Failure);
  }
  auto Text = readInput(Out, InputLimit::Report);
  if (!Text)
    return problem("git {0}: what it says {1}", Arguments.front(), llvm::toString(Text.takeError()));
  return (*Text)->getBuffer().str();
}

void Git::distrust(StringRef Key) {
  if (Key.starts_with("filter.")) {
    set(Key, Key.ends_with(".required") ? "false" : "");
    return;
  }
  // These would open a connection.
  if (llvm::is_contained({"core.sshcommand", "core.gitproxy", "core.askpass"}, Key) ||
      Key.starts_with("credential.") || Key.ends_with(".uploadpack") || Key.ends_with(".vcs"))
    MayFetch = false;
}

llvm::Error Git::distrustRepository() {
  // "SCOPE NUL KEY LF VALUE NUL"; a value may be missing, with its LF.
  auto All = run({"config", "--null", "--show-scope", "--list"});
  if (!All)
    return All.takeError();
  llvm::SmallVector<StringRef, 0> Fields;
  StringRef(*All).split(Fields, '\0');
  for (size_t I = 0; I + 1 < Fields.size(); I += 2)
    if (Fields[I] == "local" || Fields[I] == "worktree")
      distrust(Fields[I + 1].split('\n').first);
  return llvm::Error::success();
}

llvm::Expected<GitAnswers> asyncsafe::askGit(StringRef Revision, StringRef Folder) {
  if (Revision.empty() || Revision.starts_with("-"))
    return problem("--diff={0}: is not a revision", Revision);
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return problem("--diff needs git, which is not in PATH");
  Git Here(*Program, Folder);
  auto Root = Here.run({"rev-parse", "--show-toplevel"});
  if (!Root)
    return Root.takeError();
  if (llvm::Error E = Here.distrustRepository())
    return std::move(E);
  GitAnswers Answers;
  Answers.Root = StringRef(*Root).rtrim("\n").str();
  // Submodules have configurations of their own.
  auto Diff = Here.run({"diff", "--merge-base", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
                        "--ignore-submodules=all", "--no-relative", "-O/dev/null", "--src-prefix=a/",
                        "--dst-prefix=b/", Revision, "--"});
  if (!Diff)
    return problem("--diff={0}: {1}; is the history fetched up to there?", Revision,
                   llvm::toString(Diff.takeError()));
  Answers.Diff = std::move(*Diff);
  Git There(*Program, Answers.Root);
  if (llvm::Error E = There.distrustRepository())
    return std::move(E);
  auto New = There.run({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!New)
    return New.takeError();
  Answers.NewFiles = std::move(*New);
  return Answers;
}
