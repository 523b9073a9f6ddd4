// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files between the phases: as bytes, and as parts behind a right checksum.
#include "tests/fuzz/Fuzz.h"
#include "tests/unit/SampleUnit.h"
#include "tool/cli/Answers.h"
#include "tool/cli/FindingRows.h"
#include "tool/index/Store.h"

using namespace asyncsafe;
using llvm::StringRef;

namespace {

const std::string Builder(32, 'b');

std::string messageOf(llvm::Error Unreadable) {
  std::string Text = llvm::toString(std::move(Unreadable));
  REQUIRE(!Text.empty());
  return Text;
}

CapturedUnit someUnit(const std::string &File) {
  CapturedUnit Unit;
  Unit.Job = {File, "/a", {"cc", File}};
  Unit.Tidy = "Checks: 'asyncsafe-*'\n";
  Unit.Record.Graph = packed(sample());
  Unit.Record.GraphHash = contentHash({Unit.Record.Graph});
  Unit.Record.Names.MainFile = File;
  Unit.Record.Files = {File};
  Unit.Record.Inputs.push_back({File, 1, 0, "hash"});
  return Unit;
}

Answers someAnswers() {
  Answers A;
  for (const char *File : {"/a/b.c", "/a/c.c"}) {
    CapturedUnit Unit = someUnit(File);
    A.Ids.push_back(idOf(Unit.Job));
    A.GraphFiles.push_back(std::string(File) + ".graph");
    A.Tidy.push_back(Unit.Tidy);
    A.Hashes[File] = "hash";
    A.Units.Jobs.push_back(Unit.Job);
    A.Units.Records.push_back(Unit.Record);
  }
  A.Found.Programs.push_back({"b", true, false, {0, 1}, {0, 1}});
  A.Leaders = {0};
  return A;
}

/// What was read can be written and read again.
void readUnit(const std::string &File) {
  auto Unit = readCapturedUnit(File, Builder);
  if (!Unit)
    return void(messageOf(Unit.takeError()));
  std::string Bytes = bytesOf(*Unit, Builder);
  auto Again = readCapturedUnit(
      InputAsFile(reinterpret_cast<const uint8_t *>(Bytes.data()), Bytes.size()).name(), Builder);
  if (!Again)
    messageOf(Again.takeError());
}

void readAll(const std::string &File) {
  auto All = readAnswers(File, Builder);
  if (!All)
    return void(messageOf(All.takeError()));
  std::vector<std::vector<size_t>> Led = programsLed(*All);
  for (size_t I = 0; I < Led.size(); ++I) {
    std::string Bytes = bytesOf(sliceFor(*All, I, Led[I]), Builder);
    InputAsFile Slice(reinterpret_cast<const uint8_t *>(Bytes.data()), Bytes.size());
    auto Again = readAnswers(Slice.name(), Builder);
    REQUIRE(static_cast<bool>(Again) && Again->Leaders.size() == Led[I].size());
  }
}

void readRows(const std::string &File) {
  FindingRows Rows(Builder);
  if (llvm::Error Unreadable = Rows.read(File))
    return void(messageOf(std::move(Unreadable)));
  if (auto Found = Rows.findFindings("p", "key", {"/a/b.cpp"}))
    for (const Finding &F : Found->Findings)
      REQUIRE(F.Where.File == "/a/b.cpp");
}

/// Three bytes each say where a byte changes, and to what.
std::string damaged(std::string Bytes, std::string_view How) {
  for (; How.size() >= 3 && !Bytes.empty(); How.remove_prefix(3))
    Bytes[(uint8_t(How[0]) << 8 | uint8_t(How[1])) % Bytes.size()] = How[2];
  return Bytes;
}

/// \p Whole with one part changed, and a checksum that is right.
std::string resealed(const std::string &Whole, const FileKind &Kind, size_t NumParts, std::string_view How) {
  auto Parts = unsealed(Whole, Kind, Builder, NumParts);
  REQUIRE(static_cast<bool>(Parts));
  size_t Changed = How.empty() ? 0 : uint8_t(How[0]) % NumParts;
  (*Parts)[Changed] = damaged(std::move((*Parts)[Changed]), How.empty() ? How : How.substr(1));
  std::vector<StringRef> Views(Parts->begin(), Parts->end());
  return sealed(Kind, Builder, Views);
}

std::string someRows() {
  RawFindings Found;
  Finding F;
  F.Check = "asyncsafe-infinite-wait";
  F.Where.File = "/a/b.cpp";
  Found.Findings.push_back(F);
  FindingRows Rows(Builder);
  Rows.keepFindings("p", "key", Found);
  return Rows.bytes();
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static const std::string Unit = bytesOf(someUnit("/a/b.c"), Builder), All = bytesOf(someAnswers(), Builder),
                           Rows = someRows();
  if (!Size)
    return 0;
  std::string_view Rest = textOf(Data + 1, Size - 1);
  std::string Bytes;
  switch (Data[0] % 4) {
  case 0:
    Bytes = Rest;
    break;
  case 1:
    Bytes = resealed(Unit, GraphFile, 3, Rest);
    break;
  case 2:
    Bytes = resealed(All, AnswersFile, 1, Rest);
    break;
  case 3:
    Bytes = resealed(Rows, FindingsFile, 1, Rest);
    break;
  }
  InputAsFile File(reinterpret_cast<const uint8_t *>(Bytes.data()), Bytes.size());
  readUnit(File.name());
  readAll(File.name());
  readRows(File.name());
  return 0;
}
