//===- SourceCache.cpp - The files that findings point into ---------------===//

#include "tool/report/SourceCache.h"

using namespace asyncsafe;
using llvm::StringRef;

StringRef SourceCache::text(StringRef File) {
  auto [It, New] = Files.try_emplace(File);
  if (New && !File.empty())
    if (auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true))
      It->second = std::move(*Buffer);
  return It->second ? It->second->getBuffer() : StringRef();
}

StringRef SourceCache::line(const FilePlace &P) {
  StringRef Text = text(P.File);
  if (P.Begin > Text.size())
    return {};
  size_t Newline = Text.take_front(P.Begin).rfind('\n');
  size_t Begin = Newline == StringRef::npos ? 0 : Newline + 1;
  return Text.slice(Begin, Text.find_first_of("\r\n", P.Begin));
}

/// Code points above the first plane count twice; a byte that is no UTF-8 counts once.
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
