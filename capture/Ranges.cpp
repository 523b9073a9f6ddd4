//===- Ranges.cpp - Clang locations as plain ranges -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Ranges.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
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

/// The first part of \p S, if chains of it can be long.
static const Stmt *firstPart(const Stmt &S) {
  if (auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->getLHS();
  if (auto *Cast = dyn_cast<ImplicitCastExpr>(&S))
    return Cast->getSubExpr();
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(&S))
    return Call->getCallee();
  if (auto *Member = dyn_cast<MemberExpr>(&S); Member && !Member->isImplicitAccess())
    return Member->getBase();
  return nullptr;
}

/// The same for the last part.
static const Stmt *lastPart(const Stmt &S) {
  if (auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->getRHS();
  if (auto *Cast = dyn_cast<ImplicitCastExpr>(&S))
    return Cast->getSubExpr();
  if (auto *If = dyn_cast<IfStmt>(&S))
    return If->getElse() ? If->getElse() : If->getThen();
  if (auto *While = dyn_cast<WhileStmt>(&S))
    return While->getBody();
  if (auto *For = dyn_cast<ForStmt>(&S))
    return For->getBody();
  if (auto *Label = dyn_cast<LabelStmt>(&S))
    return Label->getSubStmt();
  return nullptr;
}

/// \p Own: where one statement begins or ends according to Clang.
template <typename Part, typename Locate>
static SourceLocation locate(const Stmt &S, llvm::DenseMap<const Stmt *, SourceLocation> &Known, Part PartOf,
                             Locate Own) {
  constexpr size_t Short = 8; // not worth remembering
  SmallVector<const Stmt *, Short> Chain;
  const Stmt *At = &S;
  auto Found = Known.find(At);
  for (; Found == Known.end(); Found = Known.find(At)) {
    const Stmt *Next = PartOf(*At);
    if (!Next)
      break;
    Chain.push_back(At);
    At = Next;
  }
  SourceLocation Location = Found != Known.end() ? Found->second : Own(*At);
  if (Chain.size() > Short)
    for (const Stmt *Link : Chain)
      Known[Link] = Location;
  return Location;
}

clang::SourceRange Ranges::extent(const Stmt &S) {
  return {locate(S, Begins, firstPart, [](const Stmt &At) { return At.getBeginLoc(); }),
          locate(S, Ends, lastPart, [](const Stmt &At) { return At.getEndLoc(); })};
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
  // Clang searches for the beginning of a file's last line on each query.
  Out.Column = BeginOffset - Sources.getFileOffset(Sources.translateLineCol(BeginFile, Out.Line, 1)) + 1;
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
      // Cuts only between UTF-8 sequences.
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
  constexpr size_t Longest = 4096; // each store of a statement keeps it
  if (!R.isValid() || R.End - R.Begin > Longest)
    return "";
  StringRef Text = Sources.getBufferData(Buffers[R.File]);
  return R.End <= Text.size() && R.Begin < R.End ? Text.slice(R.Begin, R.End).str() : "";
}

StringRef Ranges::macroAt(SourceLocation L) {
  if (!L.isMacroID())
    return {};
  // The macro whose body contains the token, not the one that has it as an argument.
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
