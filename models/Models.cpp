//===- Models.cpp - Models of APIs ----------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "models/Models.h"

#include "models/Embedded.h"
#include "models/Json.h"
#include "models/Loader.h"
#include "models/StandardNames.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace asyncsafe {

namespace {

/// Shell-style match with `*` and `?`; no backtracking beyond the last `*`.
bool globMatches(std::string_view Pattern, std::string_view Text) {
  size_t P = 0, T = 0, Star = Pattern.npos, Mark = 0;
  while (T != Text.size()) {
    if (P != Pattern.size() && Pattern[P] == '*') {
      Star = P++;
      Mark = T;
    } else if (P != Pattern.size() && (Pattern[P] == '?' || Pattern[P] == Text[T])) {
      ++P;
      ++T;
    } else if (Star != Pattern.npos) {
      P = Star + 1;
      T = ++Mark;
    } else {
      return false;
    }
  }
  while (P != Pattern.size() && Pattern[P] == '*')
    ++P;
  return P == Pattern.size();
}

bool signatureMatches(const std::vector<std::string> &Signature, const std::vector<std::string> &Types) {
  size_t N = Signature.size();
  bool Open = N && Signature.back() == "...";
  if (Open)
    --N;
  if (Open ? Types.size() < N : Types.size() != N)
    return false;
  for (size_t I = 0; I != N; ++I)
    if (!globMatches(Signature[I], Types[I]))
      return false;
  return true;
}

bool matches(const ModelRow &Row, const CalleeQuery &Q) {
  if (Row.MinArity && (Q.Arity < *Row.MinArity || Q.Arity > *Row.MaxArity))
    return false;
  return Row.Signature.empty() || signatureMatches(Row.Signature, Q.ParameterTypes);
}

/// `a::b::operator int` also matches `a::b::operator auto`: a template's conversion to its argument.
/// Empty for other names.
std::string anyConversion(std::string_view Name) {
  constexpr std::string_view Operator = "::operator ";
  size_t At = Name.find(Operator);
  if (At == Name.npos)
    return "";
  return std::string(Name.substr(0, At + Operator.size())) + "auto";
}

void addBuiltin(ModelLoader &Loader) {
  for (size_t I = 0; I != NumEmbeddedModels; ++I)
    Loader.add(EmbeddedModels[I].File, EmbeddedModels[I].Text, /*User=*/false);
}

} // namespace

std::shared_ptr<const ModelSet> ModelSet::builtin() {
  static const std::shared_ptr<const ModelSet> Set = [] {
    std::vector<ModelError> Errors;
    ModelLoader Loader;
    addBuiltin(Loader);
    std::shared_ptr<const ModelSet> Result = Loader.finish(Errors);
    if (!Result) { // tests/models keeps this from ever being released
      for (const ModelError &E : Errors)
        std::fprintf(stderr, "asyncsafe: built-in model %s\n", E.message().c_str());
      std::abort();
    }
    return Result;
  }();
  return Set;
}

std::shared_ptr<const ModelSet> ModelSet::load(const std::vector<std::string> &UserFiles,
                                               std::vector<ModelError> &Errors) {
  if (UserFiles.empty())
    return builtin();
  ModelLoader Loader;
  addBuiltin(Loader);
  for (const std::string &File : UserFiles) {
    std::string Text, Reason;
    if (readModelFile(File, Text, Reason))
      Loader.add(File, Text, /*User=*/true);
    else
      Loader.fail(File, std::move(Reason));
  }
  return Loader.finish(Errors);
}

const ModelRow *ModelSet::find(const CalleeQuery &Q) const {
  auto It = ByName.find(std::string(Q.QualifiedName));
  if (It == ByName.end())
    It = ByName.find(anyConversion(Q.QualifiedName));
  if (It == ByName.end())
    return nullptr;
  for (unsigned Id : It->second) // best first
    if (matches(Rows[Id], Q))
      return &Rows[Id];
  return nullptr;
}

bool ModelSet::mentions(std::string_view QualifiedName) const {
  auto Has = [&](const std::string &Name) {
    auto It = ByName.find(Name);
    return It != ByName.end() && !It->second.empty();
  };
  return Has(std::string(QualifiedName)) || Has(anyConversion(QualifiedName));
}

std::optional<MacroRole> ModelSet::macro(std::string_view Name) const {
  auto It = Macros.find(std::string(Name));
  if (It == Macros.end())
    return std::nullopt;
  return It->second;
}

const HandlerRule *ModelSet::inHandler(std::string_view QualifiedName) const {
  auto It = HandlerRules.find(std::string(QualifiedName));
  if (It == HandlerRules.end())
    It = HandlerRules.find(anyConversion(QualifiedName));
  if (It == HandlerRules.end())
    It = HandlerRules.find(std::string(withoutFortification(QualifiedName)));
  return It == HandlerRules.end() ? nullptr : &It->second;
}

const std::vector<KnownOutcome> &ModelSet::outcomes(std::string_view QualifiedName) const {
  static const std::vector<KnownOutcome> None;
  auto It = Outcomes.find(std::string(QualifiedName));
  return It == Outcomes.end() ? None : It->second;
}

const KnownOutcome *ModelSet::outcome(std::string_view QualifiedName,
                                      const std::vector<std::optional<int64_t>> &Constants) const {
  return outcomeOf(outcomes(QualifiedName), [&](unsigned I, const Predicate &Test) {
    return I < Constants.size() && Constants[I] && holds(Test, *Constants[I]);
  });
}

bool ModelSet::neverSuspends(std::string_view QualifiedClass) const {
  auto It = ByName.find(std::string(QualifiedClass));
  if (It == ByName.end())
    return false;
  for (unsigned Id : It->second)
    return Rows[Id].NeverSuspends; // best first
  return false;
}

} // namespace asyncsafe
