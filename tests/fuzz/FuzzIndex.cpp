// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An index: the file as SQLite keeps it, and what the rows hold.
#include "tests/fuzz/Fuzz.h"
#include "tests/unit/SampleUnit.h"
#include "tool/cli/Index.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace asyncsafe;
namespace fs = llvm::sys::fs;

namespace {

/// A file of this run's own, in memory where there is such a folder.
const std::string &indexFile() {
  static const std::string Name = (fs::exists("/dev/shm") ? "/dev/shm" : "/tmp") +
                                  std::string("/asyncsafe-fuzz-") + std::to_string(getpid()) + ".sqlite";
  return Name;
}

void removeFile() {
  for (const char *Suffix : {"", "-wal", "-shm", "-journal"})
    fs::remove(indexFile() + Suffix);
}

void writeFile(std::string_view Bytes) {
  removeFile();
  std::FILE *File = std::fopen(indexFile().c_str(), "wb");
  REQUIRE(File && std::fwrite(Bytes.data(), 1, Bytes.size(), File) == Bytes.size());
  std::fclose(File);
}

RawFindings someFindings() {
  RawFindings Found;
  Finding F;
  F.Check = "asyncsafe-infinite-wait";
  F.Message = "message";
  F.Where.File = "/a/b.cpp";
  F.Notes.push_back({F.Where, "note", "f"});
  Found.Findings.push_back(F);
  return Found;
}

/// A whole index with a row of each kind.
std::string wholeIndex() {
  removeFile();
  {
    auto Rows = std::make_unique<Store>(indexFile(), Store::Access::ReadWrite, nullptr);
    REQUIRE(Rows->usable());
    UnitRecord R;
    R.Graph = packed(sample());
    R.GraphHash = contentHash({R.Graph});
    Rows->put("unit", "u", {"key", headOf(R), R.Graph});
    Index(std::move(Rows), "builder", "").keepFindings("p", "key", someFindings());
  }
  auto Buffer = llvm::MemoryBuffer::getFile(indexFile());
  REQUIRE(static_cast<bool>(Buffer));
  std::string Bytes = (*Buffer)->getBuffer().str();
  removeFile();
  return Bytes;
}

/// Three bytes each say where a byte changes, and to what.
std::string damaged(std::string Bytes, std::string_view How) {
  for (; How.size() >= 3; How.remove_prefix(3))
    Bytes[(uint8_t(How[0]) << 8 | uint8_t(How[1])) % Bytes.size()] = How[2];
  return Bytes;
}

void readFile(std::string_view Bytes) {
  writeFile(Bytes);
  {
    auto Rows = std::make_unique<Store>(indexFile(), Store::Access::ReadOnly, [](const std::string &) {});
    for (const Store::Size &S : Rows->sizes())
      REQUIRE(S.Rows > 0);
    if (auto Row = Rows->get("unit", "u")) {
      // A row that is given is the one that was put.
      std::string Error;
      REQUIRE(Row->Key == "key" && unpacked(Row->Body, Error));
    }
    if (auto Found = Index(std::move(Rows), "builder", "").findFindings("p", "key", {"/a/b.cpp"}))
      REQUIRE(Found->Findings.size() == 1);
  }
  removeFile();
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static const std::string Whole = wholeIndex();
  static const std::string Graph = packed(sample());
  if (!Size)
    return 0;
  std::string_view Rest = textOf(Data + 1, Size - 1);
  UnitRecord R;
  std::string Error;
  switch (Data[0] % 5) {
  case 0:
    readFile(damaged(Whole, Rest));
    break;
  case 1:
    readFile(Rest);
    break;
  case 2:
    if (readHead({Rest.data(), Rest.size()}, R))
      REQUIRE(readHead(headOf(R), R));
    break;
  case 3: {
    std::string Bytes = damaged(Graph, Rest);
    REQUIRE(unpacked(Bytes, Error).has_value() == Error.empty());
    break;
  }
  case 4: {
    UnitRecord Kept;
    Kept.Files = {"/a/b.cpp"};
    Kept.Inputs.emplace_back();
    static_cast<void>(readHead(damaged(headOf(Kept), Rest), R));
    break;
  }
  }
  return 0;
}
