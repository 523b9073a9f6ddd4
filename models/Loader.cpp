//===- Loader.cpp - Reading of model files --------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Validates model files and collects every error in them.
//
//===----------------------------------------------------------------------===//

#include "models/Loader.h"

#include "models/EffectReader.h"

#include <algorithm>
#include <functional>

namespace asyncsafe {

namespace {

constexpr unsigned ModelFormatVersion = 1;
constexpr unsigned MaxArguments = 99;
constexpr unsigned MaxOutcome = 1000000;

//===----------------------------------------------------------------------===//
// One file
//===----------------------------------------------------------------------===//

class FileReader : WordReader {
public:
  FileReader(std::string File, bool User, std::vector<ModelError> &Errors)
      : WordReader(std::move(File), Errors), User(User) {}

  std::vector<LoadedRow> Rows;
  std::vector<std::pair<std::string, MacroRole>> Macros;
  std::vector<LockShape> Shapes;
  std::vector<std::pair<std::string, HandlerRule>> HandlerRules;
  std::vector<std::pair<std::string, KnownOutcome>> Outcomes;
  std::vector<std::string> Mistakes;

  void read(const Json &Root) {
    static const std::set<std::string_view> Keys = {"$schema",        "version",  "about",   "source",
                                                    "where-declared", "rows",     "macros",  "shapes",
                                                    "in-handlers",    "outcomes", "mistakes"};
    if (!isObject(Root, "", Keys))
      return;
    std::string Ignored;
    optionalText(Root, "", "$schema", Ignored);
    optionalText(Root, "", "about", Ignored);
    optionalText(Root, "", "source", FileSource);
    if (auto It = Root.find("where-declared"); It != Root.end())
      readMarkers(*It, "/where-declared");
    auto Version = Root.find("version");
    if (Version == Root.end())
      error("", "has no 'version'");
    else if (asInteger(*Version, ModelFormatVersion, ModelFormatVersion) != ModelFormatVersion)
      error("/version", "this asyncsafe reads version " + std::to_string(ModelFormatVersion));
    each(Root, "rows", [&](const Json &J, const std::string &At) { readRow(J, At); });
    each(Root, "macros", [&](const Json &J, const std::string &At) { readMacro(J, At); });
    each(Root, "shapes", [&](const Json &J, const std::string &At) { readShape(J, At); });
    each(Root, "in-handlers", [&](const Json &J, const std::string &At) { readHandlerRule(J, At); });
    each(Root, "outcomes", [&](const Json &J, const std::string &At) { readOutcome(J, At); });
    each(Root, "mistakes", [&](const Json &J, const std::string &At) { readMistake(J, At); });
  }

private:
  bool User;
  std::string FileSource;
  std::vector<std::string> FileMarkers;

  /// Functions whose declaration shows that a unit uses the library of this file.
  void readMarkers(const Json &J, const std::string &At) {
    if (!J.is_array() || J.empty())
      return error(At, "must be an array of names of functions");
    for (size_t I = 0; I != J.size(); ++I)
      if (std::string Here = pointerTo(At, I); isString(J[I], Here)) {
        if (!isIdentifier(text(J[I])))
          error(Here, inQuotes(text(J[I])) + " is not an identifier");
        FileMarkers.push_back(text(J[I]));
      }
  }

  void each(const Json &O, const char *Key,
            const std::function<void(const Json &, const std::string &)> &Read) {
    auto It = O.find(Key);
    if (It == O.end())
      return;
    std::string At = pointerTo("", Key);
    if (!It->is_array()) {
      error(At, "must be an array, not " + std::string(typeName(*It)));
      return;
    }
    for (size_t I = 0; I != It->size(); ++I)
      Read((*It)[I], pointerTo(At, I));
  }

  //===--- Rows -------------------------------------------------------------===//

  void readArity(const Json &J, const std::string &At, ModelRow &Row) {
    if (auto N = asInteger(J, 0, MaxArguments)) {
      Row.MinArity = Row.MaxArity = N;
      return;
    }
    if (J.is_array() && J.size() == 2) {
      auto Low = asInteger(J[0], 0, MaxArguments), High = asInteger(J[1], 0, MaxArguments);
      if (Low && High) {
        if (*Low > *High)
          error(At, "is an empty range");
        Row.MinArity = Low;
        Row.MaxArity = High;
        return;
      }
    }
    error(At, "must be a number of arguments from 0 to " + std::to_string(MaxArguments) +
                  ", or the least and the greatest of it, [2, 4]");
  }

  void readSignature(const Json &J, const std::string &At, ModelRow &Row) {
    if (!J.is_array() || J.empty()) {
      error(At, "must be an array of type patterns, one for each argument");
      return;
    }
    for (size_t I = 0; I != J.size(); ++I) {
      std::string Here = pointerTo(At, I);
      if (!isString(J[I], Here))
        continue;
      if (!isPrintable(text(J[I])))
        error(Here, inQuotes(text(J[I])) + " is not a type pattern");
      Row.Signature.push_back(text(J[I]));
    }
    if (Row.Signature.size() > MaxArguments)
      error(At, "has more than " + std::to_string(MaxArguments) + " elements");
  }

  /// Not expressible in a schema: effects must not refer to arguments that a call of this row cannot
  /// have.
  void checkArguments(const ModelRow &Row, const std::string &At) {
    std::optional<unsigned> Most = Row.MaxArity;
    if (!Row.Signature.empty() && Row.Signature.back() != "...") {
      unsigned N = unsigned(Row.Signature.size());
      if (Row.MinArity && (N < *Row.MinArity || N > *Row.MaxArity))
        error(pointerTo(At, "signature"), "does not fit 'arity'");
      Most = N;
    }
    if (!Most)
      return;
    for (size_t I = 0; I != Row.Effects.size(); ++I) {
      const Effect &E = Row.Effects[I];
      auto Check = [&](const Place &P) {
        if (P.Root == Place::RootKind::Param && P.Index >= *Most)
          error(pointerTo(pointerTo(At, "effects"), I), "speaks of arg" + std::to_string(P.Index) +
                                                            ", but the row is for " + std::to_string(*Most) +
                                                            (*Most == 1 ? " argument" : " arguments"));
      };
      Check(E.Subject);
      Check(E.Owner);
      Check(E.Other);
      Check(E.Wait->Mask);
      for (const Condition &C : E.When)
        Check(C.Subject);
    }
  }

  void readRow(const Json &J, const std::string &At) {
    static const std::set<std::string_view> Keys = {"name",        "arity",    "signature", "effects",
                                                    "nothrow",     "noreturn", "refines",   "never-suspends",
                                                    "evidence-of", "source",   "note"};
    if (!isObject(J, At, Keys))
      return;
    LoadedRow L;
    ModelRow &Row = L.Row;
    Row.File = File;
    Row.Pointer = At;
    Row.UserRow = User;
    Row.SourceText = FileSource;
    Row.WhereDeclared = FileMarkers;
    std::string Note;
    readNames(J, At, Row.Names);
    optionalText(J, At, "source", Row.SourceText);
    optionalText(J, At, "note", Note);
    optionalBool(J, At, "nothrow", L.NoThrow);
    optionalBool(J, At, "noreturn", L.NoReturn);
    optionalBool(J, At, "never-suspends", L.NeverSuspends);
    std::optional<bool> Refines;
    optionalBool(J, At, "refines", Refines);
    L.Refines = Refines.value_or(false);
    if (auto It = J.find("arity"); It != J.end())
      readArity(*It, pointerTo(At, "arity"), Row);
    if (auto It = J.find("signature"); It != J.end())
      readSignature(*It, pointerTo(At, "signature"), Row);
    if (auto It = J.find("evidence-of"); It != J.end()) {
      Source S = Source::Throw;
      readSource(*It, pointerTo(At, "evidence-of"), S);
      Row.EvidenceOf = S;
    }
    if (auto It = J.find("effects"); It != J.end()) {
      std::string Here = pointerTo(At, "effects");
      if (!It->is_array())
        error(Here, "must be an array, not " + std::string(typeName(*It)));
      else
        for (size_t I = 0; I != It->size(); ++I)
          readEffect(*this, (*It)[I], pointerTo(Here, I), Row.SourceText, Row.Effects);
    } else if (!L.NoThrow && !L.NoReturn && !L.NeverSuspends && !Row.EvidenceOf) {
      error(At, "says nothing; a function without any effect has \"effects\": []");
    }
    checkArguments(Row, At);
    if (!Row.MinArity && !Row.Signature.empty()) {
      bool Open = Row.Signature.back() == "...";
      Row.MinArity = unsigned(Row.Signature.size()) - Open;
      Row.MaxArity = Open ? MaxArguments : *Row.MinArity;
    }
    Row.NoThrow = L.NoThrow.value_or(false);
    Row.NoReturn = L.NoReturn.value_or(false);
    Row.NeverSuspends = L.NeverSuspends.value_or(false);
    Rows.push_back(std::move(L));
  }

  void readMacro(const Json &J, const std::string &At) {
    if (!isObject(J, At, {"name", "role", "source", "note"}))
      return;
    std::string Ignored;
    optionalText(J, At, "source", Ignored);
    optionalText(J, At, "note", Ignored);
    std::optional<std::string> Name;
    std::optional<MacroRole> Role;
    if (!J.contains("name"))
      error(At, "has no 'name'");
    else
      Name = word<std::string>(J["name"], pointerTo(At, "name"), "identifier", [](const std::string &T) {
        return isIdentifier(T) ? std::optional(T) : std::nullopt;
      });
    if (!J.contains("role"))
      error(At, "has no 'role'");
    else
      Role = word<MacroRole>(J["role"], pointerTo(At, "role"), "role of a macro (cleanup-push, cleanup-pop)",
                             [](std::string_view T) -> std::optional<MacroRole> {
                               if (T == "cleanup-push")
                                 return MacroRole::CleanupPush;
                               if (T == "cleanup-pop")
                                 return MacroRole::CleanupPop;
                               return std::nullopt;
                             });
    if (Name && Role)
      Macros.emplace_back(*Name, *Role);
  }

  /// Names that a signal handler may call, or must not call.
  void readHandlerRule(const Json &J, const std::string &At) {
    if (!isObject(J, At, {"name", "safe", "unsafe", "takes", "keeps-errno", "tells-errno", "source", "note"}))
      return;
    std::string Ignored;
    optionalText(J, At, "source", Ignored);
    optionalText(J, At, "note", Ignored);
    std::vector<std::string> Names;
    readNames(J, At, Names);
    std::optional<bool> Safe, KeepsErrno, TellsErrno;
    optionalBool(J, At, "safe", Safe);
    optionalBool(J, At, "keeps-errno", KeepsErrno);
    HandlerRule Rule;
    Rule.KeepsErrno = KeepsErrno.value_or(false);
    optionalBool(J, At, "tells-errno", TellsErrno);
    Rule.TellsErrno = TellsErrno.value_or(false);
    optionalText(J, At, "unsafe", Rule.Reason);
    if (Safe.has_value() == J.contains("unsafe") || Safe == false)
      error(At, "must have either \"safe\": true or \"unsafe\": \"why\"");
    if (auto Takes = J.find("takes"); Takes != J.end())
      readTakes(*Takes, pointerTo(At, "takes"), Rule);
    Rule.Safety = Safe ? SignalSafety::Safe : SignalSafety::Unsafe;
    for (std::string &Name : Names)
      HandlerRules.emplace_back(std::move(Name), Rule);
  }

  /// What such a function takes that the interrupted code may hold.
  void readTakes(const Json &J, const std::string &At, HandlerRule &Rule) {
    if (!J.is_array() || J.empty() || Rule.Reason.empty())
      return error(At, "must be a list of \"lock\" and \"allocator\", beside \"unsafe\"");
    for (const Json &Each : J)
      if (Each == "lock")
        Rule.TakesLock = true;
      else if (Each == "allocator")
        Rule.Allocates = true;
      else
        error(At, "must be a list of \"lock\" and \"allocator\", beside \"unsafe\"");
  }

  /// How calls end that are made with given constants.
  void readOutcome(const Json &J, const std::string &At) {
    if (!isObject(J, At, {"name", "when", "returns", "noreturn", "source", "note"}))
      return;
    std::string Ignored;
    optionalText(J, At, "source", Ignored);
    optionalText(J, At, "note", Ignored);
    std::vector<std::string> Names;
    readNames(J, At, Names);
    KnownOutcome Outcome;
    if (auto It = J.find("when"); It != J.end())
      readWhen(*It, pointerTo(At, "when"), Outcome.When);
    std::optional<bool> NoReturn;
    optionalBool(J, At, "noreturn", NoReturn);
    Outcome.NoReturn = NoReturn.value_or(false);
    auto Returns = J.find("returns");
    if (Returns != J.end() && Returns->is_string()) {
      Outcome.IsErrorNumber = text(*Returns) == "error-number";
      if (!Outcome.IsErrorNumber)
        error(pointerTo(At, "returns"), "must be a number, or \"error-number\"");
    } else if (Returns != J.end()) {
      if (std::optional<unsigned> Value = asInteger(*Returns, 0, MaxOutcome))
        Outcome.Returns = *Value;
      else
        error(pointerTo(At, "returns"), "must be a number from 0 to " + std::to_string(MaxOutcome));
    }
    if (NoReturn.has_value() == (Returns != J.end()) || NoReturn == false)
      error(At, "must have either \"returns\" or \"noreturn\": true");
    for (std::string &Name : Names)
      Outcomes.emplace_back(std::move(Name), Outcome);
  }

  void readMistake(const Json &J, const std::string &At) {
    if (!isObject(J, At, {"name", "source", "note"}))
      return;
    std::string Ignored;
    optionalText(J, At, "source", Ignored);
    optionalText(J, At, "note", Ignored);
    readNames(J, At, Mistakes);
  }

  void readShape(const Json &J, const std::string &At) {
    if (!isObject(J, At, {"acquire", "release", "kind", "success", "note"}))
      return;
    LockShape Shape;
    std::string Ignored;
    optionalText(J, At, "note", Ignored);
    auto Method = [&](const char *Key, std::string &Out) {
      auto It = J.find(Key);
      if (It == J.end())
        return error(At, std::string("has no '") + Key + "'");
      if (auto Name = word<std::string>(*It, pointerTo(At, Key), "identifier", [](const std::string &T) {
            return isIdentifier(T) ? std::optional(T) : std::nullopt;
          }))
        Out = *Name;
    };
    Method("acquire", Shape.Acquire);
    Method("release", Shape.Release);
    if (auto It = J.find("kind"); It != J.end())
      readKind(*It, pointerTo(At, "kind"), Shape.Resource);
    if (auto It = J.find("success"); It != J.end())
      Shape.Success = readSuccess(*It, pointerTo(At, "success"));
    Shapes.push_back(std::move(Shape));
  }
};

} // namespace

std::string ModelError::message() const {
  return File + ": " + (Pointer.empty() ? "" : Pointer + ": ") + Reason;
}

void ModelLoader::hash(std::string_view Bytes) {
  for (unsigned char C : Bytes)
    Fingerprint = (Fingerprint ^ C) * 1099511628211ull; // FNV-1a's prime
}

void ModelLoader::fail(std::string_view File, std::string Reason) {
  Errors.push_back({std::string(File), "", std::move(Reason)});
}

void ModelLoader::add(std::string_view File, std::string_view Text, bool User) {
  hash(User ? "user" : "built-in");
  hash(Text);
  Json Root = parseJson(File, Text, Errors);
  if (Root.is_discarded())
    return;
  FileReader Reader(std::string(File), User, Errors);
  Reader.read(Root);
  std::move(Reader.Rows.begin(), Reader.Rows.end(), std::back_inserter(Rows));
  std::move(Reader.Macros.begin(), Reader.Macros.end(), std::back_inserter(Macros));
  for (auto &[Name, Rule] : Reader.HandlerRules) // a later file of the user's wins
    HandlerRules.insert_or_assign(Name, Rule);
  for (auto &[Name, Outcome] : Reader.Outcomes) {
    std::vector<KnownOutcome> &Known = Outcomes[Name];
    Known.insert(User ? Known.begin() : Known.end(), std::move(Outcome)); // a user's comes first
  }
  std::move(Reader.Shapes.begin(), Reader.Shapes.end(), std::back_inserter(Shapes));
  Mistakes.insert(Reader.Mistakes.begin(), Reader.Mistakes.end());
}

} // namespace asyncsafe
