//===- Ranges.cpp - Clang locations as plain ranges -----------------------===//

#include "capture/Ranges.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace asyncsafe {

Ranges::Ranges(const ASTContext &Ast, std::vector<std::string> &Files)
    : Sources(Ast.getSourceManager()), Language(Ast.getLangOpts()), Files(Files) {}

FileId Ranges::file(FileID F) {
  auto [Known, New] = Ids.try_emplace(F, NoId);
  if (!New)
    return Known->second;
  SmallString<256> Path;
  if (OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(F)) {
    Path = Entry->getName();
    Sources.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  } else {
    Path = Sources.getBufferOrFake(F).getBufferIdentifier();
  }
  auto [Named, Fresh] = Paths.try_emplace(Path, static_cast<FileId>(Files.size()));
  if (Fresh) {
    Files.push_back(std::string(Path));
    Buffers.push_back(F);
  }
  return Ids[F] = Named->second;
}

asyncsafe::SourceRange Ranges::range(clang::SourceRange R) {
  if (R.isInvalid())
    return {};
  if (R == Last)
    return LastResult;
  SourceLocation Begin = Sources.getExpansionLoc(R.getBegin());
  SourceLocation End = R.getEnd().isMacroID() ? Sources.getExpansionRange(R.getEnd()).getEnd() : R.getEnd();
  auto [BeginFile, BeginOffset] = Sources.getDecomposedLoc(Begin);
  auto [EndFile, EndOffset] = Sources.getDecomposedLoc(End);
  asyncsafe::SourceRange Out;
  Out.File = file(BeginFile);
  Out.Begin = BeginOffset;
  bool Bad = false;
  Out.Line = Sources.getLineNumber(BeginFile, BeginOffset, &Bad);
  Out.Column = Sources.getColumnNumber(BeginFile, BeginOffset, &Bad);
  if (EndFile == BeginFile && EndOffset >= BeginOffset)
    Out.End = EndOffset + Lexer::MeasureTokenLength(End, Sources, Language);
  else
    Out.End = BeginOffset + Lexer::MeasureTokenLength(Begin, Sources, Language);
  Last = R;
  LastResult = Out;
  return Out;
}

asyncsafe::SourceRange Ranges::statement(clang::SourceRange R) {
  asyncsafe::SourceRange Out = range(R);
  if (!Out.isValid())
    return Out;
  StringRef Text = Sources.getBufferData(Buffers[Out.File]);
  size_t End = Out.End;
  if (End && End <= Text.size() && Text[End - 1] == ';')
    return Out;
  while (End < Text.size() && isWhitespace(Text[End]))
    ++End;
  if (End < Text.size() && Text[End] == ';')
    Out.End = static_cast<uint32_t>(End + 1);
  return Out;
}

std::string Ranges::spelling(const asyncsafe::SourceRange &R) const {
  constexpr size_t Longest = 60;
  if (!R.isValid())
    return "";
  StringRef Text = Sources.getBufferData(Buffers[R.File]);
  if (R.End > Text.size() || R.Begin >= R.End)
    return "";
  std::string Out;
  bool Space = false;
  for (char C : Text.slice(R.Begin, R.End)) {
    if (isWhitespace(C)) {
      Space = true;
      continue;
    }
    if (Space && !Out.empty())
      Out += ' ';
    Space = false;
    if (Out.size() >= Longest) {
      // Not in the middle of a UTF-8 sequence.
      while (!Out.empty() && (static_cast<unsigned char>(Out.back()) & 0xC0) == 0x80)
        Out.pop_back();
      if (!Out.empty() && static_cast<unsigned char>(Out.back()) >= 0xC0)
        Out.pop_back();
      return Out + "...";
    }
    Out += C;
  }
  return Out;
}

std::string Ranges::text(const asyncsafe::SourceRange &R) const {
  if (!R.isValid())
    return "";
  StringRef Text = Sources.getBufferData(Buffers[R.File]);
  return R.End <= Text.size() && R.Begin < R.End ? Text.slice(R.Begin, R.End).str() : "";
}

StringRef Ranges::macroAt(SourceLocation L) {
  if (!L.isMacroID())
    return {};
  // The macro in whose body the token stands, not the one it is an argument of.
  while (L.isMacroID() && Sources.isMacroArgExpansion(L))
    L = Sources.getImmediateSpellingLoc(L);
  if (!L.isMacroID())
    return {};
  auto [Known, New] = Macros.try_emplace(Sources.getFileID(L));
  if (New)
    Known->second = Lexer::getImmediateMacroName(L, Sources, Language);
  return Known->second;
}

bool Ranges::sameExpansion(SourceLocation A, SourceLocation B) const {
  return A.isMacroID() && B.isMacroID() && Sources.getFileID(A) == Sources.getFileID(B);
}

bool Ranges::inSystemHeader(SourceLocation L) const {
  return L.isValid() && Sources.isInSystemHeader(Sources.getExpansionLoc(L));
}

} // namespace asyncsafe
