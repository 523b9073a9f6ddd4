//===- Finding.h - Findings -------------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only type of finding, from the check that makes it to the renderer that shows it. Files are named
// by absolute path, so that a finding outlives its unit and a note may be in another unit's file.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_FINDING_H
#define ASYNCSAFE_CHECKS_FINDING_H

#include "effects/Effect.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asyncsafe {

/// A half-open byte range of a file.  File is absolute.
struct FilePlace {
  std::string File;
  unsigned Line = 0, Column = 0; ///< 1-based, of Begin
  unsigned Begin = 0, End = 0;   ///< bytes
};

struct Note {
  FilePlace Where;
  std::string Message;
  std::string Function; ///< qualified name of the function that Where is in
};

struct Edit {
  std::string File;
  unsigned Offset = 0, Length = 0;
  std::string Text;
};

/// The consequence of an interruption for the program, as the facts show it.
enum class Level : uint8_t {
  Note,    ///< against the letter of the standard; no consequence that this code shows
  Warning, ///< something is lost each time, or a wrong result is possible
  Error,   ///< deadlock, stop or signal lost, memory corrupted, a service that ends
};
std::string_view spelling(Level L);
std::optional<Level> parseLevel(std::string_view Text);

/// The subject of a finding: the source that strikes, a request to stop a thread, which does not strike
/// by itself, or the program's own control flow.
struct Cause {
  Cause(Source S) : Strikes(S) {}
  static Cause stop() { return Cause(true); }
  static Cause controlFlow() { return Cause(false); }
  std::optional<Source> Strikes;
  bool Stops = false; ///< no source strikes: a request to stop
  friend bool operator==(const Cause &A, const Cause &B) {
    return A.Strikes == B.Strikes && A.Stops == B.Stops;
  }
  friend bool operator!=(const Cause &A, const Cause &B) { return !(A == B); }
  friend bool operator<(const Cause &A, const Cause &B) {
    return A.Strikes != B.Strikes ? A.Strikes < B.Strikes : A.Stops < B.Stops;
  }

private:
  explicit Cause(bool Stops) : Stops(Stops) {}
};
std::string_view spelling(const Cause &C);
std::optional<Cause> parseCause(std::string_view Text);

/// Lower case, no full stop.
struct Finding {
  std::string Check;
  FilePlace Where;
  std::string Function; ///< qualified name of the function that Where is in
  std::string Message;
  std::string Consequence; ///< what happens when the interruption strikes
  std::string Help;        ///< what to do about it
  Level Severity = Level::Warning;
  Certainty Sure = Certainty::Likely;
  Cause Why = Source::Throw;
  std::vector<Note> Notes; ///< the path to it, in execution order
  std::vector<Edit> Fixes;
  std::string FixTitle; ///< what the fixes do, as an editor's menu says it
  /// The identity of the finding when lines and files move, see tool/baseline; findings that are
  /// otherwise alike differ in their Ordinal (from 1).
  std::string Fingerprint;
  unsigned Ordinal = 1;
  /// Names of the programs, or of the libraries' folders, that contain it; sorted.
  std::vector<std::string> Programs;
};

} // namespace asyncsafe

#endif
