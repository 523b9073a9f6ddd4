//===- Words.cpp - Values in model files ----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "models/Words.h"

#include <algorithm>

namespace asyncsafe {

namespace {

constexpr size_t MaxName = 256;
/// A file full of errors reports only this many.
constexpr size_t MaxErrorsPerFile = 100;

bool isIdentifierStart(char C) { return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_'; }
bool isIdentifierChar(char C) { return isIdentifierStart(C) || (C >= '0' && C <= '9'); }

} // namespace

//===----------------------------------------------------------------------===//
// Strings that the schema gives a pattern
//===----------------------------------------------------------------------===//

bool isIdentifier(std::string_view Text) {
  return !Text.empty() && Text.size() <= MaxName && isIdentifierStart(Text[0]) &&
         std::all_of(Text.begin(), Text.end(), isIdentifierChar);
}

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
        if (Rest.size() > 2 && Rest.substr(Rest.size() - 2) == "[]") // operator new[]
          Rest.remove_suffix(2);
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
// Values of a type
//===----------------------------------------------------------------------===//

void WordReader::error(const std::string &At, std::string Reason) {
  if (++NumErrors <= MaxErrorsPerFile)
    Errors.push_back({File, At, std::move(Reason)});
  else if (NumErrors == MaxErrorsPerFile + 1)
    Errors.push_back({File, "", "more errors than are shown"});
}

bool WordReader::isObject(const Json &J, const std::string &At, const std::set<std::string_view> &Keys) {
  if (!J.is_object()) {
    error(At, "must be an object, not " + std::string(typeName(J)));
    return false;
  }
  for (auto It = J.begin(); It != J.end(); ++It)
    if (!Keys.count(It.key()))
      error(pointerTo(At, It.key()), "unknown key; expected one of " + list(Keys));
  return true;
}

bool WordReader::isString(const Json &J, const std::string &At) {
  if (J.is_string())
    return true;
  error(At, "must be a string, not " + std::string(typeName(J)));
  return false;
}

void WordReader::optionalText(const Json &O, const std::string &At, const char *Key, std::string &Out) {
  auto It = O.find(Key);
  if (It != O.end() && isString(*It, pointerTo(At, Key)))
    Out = text(*It);
}

void WordReader::optionalBool(const Json &O, const std::string &At, const char *Key,
                              std::optional<bool> &Out) {
  auto It = O.find(Key);
  if (It == O.end())
    return;
  bool Value = false;
  readFlag(*It, pointerTo(At, Key), Value);
  if (It->is_boolean())
    Out = Value;
}

void WordReader::readFlag(const Json &J, const std::string &At, bool &Out) {
  if (J.is_boolean())
    Out = J.get<bool>();
  else
    error(At, "must be true or false, not " + std::string(typeName(J)));
}

void WordReader::readNames(const Json &O, const std::string &At, std::vector<std::string> &Names) {
  auto It = O.find("name");
  if (It == O.end()) {
    error(At, "has no 'name'");
    return;
  }
  std::string Here = pointerTo(At, "name");
  auto One = [&](const Json &J, const std::string &Where) {
    if (!isString(J, Where))
      return;
    if (!isQualifiedName(text(J)))
      error(Where, inQuotes(text(J)) + " is not a qualified name");
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

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

void WordReader::readPlace(const Json &J, const std::string &At, Place &Out) {
  if (auto P = word<Place>(J, At, "place (arg0, *arg0, this, ret, arg0->name, arg0[*], global:NAME)",
                           parseFormalPlace))
    Out = std::move(*P);
}
void WordReader::readSource(const Json &J, const std::string &At, Source &Out) {
  if (auto S = word<Source>(
          J, At, "interrupt source (throw, cancel, interrupt, suspend, jump, signal, python)", parseSource))
    Out = *S;
}
void WordReader::readKind(const Json &J, const std::string &At, ResourceKind &Out) {
  std::vector<std::string_view> Kinds;
  for (unsigned I = 0; I != NumResourceKinds; ++I)
    Kinds.push_back(spelling(ResourceKind(I)));
  if (auto K = word<ResourceKind>(J, At, "kind of resource (" + list(Kinds) + ")", parseResourceKind))
    Out = *K;
}
std::optional<Predicate> WordReader::readSuccess(const Json &J, const std::string &At) {
  return word<Predicate>(J, At, "success condition (ret==0, ret>=0, ret!=null)",
                         [](std::string_view Text) -> std::optional<Predicate> {
                           if (Text.substr(0, 3) != "ret" || Text.find('&') != Text.npos)
                             return std::nullopt;
                           return parsePredicate(Text.substr(3));
                         });
}

void WordReader::readWhen(const Json &J, const std::string &At, std::vector<Condition> &Out) {
  if (!J.is_object() || J.empty()) {
    error(At, "must be an object of conditions on arguments, {\"arg0\": \"==1\"}");
    return;
  }
  for (auto It = J.begin(); It != J.end(); ++It) {
    std::string Here = pointerTo(At, It.key());
    std::optional<Place> Subject = parseFormalPlace(It.key());
    if (!Subject || Subject->Root != Place::RootKind::Param || !Subject->Path.empty() || Subject->AddressOf) {
      error(Here, inQuotes(It.key()) + " is not an argument (arg0, arg1, ...)");
      continue;
    }
    auto One = [&](const Json &Test, const std::string &Where) {
      if (auto P = word<Predicate>(Test, Where, "condition (==0, >=21, !=null, &64)", parsePredicate))
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

} // namespace asyncsafe
