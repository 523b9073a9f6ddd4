//===- Answers.h - What a unit's analysis asks of the others ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What 'asyncsafe link' writes: the programs that the units form, and for each unit its settings and the
// hash of its graph. Graphs stay in their files. Equal graphs give equal answers, so that an unchanged
// program is not analysed again.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_ANSWERS_H
#define ASYNCSAFE_TOOL_CLI_ANSWERS_H

#include "tool/cli/CapturedUnit.h"
#include "tool/cli/ProgramRun.h"

#include <map>

namespace asyncsafe {

struct Answers {
  RunUnits Units; ///< without graphs, symbols and inputs
  Partition Found;
  unsigned Skipped = 0; ///< entries of the database that are neither C nor C++
  /// By unit: its identity (idOf), its file as given to 'asyncsafe link', and its settings as text.
  std::vector<std::string> Ids, GraphFiles, Tidy;
  /// By program: the unit with which it is analysed. A program is analysed as a whole, once.
  std::vector<size_t> Leaders;
  std::map<std::string, std::string> Hashes; ///< of the files that graphs refer to, by file
};

/// Links \p Units from \p GraphFiles. \p Folder  the build folder, for its link steps; may be empty.
/// \p Inputs  receives the files that name these. An error if the units have read different versions of
/// a file.
llvm::Expected<Answers> linkAnswers(std::vector<CapturedUnit> Units, std::vector<std::string> GraphFiles,
                                    llvm::StringRef Folder, std::vector<std::string> &Inputs);

/// By unit: the programs that it leads.
std::vector<std::vector<size_t>> programsLed(const Answers &All);

/// The part of \p All that the analysis of \p Unit reads: the programs that it leads, without the hashes
/// of sources.
Answers sliceFor(const Answers &All, size_t Unit, llvm::ArrayRef<size_t> Led);

std::string bytesOf(const Answers &A, llvm::StringRef Builder);
/// The error says where, what, and what to do.
llvm::Expected<Answers> readAnswers(llvm::StringRef File, llvm::StringRef Builder);

} // namespace asyncsafe

#endif
