//===- SourceCache.cpp - The files that findings point into ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/SourceCache.h"

#include "tool/input/InputFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SHA256.h"

using namespace asyncsafe;
using llvm::StringRef;

StringRef SourceCache::text(StringRef File) {
  auto [It, New] = Files.try_emplace(File);
  if (New && !File.empty()) {
    auto Buffer = readInput(File, InputLimit::Source);
    if (!Buffer)
      llvm::consumeError(Buffer.takeError());
    else if (mayQuote(File, (*Buffer)->getBuffer()))
      It->second = std::move(*Buffer);
  }
  return It->second ? It->second->getBuffer() : StringRef();
}

std::string asyncsafe::sourceHash(StringRef Text) {
  llvm::SHA256 Hash;
  Hash.update(Text);
  return llvm::toHex(Hash.final(), /*LowerCase=*/true);
}

bool SourceCache::mayQuote(StringRef File, StringRef Text) const {
  if (!Limits)
    return true;
  const auto &Sources = Limits->Sources.count(File.str()) ? Limits->Sources : Limits->OtherSources;
  auto Analysed = Sources.find(File.str());
  if (Analysed == Sources.end() || Analysed->second != sourceHash(Text))
    return false;
  // A link may lead out of the root.
  llvm::SmallString<256> RealFile, RealRoot;
  if (llvm::sys::fs::real_path(File, RealFile) || llvm::sys::fs::real_path(Root, RealRoot))
    return false;
  return RealRoot == "/" || (StringRef(RealFile).starts_with(RealRoot) &&
                             StringRef(RealFile).drop_front(RealRoot.size()).starts_with("/"));
}

void asyncsafe::addSourceHashes(Report &R) {
  SourceCache Sources;
  auto Add = [&](StringRef File) {
    if (!File.empty() && !R.Sources.count(File.str()))
      if (StringRef Text = Sources.text(File); !Text.empty())
        R.Sources[File.str()] = sourceHash(Text);
  };
  for (const Finding &F : R.Findings) {
    Add(F.Where.File);
    for (const Note &N : F.Notes)
      Add(N.Where.File);
    for (const Edit &E : F.Fixes)
      Add(E.File);
  }
}

StringRef SourceCache::line(const FilePlace &P) {
  StringRef Text = text(P.File);
  if (P.Begin > Text.size())
    return {};
  size_t Newline = Text.take_front(P.Begin).rfind('\n');
  size_t Begin = Newline == StringRef::npos ? 0 : Newline + 1;
  return Text.slice(Begin, Text.find_first_of("\r\n", P.Begin));
}

/// Code points above the first plane count twice; an invalid byte counts once.
static unsigned utf16Length(StringRef Text) {
  unsigned Units = 0;
  for (unsigned char C : Text)
    Units += (C & 0xC0) != 0x80 ? (C >= 0xF0 ? 2 : 1) : 0;
  return Units;
}

std::optional<SourceCache::Position> SourceCache::position(StringRef File, unsigned Offset) {
  StringRef Text = text(File);
  if (Text.empty() || Offset > Text.size())
    return std::nullopt;
  StringRef Before = Text.take_front(Offset);
  size_t Newline = Before.rfind('\n');
  StringRef Row = Newline == StringRef::npos ? Before : Before.drop_front(Newline + 1);
  return Position{static_cast<unsigned>(Before.count('\n')) + 1, utf16Length(Row) + 1};
}
