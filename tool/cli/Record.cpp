//===- Record.cpp - Records of captured units -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Record.h"

#include "effects/Serialize.h"
#include "tool/cli/Guarded.h"
#include "tool/index/Bytes.h"
#include "tool/index/Store.h"
#include "tool/input/Paths.h"
#include "tool/tidy/Emit.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"

using namespace asyncsafe;
using llvm::StringRef;

/// A limit that no graph reaches: protects the reader against decompression bombs.
static constexpr uint64_t MaxGraph = uint64_t(1) << 30;
/// The same for everything else in a record.
static constexpr uint64_t MaxHead = uint64_t(256) << 20;
/// A limit on the compression ratio: graphs shrink to a tenth or a twentieth.
static constexpr uint64_t MaxGrowth = 10'000, SmallEnough = uint64_t(1) << 20;
static constexpr size_t HeaderSize = 9; ///< the compression method, then the uncompressed length

/// The compression method, the uncompressed length, and the data.
static std::string compressed(StringRef Bytes) {
  bool Compress = llvm::compression::zstd::isAvailable();
  char Header[HeaderSize] = {Compress ? 'Z' : 'P'};
  llvm::support::endian::write64le(Header + 1, Bytes.size());
  std::string Out(Header, HeaderSize);
  if (!Compress)
    return Out + Bytes.str();
  llvm::SmallVector<uint8_t, 0> Small;
  constexpr int Level = 3;
  llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(Bytes), Small, Level);
  Out.append(reinterpret_cast<const char *>(Small.data()), Small.size());
  return Out;
}

static std::optional<std::string> decompressed(StringRef Bytes, uint64_t Limit, std::string &Error) {
  Error = "is not packed as this program packs graphs";
  if (Bytes.size() < HeaderSize)
    return std::nullopt;
  uint64_t Size = llvm::support::endian::read64le(Bytes.data() + 1);
  StringRef Rest = Bytes.drop_front(HeaderSize);
  if (Bytes[0] == 'P')
    return Rest.str();
  if (Bytes[0] != 'Z' || Size > std::min(Limit, SmallEnough + MaxGrowth * Rest.size()) ||
      !llvm::compression::zstd::isAvailable())
    return std::nullopt;
  llvm::SmallVector<uint8_t, 0> Whole;
  if (llvm::Error E = llvm::compression::zstd::decompress(llvm::arrayRefFromStringRef(Rest), Whole, Size)) {
    Error = llvm::toString(std::move(E));
    return std::nullopt;
  }
  return std::string(reinterpret_cast<const char *>(Whole.data()), Whole.size());
}

std::string asyncsafe::packed(const Unit &U) { return compressed(serialize(U)); }

std::optional<Unit> asyncsafe::unpacked(StringRef Bytes, std::string &Error) {
  std::optional<std::string> Whole = decompressed(Bytes, MaxGraph, Error);
  if (!Whole)
    return std::nullopt;
  Error.clear();
  return deserialize(*Whole, Error);
}

namespace asyncsafe {
template <class A> static void field(A &Ar, ReadFile &F) { fields(Ar, F.Path, F.Size, F.Modified, F.Hash); }
template <class A> static void field(A &Ar, Symbols &S) {
  fields(Ar, S.MainFile, S.HasMain, S.StartsItself, S.Size, S.Defines, S.Needs);
}
/// Everything except the graph and the failure.
template <class A> static void field(A &Ar, UnitRecord &R) {
  fields(Ar, R.GraphHash, R.Files, R.Inputs, R.Lowered, R.Names);
}
} // namespace asyncsafe

std::string asyncsafe::headOf(const UnitRecord &R) { return compressed(encoded(R)); }

bool asyncsafe::readHead(StringRef Bytes, UnitRecord &R) {
  std::string Error;
  std::optional<std::string> Whole = decompressed(Bytes, MaxHead, Error);
  return Whole && decode(*Whole, R);
}

bool asyncsafe::namesOnlyInputs(const UnitRecord &R) {
  llvm::StringSet<> Known;
  for (const ReadFile &F : R.Inputs)
    Known.insert(withoutDots(F.Path));
  return llvm::all_of(R.Files, [&](StringRef File) { return Known.contains(withoutDots(File)); });
}

UnitRecord asyncsafe::captureRecord(const CompileJob &Job, const UnitSettings &Settings,
                                    StringRef ResourceDirectory) {
  // After a crash, partly built objects must not be destroyed: they are leaked.
  auto Local = std::make_unique<UnitRecord>();
  std::string Crash = runGuarded([&] {
    auto Keep = [&](clang::ASTContext &AST) {
      if (!isAnalysable(AST))
        return;
      Unit U = capture(AST, *Settings.Models, Settings.Options.Capture);
      Local->Names = symbolsOf(U);
      Local->Graph = packed(U);
      Local->GraphHash = contentHash({Local->Graph});
      Local->Files = std::move(U.Files);
    };
    Local->Failure = parseUnit(Job, ResourceDirectory, Settings.Tidy, Keep, &Local->Lowered, &Local->Inputs);
  });
  if (Crash.empty())
    return std::move(*Local);
  static_cast<void>(Local.release());
  UnitRecord Failed;
  Failed.Failure = std::move(Crash);
  return Failed;
}
