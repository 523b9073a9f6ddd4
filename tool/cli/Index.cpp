//===- Index.cpp - Cached results -----------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Index.h"

#include "tool/input/InputFile.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"

using namespace asyncsafe;
using llvm::StringRef;

static constexpr StringRef UnitRows = "unit", ProgramRows = "program";

std::string asyncsafe::builderOf(StringRef ProgramPath) {
  auto Program = llvm::MemoryBuffer::getFile(ProgramPath, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  // A program that cannot read its own file cannot identify itself: then no row matches.
  if (!Program)
    return {};
  return contentHash({(*Program)->getBuffer(), clang::getClangFullVersion()});
}

//===----------------------------------------------------------------------===//
// Units
//===----------------------------------------------------------------------===//

std::string Index::nameOf(const CompileJob &Job) const {
  return Job.File + " " +
         llvm::toHex(contentHash({Job.Directory, llvm::join(Job.Arguments, StringRef("\0", 1))}), true);
}

/// Everything that a parse depends on besides the files that it reads.
std::string Index::keyOf(const CompileJob &Job, const UnitSettings &Settings) const {
  std::vector<std::string> Parts = {Builder, ResourceDirectory, Job.File, Job.Directory};
  llvm::append_range(Parts, Job.Arguments);
  for (const auto &Extra :
       {Settings.Tidy.ExtraArgs, Settings.Tidy.ExtraArgsBefore, Settings.Tidy.RemovedArgs}) {
    Parts.push_back("--");
    if (Extra)
      llvm::append_range(Parts, *Extra);
  }
  const CaptureOptions &Options = Settings.Options.Capture;
  Parts.push_back(std::to_string(Options.InferLocks) + " " + std::to_string(Options.MaxStatements) + " " +
                  std::to_string(Settings.Models->fingerprint()));
  for (StringRef Variable : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
                             "CPLUS_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS", "SOURCE_DATE_EPOCH"})
    Parts.push_back(llvm::sys::Process::GetEnv(Variable).value_or(""));
  std::vector<StringRef> Views(Parts.begin(), Parts.end());
  return contentHash(Views);
}

/// By size and time first; by content if those differ or are unknown.
bool Index::isUnchanged(const ReadFile &F) {
  std::lock_guard<std::mutex> Lock(Guard);
  auto [It, New] = Files.try_emplace(F.Path);
  Seen &Now = It->second;
  if (New) {
    llvm::sys::fs::file_status Status;
    if (!llvm::sys::fs::status(F.Path, Status) && Status.type() == llvm::sys::fs::file_type::regular_file) {
      Now.Exists = true;
      Now.Size = Status.getSize();
      Now.Modified = Status.getLastModificationTime().time_since_epoch().count();
    }
  }
  if (!Now.Exists || Now.Size != F.Size)
    return false;
  if (F.Modified && Now.Modified == F.Modified)
    return true;
  if (Now.Hash.empty()) {
    if (auto Text = readInput(F.Path, InputLimit::TranslationUnit))
      Now.Hash = contentHash({(*Text)->getBuffer()});
    else
      llvm::consumeError(Text.takeError()); // then it is not the file that was read
  }
  return Now.Hash == F.Hash;
}

std::optional<UnitRecord> Index::find(const CompileJob &Job, const UnitSettings &Settings) {
  std::optional<Store::Row> Row = Rows->get(UnitRows, nameOf(Job), /*OnlyHead=*/true);
  UnitRecord R;
  if (Builder.empty() || !Row || Row->Key != keyOf(Job, Settings) || !readHead(Row->Head, R))
    return std::nullopt;
  if (!llvm::all_of(R.Inputs, [&](const ReadFile &F) { return isUnchanged(F); }) || !namesOnlyInputs(R))
    return std::nullopt;
  return R;
}

void Index::keep(const CompileJob &Job, const UnitSettings &Settings, const UnitRecord &R) {
  if (R.Failure.empty() && !R.Graph.empty() && !Builder.empty())
    Rows->put(UnitRows, nameOf(Job), {keyOf(Job, Settings), headOf(R), R.Graph});
}

std::string Index::graphOf(const CompileJob &Job, const UnitSettings &Settings, const UnitRecord &R) {
  std::optional<Store::Row> Row = Rows->get(UnitRows, nameOf(Job));
  bool Fits = Row && Row->Key == keyOf(Job, Settings) && contentHash({Row->Body}) == R.GraphHash;
  return Fits ? std::move(Row->Body) : std::string();
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

std::optional<RawFindings> Index::findFindings(StringRef Name, StringRef Key,
                                               const std::set<std::string> &Known) {
  std::optional<Store::Row> Row = Rows->get(ProgramRows, Name);
  if (Builder.empty() || !Row || Row->Key != Key)
    return std::nullopt;
  return readFindings(Row->Body, Known);
}

void Index::keepFindings(StringRef Name, StringRef Key, const RawFindings &Found) {
  if (Builder.empty())
    return;
  Rows->put(ProgramRows, Name, {Key.str(), "", bytesOf(Found)});
}
