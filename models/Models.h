//===- Models.h - Models of APIs --------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the model row for a callee's name, arity and parameter types. Names of functions are in
// models/*.json only, and are looked up only here.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_MODELS_H
#define ASYNCSAFE_MODELS_MODELS_H

#include "effects/Effect.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asyncsafe {

/// The name by which a call looks up its callee. Qualified names omit inline namespaces and template
/// arguments: `std::unique_lock::unlock`, `boost::unique_lock::~unique_lock`.
struct CalleeQuery {
  std::string_view QualifiedName;
  unsigned Arity = 0;
  /// Canonical parameter type of each argument, without reference and
  /// cv-qualifiers, template arguments kept: `std::adopt_lock_t`.
  std::vector<std::string> ParameterTypes;
};

/// One row of a model file.
struct ModelRow {
  std::vector<std::string> Names;
  std::optional<unsigned> MinArity, MaxArity;
  /// Shell-style globs on parameter types; empty: any.
  std::vector<std::string> Signature;
  std::vector<Effect> Effects;
  bool NoThrow = false;             ///< never throws a C++ exception (cancel may still unwind)
  bool NoReturn = false;            ///< control does not come back
  bool NeverSuspends = false;       ///< an awaitable class whose co_await never suspends
  std::optional<Source> EvidenceOf; ///< a mention of it makes this source live in the unit
  std::string SourceText;           ///< standard and section, or manual page
  std::string File;                 ///< model file the row comes from
  std::string Pointer;              ///< JSON pointer of the row in that file
  /// The row counts in units that declare one of these functions; empty: in all. For libraries whose
  /// functions have names that other programs choose, too.
  std::vector<std::string> WhereDeclared;
  bool UserRow = false;
};

/// A pair of methods that make a class look like a lock.
struct LockShape {
  std::string Acquire, Release;
  ResourceKind Resource = ResourceKind::Lock;
  std::optional<Predicate> Success; ///< set for the try forms
};

/// A macro whose expansion brackets code with a cleanup handler.
enum class MacroRole : uint8_t { CleanupPush, CleanupPop };

/// What a function does when called in a signal handler.
struct HandlerRule {
  SignalSafety Safety = SignalSafety::Unlisted;
  std::string Reason;      ///< Unsafe: why, after "because it": `takes the lock of the stream`
  bool TakesLock = false;  ///< Unsafe: it waits for a lock
  bool Allocates = false;  ///< Unsafe: it changes what the allocator may be changing
  bool KeepsErrno = false; ///< it never changes errno
  bool TellsErrno = false; ///< it reports what errno says, as an error
};

/// An error in a model file: place and reason.
struct ModelError {
  std::string File;
  std::string Pointer; ///< JSON pointer, or "line L, column C" for broken JSON
  std::string Reason;
  std::string message() const; ///< "FILE: POINTER: REASON"
};

/// All rows of one run. Immutable once loaded; thread-safe.
class ModelSet {
public:
  /// The built-in rows, embedded at build time.
  static std::shared_ptr<const ModelSet> builtin();
  /// The built-in rows refined by the user's files, in order; all or nothing. \param Errors receives
  /// every error; the result is null if there is one.
  static std::shared_ptr<const ModelSet> load(const std::vector<std::string> &UserFiles,
                                              std::vector<ModelError> &Errors);

  /// The row for this callee, or null. A user's row precedes a built-in row, and a row with a signature
  /// precedes one without.
  const ModelRow *find(const CalleeQuery &Q) const;
  /// A quick pre-test: some row has this qualified name.
  bool mentions(std::string_view QualifiedName) const;
  std::optional<MacroRole> macro(std::string_view Name) const;
  bool neverSuspends(std::string_view QualifiedClass) const;
  /// Null if no file mentions it.
  const HandlerRule *inHandler(std::string_view QualifiedName) const;
  /// How a call with these constant arguments ends, or null if unknown.
  const KnownOutcome *outcome(std::string_view QualifiedName,
                              const std::vector<std::optional<int64_t>> &Constants) const;
  /// All known results of calls of this function.
  const std::vector<KnownOutcome> &outcomes(std::string_view QualifiedName) const;
  /// Exceptions of this type stand for a mistake in the program.
  bool isMistake(const std::string &QualifiedType) const { return Mistakes.count(QualifiedType); }
  const std::map<std::string, HandlerRule> &handlerRules() const { return HandlerRules; }
  const std::vector<LockShape> &lockShapes() const { return Shapes; }
  const std::vector<ModelRow> &rows() const { return Rows; }
  /// A hash of everything that influences capture, for caches.
  uint64_t fingerprint() const { return Fingerprint; }

private:
  friend class ModelLoader;
  std::vector<ModelRow> Rows;
  std::unordered_map<std::string, std::vector<unsigned>> ByName;
  std::unordered_map<std::string, MacroRole> Macros;
  std::vector<LockShape> Shapes;
  std::map<std::string, HandlerRule> HandlerRules;
  std::unordered_map<std::string, std::vector<KnownOutcome>> Outcomes;
  std::set<std::string> Mistakes;
  uint64_t Fingerprint = 0;
};

} // namespace asyncsafe

#endif
