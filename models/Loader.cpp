//===- Loader.cpp - Model files to rows -------------------------*- C++ -*-===//
//
// Decides what a model file may say; collects every error in it.
//
//===----------------------------------------------------------------------===//

#include "models/Loader.h"

#include "models/Json.h"

#include <algorithm>
#include <functional>
#include <set>

namespace asyncsafe {

namespace {

constexpr unsigned ModelFormatVersion = 1;
constexpr size_t MaxName = 256;
constexpr unsigned MaxArguments = 99;
/// A file that is wrong all over need not say so a million times.
constexpr size_t MaxErrorsPerFile = 100;

//===----------------------------------------------------------------------===//
// Strings that the schema gives a pattern
//===----------------------------------------------------------------------===//

bool isIdentifierStart(char C) { return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_'; }
bool isIdentifierChar(char C) { return isIdentifierStart(C) || (C >= '0' && C <= '9'); }

bool isIdentifier(std::string_view Text) {
  return !Text.empty() && Text.size() <= MaxName && isIdentifierStart(Text[0]) &&
         std::all_of(Text.begin(), Text.end(), isIdentifierChar);
}

/// `a::b`, `a::~b`, `a::operator()`, `a::operator bool`.
bool isQualifiedName(std::string_view Text) {
  if (Text.size() > MaxName)
    return false;
  constexpr std::string_view Operator = "operator";
  for (;;) {
    if (Text.substr(0, Operator.size()) == Operator &&
        (Text.size() == Operator.size() || !isIdentifierChar(Text[Operator.size()]))) {
      std::string_view Rest = Text.substr(Operator.size());
      if (Rest.empty())
        return false;
      if (Rest[0] == ' ') {
        Rest.remove_prefix(1);
        return !Rest.empty() && isIdentifierStart(Rest[0]) &&
               std::all_of(Rest.begin(), Rest.end(), [](char C) {
                 return isIdentifierChar(C) || C == ':' || C == ' ' || C == '*' || C == '&';
               });
      }
      return Rest.size() <= 3 && Rest.find_first_not_of("-+*/%^&|~!=<>,[]()") == Rest.npos;
    }
    size_t Colons = Text.find("::");
    if (Colons == Text.npos)
      return isIdentifier(!Text.empty() && Text[0] == '~' ? Text.substr(1) : Text);
    if (!isIdentifier(Text.substr(0, Colons)))
      return false;
    Text.remove_prefix(Colons + 2);
  }
}

bool isPrintable(std::string_view Text) {
  return !Text.empty() && Text.size() <= MaxName &&
         std::all_of(Text.begin(), Text.end(), [](char C) { return C >= 0x20 && C < 0x7f; });
}

std::string_view typeName(const Json &J) {
  switch (J.type()) {
  case Json::value_t::null:
    return "null";
  case Json::value_t::object:
    return "an object";
  case Json::value_t::array:
    return "an array";
  case Json::value_t::string:
    return "a string";
  case Json::value_t::boolean:
    return "a boolean";
  default:
    return "a number";
  }
}

/// A JSON number that is an integer in [Low, High]; `2.0` is one, as in a schema.
std::optional<unsigned> asInteger(const Json &J, unsigned Low, unsigned High) {
  double V;
  if (J.is_number_unsigned() || J.is_number_integer() || J.is_number_float())
    V = J.get<double>();
  else
    return std::nullopt;
  if (!(V >= Low && V <= High) || V != double(unsigned(V)))
    return std::nullopt;
  return unsigned(V);
}

//===----------------------------------------------------------------------===//
// One file
//===----------------------------------------------------------------------===//

class FileReader {
public:
  FileReader(std::string File, bool User, std::vector<ModelError> &Errors)
      : File(std::move(File)), User(User), Errors(Errors) {}

  std::vector<LoadedRow> Rows;
  std::vector<std::pair<std::string, MacroRole>> Macros;
  std::vector<LockShape> Shapes;
  std::vector<std::pair<std::string, HandlerRule>> HandlerRules;

  void read(const Json &Root) {
    static const std::set<std::string_view> Keys = {"$schema", "version", "about", "source",
                                                    "rows",    "macros",  "shapes", "in-handlers"};
    if (!isObject(Root, "", Keys))
      return;
    std::string Ignored;
    optionalText(Root, "", "$schema", Ignored);
    optionalText(Root, "", "about", Ignored);
    optionalText(Root, "", "source", FileSource);
    auto Version = Root.find("version");
    if (Version == Root.end())
      error("", "has no 'version'");
    else if (asInteger(*Version, ModelFormatVersion, ModelFormatVersion) != ModelFormatVersion)
      error("/version", "this asyncsafe reads version " + std::to_string(ModelFormatVersion));
    each(Root, "rows", [&](const Json &J, const std::string &At) { readRow(J, At); });
    each(Root, "macros", [&](const Json &J, const std::string &At) { readMacro(J, At); });
    each(Root, "shapes", [&](const Json &J, const std::string &At) { readShape(J, At); });
    each(Root, "in-handlers", [&](const Json &J, const std::string &At) { readHandlerRule(J, At); });
  }

private:
  std::string File;
  bool User;
  std::vector<ModelError> &Errors;
  size_t NumErrors = 0;
  std::string FileSource;

  void error(const std::string &At, std::string Reason) {
    if (++NumErrors <= MaxErrorsPerFile)
      Errors.push_back({File, At, std::move(Reason)});
    else if (NumErrors == MaxErrorsPerFile + 1)
      Errors.push_back({File, "", "more errors than are shown"});
  }

  //===--- Values of a type -------------------------------------------------===//

  bool isObject(const Json &J, const std::string &At, const std::set<std::string_view> &Keys) {
    if (!J.is_object()) {
      error(At, "must be an object, is " + std::string(typeName(J)));
      return false;
    }
    for (auto It = J.begin(); It != J.end(); ++It)
      if (!Keys.count(It.key()))
        error(pointerTo(At, It.key()), "unknown key; here can stand " + list(Keys));
    return true;
  }

  template <class Set> static std::string list(const Set &Words) {
    std::string Out;
    for (std::string_view W : Words)
      Out += (Out.empty() ? "" : ", ") + std::string(W);
    return Out;
  }

  bool isString(const Json &J, const std::string &At) {
    if (J.is_string())
      return true;
    error(At, "must be a string, is " + std::string(typeName(J)));
    return false;
  }

  static const std::string &text(const Json &J) { return *J.get_ptr<const std::string *>(); }

  void optionalText(const Json &O, const std::string &At, const char *Key, std::string &Out) {
    auto It = O.find(Key);
    if (It != O.end() && isString(*It, pointerTo(At, Key)))
      Out = text(*It);
  }

  void optionalBool(const Json &O, const std::string &At, const char *Key, std::optional<bool> &Out) {
    auto It = O.find(Key);
    if (It == O.end())
      return;
    bool Value = false;
    readFlag(*It, pointerTo(At, Key), Value);
    if (It->is_boolean())
      Out = Value;
  }

  void readFlag(const Json &J, const std::string &At, bool &Out) {
    if (J.is_boolean())
      Out = J.get<bool>();
    else
      error(At, "must be true or false, is " + std::string(typeName(J)));
  }

  void each(const Json &O, const char *Key,
            const std::function<void(const Json &, const std::string &)> &Read) {
    auto It = O.find(Key);
    if (It == O.end())
      return;
    std::string At = pointerTo("", Key);
    if (!It->is_array()) {
      error(At, "must be an array, is " + std::string(typeName(*It)));
      return;
    }
    for (size_t I = 0; I != It->size(); ++I)
      Read((*It)[I], pointerTo(At, I));
  }

  //===--- Words ------------------------------------------------------------===//

  template <class T, class Parse>
  std::optional<T> word(const Json &J, const std::string &At, std::string_view What, Parse &&ParseWord) {
    if (!isString(J, At))
      return std::nullopt;
    if (std::optional<T> V = ParseWord(text(J)))
      return V;
    error(At, inQuotes(text(J)) + " is no " + std::string(What));
    return std::nullopt;
  }

  void readPlace(const Json &J, const std::string &At, Place &Out) {
    if (auto P = word<Place>(J, At, "place (arg0, *arg0, this, ret, arg0->name, arg0[*], global:NAME)",
                             parseFormalPlace))
      Out = std::move(*P);
  }
  void readSource(const Json &J, const std::string &At, Source &Out) {
    if (auto S = word<Source>(
            J, At, "interrupt source (throw, cancel, interrupt, suspend, jump, signal, python)", parseSource))
      Out = *S;
  }
  void readKind(const Json &J, const std::string &At, ResourceKind &Out) {
    std::vector<std::string_view> Kinds;
    for (unsigned I = 0; I != NumResourceKinds; ++I)
      Kinds.push_back(spelling(ResourceKind(I)));
    if (auto K = word<ResourceKind>(J, At, "kind of resource (" + list(Kinds) + ")", parseResourceKind))
      Out = *K;
  }
  /// `ret==0`.
  std::optional<Predicate> readSuccess(const Json &J, const std::string &At) {
    return word<Predicate>(J, At, "success condition (ret==0, ret>=0, ret!=null)",
                           [](std::string_view Text) -> std::optional<Predicate> {
                             if (Text.substr(0, 3) != "ret" || Text.find('&') != Text.npos)
                               return std::nullopt;
                             return parsePredicate(Text.substr(3));
                           });
  }

  void readWhen(const Json &J, const std::string &At, std::vector<Condition> &Out) {
    if (!J.is_object() || J.empty()) {
      error(At, "must be an object of conditions on arguments, {\"arg0\": \"==1\"}");
      return;
    }
    for (auto It = J.begin(); It != J.end(); ++It) {
      std::string Here = pointerTo(At, It.key());
      std::optional<Place> Subject = parseFormalPlace(It.key());
      if (!Subject || Subject->Root != Place::RootKind::Param || !Subject->Path.empty() ||
          Subject->AddressOf) {
        error(Here, inQuotes(It.key()) + " is no argument (arg0, arg1, ...)");
        continue;
      }
      auto One = [&](const Json &Test, const std::string &Where) {
        if (auto P = word<Predicate>(Test, Where, "condition (==0, >=21, !=null)", parsePredicate))
          Out.push_back({*Subject, *P});
      };
      if (!It->is_array()) {
        One(*It, Here);
        continue;
      }
      if (It->empty())
        error(Here, "must not be empty");
      for (size_t I = 0; I != It->size(); ++I)
        One((*It)[I], pointerTo(Here, I));
    }
  }

  //===--- Effects ----------------------------------------------------------===//

  /// What an effect's verb (its one main key) means, and which keys go with it.
  struct Verb {
    const char *Key;
    EffectKind Kind;
    enum class Value : uint8_t { Resource, Subject, Source, Bound } Main;
    std::vector<std::string_view> Required, Optional;
  };

  static const std::vector<Verb> &verbs() {
    using V = Verb::Value;
    static const std::vector<Verb> Table = {
        {"acquires", EffectKind::Acquire, V::Resource, {"at"}, {"success", "owner"}},
        {"releases", EffectKind::Release, V::Resource, {"at"}, {}},
        {"adopts", EffectKind::Adopt, V::Subject, {"by"}, {"kind"}},
        {"associates", EffectKind::Associate, V::Subject, {"by"}, {"kind"}},
        {"disarms", EffectKind::Disarm, V::Subject, {}, {"result"}},
        {"transfers", EffectKind::Transfer, V::Subject, {"to"}, {}},
        {"escapes", EffectKind::Escape, V::Subject, {}, {}},
        {"interrupts", EffectKind::Interrupt, V::Source, {}, {"sure", "type", "witness"}},
        {"masks", EffectKind::Mask, V::Source, {}, {"set", "owner", "saves"}},
        {"unmasks", EffectKind::Unmask, V::Source, {}, {"set", "owner", "saves"}},
        {"restores", EffectKind::RestoreMask, V::Source, {}, {"from", "saves"}},
        {"blocks",
         EffectKind::Block,
         V::Bound,
         {},
         {"on", "sure", "forever", "deadline", "on-signal", "retry", "success", "stop-token", "mask"}},
        {"wakes", EffectKind::Wake, V::Subject, {}, {}},
        {"registers-handler", EffectKind::RegisterHandler, V::Subject, {}, {"signal", "flags", "restarts"}},
        {"pushes-cleanup", EffectKind::PushCleanup, V::Subject, {}, {"argument", "strikes"}},
        {"sets-jump", EffectKind::SetJump, V::Subject, {}, {}},
        {"runs-callback", EffectKind::RunsCallback, V::Subject, {}, {}},
        {"runs-on-thread", EffectKind::RunsOnThread, V::Subject, {}, {}},
        {"sets-nonblocking", EffectKind::SetNonblocking, V::Subject, {}, {}},
        {"answers", EffectKind::Answer, V::Subject, {}, {}},
        {"stores", EffectKind::Store, V::Subject, {}, {"value"}},
    };
    return Table;
  }

  static std::vector<std::string_view> verbKeys() {
    std::vector<std::string_view> Keys;
    for (const Verb &V : verbs())
      Keys.push_back(V.Key);
    return Keys;
  }

  /// Keys beside the verb.
  void readEffectKey(std::string_view Key, const Json &J, const std::string &At, Effect &E) {
    if (Key == "at")
      readPlace(J, At, E.Subject);
    else if (Key == "owner" || Key == "by" || Key == "to" || Key == "stop-token" || Key == "flags")
      readPlace(J, At, E.Owner);
    else if (Key == "saves" || Key == "result" || Key == "signal" || Key == "argument" || Key == "value")
      readPlace(J, At, E.Other);
    else if (Key == "from" || Key == "on" || Key == "set")
      readPlace(J, At, E.Subject);
    else if (Key == "success")
      E.Success = readSuccess(J, At);
    else if (Key == "kind")
      readKind(J, At, E.Resource);
    else if (Key == "strikes")
      readSource(J, At, E.Raises);
    else if (Key == "sure") {
      if (auto C = word<Certainty>(J, At, "certainty (definite, likely, unknown)", parseCertainty))
        E.Sure = *C;
    } else if (Key == "type") {
      if (isString(J, At)) {
        E.Type = text(J);
        if (!isQualifiedName(E.Type))
          error(At, inQuotes(E.Type) + " is no qualified name");
      }
    } else if (Key == "witness") {
      if (isString(J, At))
        E.Witness = text(J);
    } else if (Key == "forever") {
      E.Forever = word<Predicate>(J, At, "condition (<0, ==null)", parsePredicate);
    } else if (Key == "on-signal") {
      if (auto S = word<OnSignal>(J, At, "what a signal does (ignores, restarts, fails)", parseOnSignal))
        E.Signal = *S;
    } else if (Key == "mask") {
      readPlace(J, At, E.Mask);
      E.TakesMask = true;
    } else if (Key == "deadline")
      readFlag(J, At, E.Deadline);
    else if (Key == "restarts")
      readFlag(J, At, E.Restarting);
    else if (Key == "retry") {
      bool Retry = true;
      readFlag(J, At, Retry);
      E.NoRetry = !Retry;
    } else if (Key == "when")
      readWhen(J, At, E.When);
  }

  void readEffect(const Json &J, const std::string &At, const std::string &RowSource,
                  std::vector<Effect> &Out) {
    if (!J.is_object()) {
      error(At, "must be an object, is " + std::string(typeName(J)));
      return;
    }
    const Verb *V = nullptr;
    for (const Verb &Candidate : verbs()) {
      if (!J.contains(Candidate.Key))
        continue;
      if (V) {
        error(At,
              "says both '" + std::string(V->Key) + "' and '" + Candidate.Key + "'; an effect has one verb");
        return;
      }
      V = &Candidate;
    }
    if (!V) {
      error(At, "has no verb; an effect says one of " + list(verbKeys()));
      return;
    }
    std::set<std::string_view> Keys = {V->Key, "when"};
    Keys.insert(V->Required.begin(), V->Required.end());
    Keys.insert(V->Optional.begin(), V->Optional.end());
    isObject(J, At, Keys);
    for (std::string_view Key : V->Required)
      if (!J.contains(std::string(Key)))
        error(At, "'" + std::string(V->Key) + "' needs '" + std::string(Key) + "'");

    Effect E;
    E.Kind = V->Kind;
    const Json &Main = J[V->Key];
    std::string MainAt = pointerTo(At, V->Key);
    switch (V->Main) {
    case Verb::Value::Resource:
      readKind(Main, MainAt, E.Resource);
      break;
    case Verb::Value::Subject:
      readPlace(Main, MainAt, E.Subject);
      break;
    case Verb::Value::Source:
      readSource(Main, MainAt, E.Raises);
      break;
    case Verb::Value::Bound:
      // "unbounded", or the argument that says how long.
      if (!(Main.is_string() && text(Main) == "unbounded"))
        readPlace(Main, MainAt, E.Other);
      break;
    }
    if (E.Kind == EffectKind::PushCleanup)
      E.Raises = Source::Cancel;
    for (auto It = J.begin(); It != J.end(); ++It)
      if (It.key() != V->Key && Keys.count(It.key()))
        readEffectKey(It.key(), *It, pointerTo(At, It.key()), E);
    if (E.Kind == EffectKind::Interrupt) {
      if (E.Witness.empty())
        E.Witness = RowSource;
      if (!E.Type.empty() && E.Raises != Source::Throw && E.Raises != Source::Interrupt)
        error(pointerTo(At, "type"), "only 'throw' and 'interrupt' have a type");
    }
    Out.push_back(std::move(E));
  }

  //===--- Rows -------------------------------------------------------------===//

  void readNames(const Json &Row, const std::string &At, std::vector<std::string> &Names) {
    auto It = Row.find("name");
    if (It == Row.end()) {
      error(At, "has no 'name'");
      return;
    }
    std::string Here = pointerTo(At, "name");
    auto One = [&](const Json &J, const std::string &Where) {
      if (!isString(J, Where))
        return;
      if (!isQualifiedName(text(J)))
        error(Where, inQuotes(text(J)) + " is no qualified name");
      else
        Names.push_back(text(J));
    };
    if (!It->is_array()) {
      One(*It, Here);
      return;
    }
    if (It->empty())
      error(Here, "must not be empty");
    for (size_t I = 0; I != It->size(); ++I)
      One((*It)[I], pointerTo(Here, I));
  }

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
      error(At, "must be an array of type patterns, one an argument");
      return;
    }
    for (size_t I = 0; I != J.size(); ++I) {
      std::string Here = pointerTo(At, I);
      if (!isString(J[I], Here))
        continue;
      if (!isPrintable(text(J[I])))
        error(Here, inQuotes(text(J[I])) + " is no type pattern");
      Row.Signature.push_back(text(J[I]));
    }
    if (Row.Signature.size() > MaxArguments)
      error(At, "has more than " + std::to_string(MaxArguments) + " elements");
  }

  /// What a schema cannot say: no effect speaks of an argument that a call of
  /// this row cannot have.
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
      Check(E.Mask);
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
        error(Here, "must be an array, is " + std::string(typeName(*It)));
      else
        for (size_t I = 0; I != It->size(); ++I)
          readEffect((*It)[I], pointerTo(Here, I), Row.SourceText, Row.Effects);
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

  /// Names that a signal handler may call, or must not.
  void readHandlerRule(const Json &J, const std::string &At) {
    if (!isObject(J, At, {"name", "safe", "unsafe", "keeps-errno", "source", "note"}))
      return;
    std::string Ignored;
    optionalText(J, At, "source", Ignored);
    optionalText(J, At, "note", Ignored);
    std::vector<std::string> Names;
    readNames(J, At, Names);
    std::optional<bool> Safe, KeepsErrno;
    optionalBool(J, At, "safe", Safe);
    optionalBool(J, At, "keeps-errno", KeepsErrno);
    HandlerRule Rule;
    Rule.KeepsErrno = KeepsErrno.value_or(false);
    optionalText(J, At, "unsafe", Rule.Reason);
    if (Safe.has_value() == J.contains("unsafe") || Safe == false)
      error(At, "must have either \"safe\": true or \"unsafe\": \"why\"");
    Rule.Safety = Safe ? SignalSafety::Safe : SignalSafety::Unsafe;
    for (std::string &Name : Names)
      HandlerRules.emplace_back(std::move(Name), Rule);
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
  std::move(Reader.Shapes.begin(), Reader.Shapes.end(), std::back_inserter(Shapes));
}

} // namespace asyncsafe
