//===- Words.h - Values in model files --------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads single values of a model file: names, places, conditions, enumerated words. Every error is
// reported with its JSON pointer.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_WORDS_H
#define ASYNCSAFE_MODELS_WORDS_H

#include "models/Json.h"
#include "models/Models.h"

#include <set>

namespace asyncsafe {

bool isIdentifier(std::string_view Text);
/// `a::b`, `a::~b`, `a::operator()`, `a::operator bool`.
bool isQualifiedName(std::string_view Text);
/// The characters that a type pattern may contain.
bool isPrintable(std::string_view Text);
/// "an object", "a number".
std::string_view typeName(const Json &J);
/// A JSON number that is an integer in [Low, High]; `2.0` counts as one, as in JSON Schema.
std::optional<unsigned> asInteger(const Json &J, unsigned Low, unsigned High);

/// Reads values of one file and collects their errors.
class WordReader {
public:
  WordReader(std::string File, std::vector<ModelError> &Errors) : File(std::move(File)), Errors(Errors) {}

  void error(const std::string &At, std::string Reason);

  /// Reports an error for anything but an object, and for keys that are not in \p Keys.
  bool isObject(const Json &J, const std::string &At, const std::set<std::string_view> &Keys);
  bool isString(const Json &J, const std::string &At);
  static const std::string &text(const Json &J) { return *J.get_ptr<const std::string *>(); }
  void optionalText(const Json &O, const std::string &At, const char *Key, std::string &Out);
  /// \p Out stays empty if the key is missing or not a boolean.
  void optionalBool(const Json &O, const std::string &At, const char *Key, std::optional<bool> &Out);
  void readFlag(const Json &J, const std::string &At, bool &Out);
  /// One name or a list of them, in the key `name`.
  void readNames(const Json &O, const std::string &At, std::vector<std::string> &Names);

  /// \param What "is not a valid …" in the error.
  template <class T, class Parse>
  std::optional<T> word(const Json &J, const std::string &At, std::string_view What, Parse &&ParseWord) {
    if (!isString(J, At))
      return std::nullopt;
    if (std::optional<T> V = ParseWord(text(J)))
      return V;
    error(At, inQuotes(text(J)) + " is not a valid " + std::string(What));
    return std::nullopt;
  }
  void readPlace(const Json &J, const std::string &At, Place &Out);
  void readSource(const Json &J, const std::string &At, Source &Out);
  void readKind(const Json &J, const std::string &At, ResourceKind &Out);
  /// `ret==0`.
  std::optional<Predicate> readSuccess(const Json &J, const std::string &At);
  void readWhen(const Json &J, const std::string &At, std::vector<Condition> &Out);

  /// "a, b, c".
  template <class Set> static std::string list(const Set &Words) {
    std::string Out;
    for (std::string_view W : Words)
      Out += (Out.empty() ? "" : ", ") + std::string(W);
    return Out;
  }

protected:
  std::string File;

private:
  std::vector<ModelError> &Errors;
  size_t NumErrors = 0;
};

} // namespace asyncsafe

#endif
