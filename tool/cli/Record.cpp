//===- Record.cpp - What is kept of a captured unit -----------------------===//

#include "tool/cli/Record.h"

#include "effects/Serialize.h"
#include "tool/cli/Guarded.h"
#include "tool/cli/ParseUnit.h"
#include "tool/tidy/Emit.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"

using namespace asyncsafe;
using llvm::StringRef;

/// A length that no graph has: a reader's guard against a bomb.
static constexpr uint64_t MaxGraph = uint64_t(4) << 30;
static constexpr size_t HeaderSize = 9; ///< how it is packed, then the length of what was

std::string asyncsafe::packed(const Unit &U) {
  std::string Bytes = serialize(U);
  bool Compress = llvm::compression::zstd::isAvailable();
  char Header[HeaderSize] = {Compress ? 'Z' : 'P'};
  llvm::support::endian::write64le(Header + 1, Bytes.size());
  std::string Out(Header, HeaderSize);
  if (!Compress)
    return Out + Bytes;
  llvm::SmallVector<uint8_t, 0> Small;
  constexpr int Level = 3;
  llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(Bytes), Small, Level);
  Out.append(reinterpret_cast<const char *>(Small.data()), Small.size());
  return Out;
}

std::optional<Unit> asyncsafe::unpacked(StringRef Bytes, std::string &Error) {
  if (Bytes.size() < HeaderSize) {
    Error = "truncated";
    return std::nullopt;
  }
  uint64_t Size = llvm::support::endian::read64le(Bytes.data() + 1);
  StringRef Rest = Bytes.drop_front(HeaderSize);
  if (Bytes[0] == 'P')
    return deserialize({Rest.data(), Rest.size()}, Error);
  llvm::SmallVector<uint8_t, 0> Whole;
  if (Bytes[0] != 'Z' || Size > MaxGraph || !llvm::compression::zstd::isAvailable()) {
    Error = "is not packed as this program packs graphs";
    return std::nullopt;
  }
  if (llvm::Error E = llvm::compression::zstd::decompress(llvm::arrayRefFromStringRef(Rest), Whole, Size)) {
    Error = llvm::toString(std::move(E));
    return std::nullopt;
  }
  return deserialize({reinterpret_cast<const char *>(Whole.data()), Whole.size()}, Error);
}

UnitRecord asyncsafe::captureRecord(const CompileJob &Job, const UnitSettings &Settings,
                                    StringRef ResourceDirectory) {
  // What a crash leaves half-built must not be destroyed: it is leaked.
  auto Local = std::make_unique<UnitRecord>();
  std::string Crash = runGuarded([&] {
    std::string Error = parseUnit(Job, ResourceDirectory, Settings.Tidy, [&](clang::ASTContext &AST) {
      if (!isAnalysable(AST))
        return;
      Unit U = capture(AST, *Settings.Models, Settings.Options.Capture);
      Local->Names = symbolsOf(U);
      Local->Graph = packed(U);
    }, &Local->Lowered);
    Local->Failure = std::move(Error);
  });
  if (Crash.empty())
    return std::move(*Local);
  static_cast<void>(Local.release());
  UnitRecord Failed;
  Failed.Failure = std::move(Crash);
  return Failed;
}
