//===- CapturedUnit.cpp - The record of a unit in a file ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/CapturedUnit.h"

#include "tool/cli/ConfigurationFiles.h"
#include "tool/index/Bytes.h"
#include "tool/index/Store.h"
#include "tool/input/InputFile.h"

using namespace asyncsafe;
using llvm::StringRef;

std::string asyncsafe::settingsText(const UnitSettings &Settings) {
  clang::tidy::ClangTidyOptions Tidy = Settings.Tidy;
  Tidy.CheckOptions.erase("asyncsafe.Models"); // names files; nothing reads them after capture
  return clang::tidy::configurationAsText(Tidy);
}

std::optional<UnitSettings> asyncsafe::settingsOf(StringRef Text) {
  if (Text.size() > InputLimit::Configuration || !isShallowYaml(Text))
    return std::nullopt;
  std::vector<std::string> Mistakes;
  auto Note = [&](const std::string &Mistake) { Mistakes.push_back(Mistake); };
  UnitSettings Settings;
  Settings.Tidy = readConfiguration(llvm::MemoryBufferRef(Text, "settings"), {Note, Note});
  Settings.Tidy.CheckOptions.erase("asyncsafe.Models");
  Settings.Options = readUnitOptions(Settings.Tidy, {}, Mistakes);
  return Mistakes.empty() ? std::optional(std::move(Settings)) : std::nullopt;
}

std::string asyncsafe::idOf(const CompileJob &Job) {
  std::vector<StringRef> Parts = {Job.File, Job.Directory};
  llvm::append_range(Parts, Job.Arguments);
  return contentHash(Parts);
}

namespace asyncsafe {
template <class A> static void field(A &Ar, CapturedUnit &U) {
  fields(Ar, U.Job.File, U.Job.Directory, U.Job.Arguments, U.Tidy, U.Record.Failure);
}
} // namespace asyncsafe

std::string asyncsafe::bytesOf(CapturedUnit Unit, StringRef Builder) {
  for (ReadFile &F : Unit.Record.Inputs)
    F.Modified = 0;
  return sealed(GraphFile, Builder, {encoded(Unit), headOf(Unit.Record), Unit.Record.Graph});
}

llvm::Expected<CapturedUnit> asyncsafe::readCapturedUnit(StringRef File, StringRef Builder) {
  auto Parts = readSealed(File, GraphFile, Builder, 3);
  if (!Parts)
    return Parts.takeError();
  CapturedUnit Unit;
  UnitRecord &R = Unit.Record;
  bool Sound = decode((*Parts)[0], Unit) && readHead((*Parts)[1], R);
  R.Graph = std::move((*Parts)[2]);
  if (!Sound || (R.Failure.empty() && (contentHash({R.Graph}) != R.GraphHash || !namesOnlyInputs(R))))
    return notAsWritten(File, GraphFile);
  return Unit;
}
