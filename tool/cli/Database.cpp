//===- Database.cpp - The translation units to analyse --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Database.h"

#include "tool/flags/ResponseFiles.h"
#include "tool/input/InputFile.h"
#include "tool/input/Nesting.h"
#include "tool/input/Paths.h"
#include "tool/input/Problem.h"

#include "clang/Driver/Types.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace asyncsafe;
using clang::tooling::CompilationDatabase;
using clang::tooling::CompileCommand;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr StringRef HowToMakeOne =
    "configure with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON', or run 'bear -- make'";

static std::string absolute(StringRef File, StringRef Directory = {}) {
  llvm::SmallString<256> Path(File);
  if (Directory.empty())
    static_cast<void>(fs::make_absolute(Path));
  else
    makeAbsolute(Directory, Path);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

//===----------------------------------------------------------------------===//
// Finding and reading the database
//===----------------------------------------------------------------------===//

static llvm::Expected<std::string> locate(StringRef BuildPath) {
  constexpr StringRef Name = "compile_commands.json";
  if (BuildPath.empty()) {
    // Like Clang's tools: here, or in a parent folder.
    std::string Here = absolute(".");
    for (StringRef Folder = Here; !Folder.empty(); Folder = path::parent_path(Folder))
      for (StringRef Below : {"", "build"}) {
        llvm::SmallString<256> Candidate(Folder);
        path::append(Candidate, Below, Name);
        if (fs::exists(Candidate))
          return Folder == Here ? (Below.empty() ? Name.str() : (Below + "/" + Name).str())
                                : Candidate.str().str();
      }
    return problem(
        "there is no {0} here or in a folder above, nor in ./build there; name the build folder with -p, "
        "or {1}",
        Name, HowToMakeOne);
  }
  fs::file_status Status;
  if (std::error_code EC = fs::status(BuildPath, Status))
    return problem("-p {0}: {1}; -p takes the folder that has {2}, or the file itself", BuildPath,
                   EC.message(), Name);
  if (!fs::is_directory(Status))
    return BuildPath.str();
  llvm::SmallString<256> File(BuildPath);
  path::append(File, Name);
  if (!fs::exists(File))
    return problem("-p {0}: there is no {1} in it; {2}", BuildPath, Name, HowToMakeOne);
  return File.str().str();
}

static llvm::Expected<std::unique_ptr<CompilationDatabase>> read(StringRef File) {
  auto Buffer = readInput(File, InputLimit::Database);
  if (!Buffer)
    return problem("{0}: {1}", File, llvm::toString(Buffer.takeError()));
  // A path need not be UTF-8, but JSON must be. Such a file is reported as unreadable.
  std::string Text = llvm::json::fixUTF8((*Buffer)->getBuffer());
  if (nestsTooDeep(Text))
    return problem("{0}: not a compilation database: it is nested too deep; regenerate it", File);
  // The database's own reader reports neither position nor reason.
  if (auto Parsed = llvm::json::parse(Text); !Parsed)
    return problem("{0}: is not JSON: {1}; regenerate it", File, llvm::toString(Parsed.takeError()));
  std::string Error;
  auto Database = clang::tooling::JSONCompilationDatabase::loadFromBuffer(
      Text, Error, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return problem("{0}: is not a compilation database: {1}; regenerate it", File, Error);
  return clang::tooling::inferTargetAndDriverMode(std::move(Database));
}

//===----------------------------------------------------------------------===//
// Selecting units
//===----------------------------------------------------------------------===//

static bool isAssembler(StringRef File) {
  namespace types = clang::driver::types;
  StringRef Extension = path::extension(File);
  if (Extension.empty())
    return false;
  types::ID Type = types::lookupTypeForExtension(Extension.drop_front());
  return Type != types::TY_INVALID &&
         (Type == types::TY_Asm || Type == types::TY_PP_Asm || !types::isDerivedFromC(Type));
}

static CompileJob job(const CompileCommand &Command) {
  CompileJob J;
  J.Directory = absolute(Command.Directory);
  J.File = absolute(Command.Filename, J.Directory);
  J.Arguments = expandResponseFiles(Command.CommandLine, J.Directory);
  return J;
}

/// Other files may include it. A folder may contain such files.
static bool mayBeIncluded(StringRef File) {
  namespace types = clang::driver::types;
  StringRef Extension = path::extension(File).ltrim('.');
  if (Extension.empty() || fs::is_directory(File) ||
      llvm::is_contained({"inc", "inl", "ipp", "tpp", "tcc", "def"}, Extension))
    return true;
  types::ID Type = types::lookupTypeForExtension(Extension);
  return Type != types::TY_INVALID && types::onlyPrecompileType(Type);
}

static bool selects(StringRef Pattern, StringRef File) {
  return File == Pattern || (File.starts_with(Pattern) && File.drop_front(Pattern.size()).starts_with("/"));
}

static std::string real(StringRef File) {
  llvm::SmallString<256> Real;
  return fs::real_path(File, Real) ? File.str() : Real.str().str();
}

bool asyncsafe::selectsFile(StringRef Pattern, StringRef File) {
  return selects(Pattern, File) || selects(real(Pattern), real(File));
}

/// Divides \p All into the units that \p Files select, and the rest.
static llvm::Error select(std::vector<CompileJob> All, llvm::ArrayRef<std::string> Files,
                          StringRef DatabaseFile, CompileJobs &Result) {
  if (Files.empty()) {
    Result.Jobs = std::move(All);
    return llvm::Error::success();
  }
  std::vector<bool> Wanted(All.size());
  for (const std::string &Name : Files) {
    std::string Pattern = absolute(Name), RealPattern = real(Pattern);
    bool Any = false;
    for (size_t I = 0; I < All.size(); ++I)
      if (selects(Pattern, All[I].File) || selects(RealPattern, real(All[I].File)))
        Wanted[I] = Any = true;
    if (Any)
      continue;
    if (!fs::exists(Pattern))
      return problem("{0}: no such file", Name);
    if (mayBeIncluded(Pattern)) {
      Result.Headers.push_back(Pattern);
      continue;
    }
    if (Result.SkipUnlisted) {
      Result.Unlisted.push_back(Name);
      continue;
    }
    return problem("{0}: is not in {1}; for a file without an entry give its flags: 'asyncsafe check {0} -- "
                   "FLAGS'",
                   Name, DatabaseFile);
  }
  for (size_t I = 0; I < All.size(); ++I)
    (Wanted[I] ? Result.Jobs : Result.Others).push_back(std::move(All[I]));
  return llvm::Error::success();
}

std::string asyncsafe::databaseFolder(StringRef BuildPath) {
  auto File = locate(BuildPath);
  if (!File) {
    llvm::consumeError(File.takeError());
    return {};
  }
  return path::parent_path(absolute(*File)).str();
}

llvm::Expected<CompileJobs> asyncsafe::jobsOfDatabase(StringRef BuildPath, llvm::ArrayRef<std::string> Files,
                                                      bool SkipUnlisted) {
  auto File = locate(BuildPath);
  if (!File)
    return File.takeError();
  auto Database = read(*File);
  if (!Database)
    return Database.takeError();

  CompileJobs Result;
  std::vector<CompileJob> All;
  for (const CompileCommand &Command : (*Database)->getAllCompileCommands()) {
    if (isAssembler(Command.Filename))
      ++Result.Skipped;
    else
      All.push_back(job(Command));
  }
  if (All.empty())
    return problem("{0}: has no C or C++ file in it; {1}", *File, HowToMakeOne);
  auto Key = [](const CompileJob &J) { return std::tie(J.File, J.Directory, J.Arguments); };
  llvm::sort(All, [&](const CompileJob &A, const CompileJob &B) { return Key(A) < Key(B); });
  All.erase(std::unique(All.begin(), All.end(),
                        [&](const CompileJob &A, const CompileJob &B) { return Key(A) == Key(B); }),
            All.end());
  Result.Folder = path::parent_path(absolute(*File)).str();
  Result.SkipUnlisted = SkipUnlisted;
  if (llvm::Error Mistake = select(std::move(All), Files, *File, Result))
    return std::move(Mistake);
  if (!Files.empty())
    Result.Skipped = 0; // these were not requested
  return Result;
}

llvm::Expected<CompileJobs> asyncsafe::jobsWithFlags(const CompilationDatabase &Flags,
                                                     llvm::ArrayRef<std::string> Files) {
  if (Files.empty())
    return problem("no file is named before '--'");
  CompileJobs Result;
  for (const std::string &Name : Files) {
    std::string File = absolute(Name);
    if (!fs::exists(File))
      return problem("{0}: no such file", Name);
    if (fs::is_directory(File))
      return problem("{0}: is a folder; name its files before '--', or give its compilation database with -p",
                     Name);
    for (const CompileCommand &Command : Flags.getCompileCommands(File))
      Result.Jobs.push_back(job(Command));
  }
  return Result;
}

namespace {
/// A database with one entry.
class OneCommand : public CompilationDatabase {
public:
  explicit OneCommand(CompileCommand Command) : Command(std::move(Command)) {}
  std::vector<CompileCommand> getCompileCommands(StringRef) const override { return {Command}; }
  std::vector<CompileCommand> getAllCompileCommands() const override { return {Command}; }

private:
  CompileCommand Command;
};
} // namespace

CompileJob asyncsafe::jobOfCommand(StringRef File, StringRef Directory, llvm::ArrayRef<std::string> Words) {
  auto Database = clang::tooling::inferTargetAndDriverMode(
      std::make_unique<OneCommand>(CompileCommand(absolute(Directory), File, Words.vec(), "")));
  return job(Database->getAllCompileCommands().front());
}
