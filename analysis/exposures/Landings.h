//===- Landings.h - Which functions a jump can leave ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes for a whole program which functions run below the landing of a jump. A jump that leaves any other
// function has nowhere to go: the library that raises it ends the program, and a buffer that no frame
// further out has filled is an error of its own, behind which nothing is lost. What is not known (a
// pointer, a library that calls back) counts as called there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_LANDINGS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_LANDINGS_H

#include "analysis/exposures/ExposureFacts.h"
#include "analysis/exposures/RunsBelow.h"

#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace asyncsafe {

class Landings {
public:
  explicit Landings(const RunsBelow &Below);

  /// The jump that strikes at \p P in \p F may land: in \p F or in a frame further out.
  bool mayLand(FunctionId F, const ExposedPoint &P);

private:
  /// What a jump goes through: a buffer of the program's own, by the object that it is, or NoId; or what a
  /// library lands at, which may be a protected call of a function that it was given.
  struct Target {
    bool OfLibrary = false;
    ObjectId Buffer = NoId;
    friend bool operator<(const Target &A, const Target &B) {
      return std::tie(A.OfLibrary, A.Buffer) < std::tie(B.OfLibrary, B.Buffer);
    }
  };
  Target targetOf(const Event &Jump) const;
  /// The object that \p Buffer is; NoId if it may be any, by a pointer or a reference.
  ObjectId objectOf(const Place &Buffer) const;
  /// Neither \p F nor another function of its file runs in this program: it may be there for others, whose
  /// landings are not seen.
  bool isOfOtherPrograms(FunctionId F) const;
  /// By function: something below a landing for \p Of calls it.
  const std::vector<bool> &calledBelow(const Target &Of);

  const RunsBelow &Below;
  const Unit &U;
  std::set<ObjectId> Named;      ///< pointers and references: a buffer itself cannot be assigned
  std::set<FileId> Used;         ///< with a function that may run
  std::vector<FunctionId> Lands; ///< functions with a landing
  std::map<FunctionId, std::set<ObjectId>> Buffers; ///< … and the buffers that these fill; NoId: any
  std::map<std::tuple<FileId, uint32_t, uint32_t>, std::set<Target>> Jumps; ///< by where they stand
  std::map<Target, std::vector<bool>> JumpFrom; ///< by function: it, or what it calls, jumps there
  std::map<Target, std::vector<bool>> Found;
};

} // namespace asyncsafe

#endif
