//===- Json.cpp - Parsing of untrusted JSON -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "models/Json.h"

#include "models/Models.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace asyncsafe {

namespace {

/// Longest part of an input string that a message repeats.
constexpr size_t MaxQuoted = 80;

void appendEscaped(std::string &Out, std::string_view Text) {
  char Buffer[8];
  for (size_t I = 0; I != Text.size(); ++I) {
    if (I == MaxQuoted) {
      Out += "...";
      return;
    }
    unsigned char C = static_cast<unsigned char>(Text[I]);
    if (C >= 0x20 && C < 0x7f) {
      Out += char(C);
      continue;
    }
    snprintf(Buffer, sizeof Buffer, "\\x%02X", C);
    Out += Buffer;
  }
}

/// Builds the document and rejects what the library accepts: unlimited depth, and duplicate keys.
class Builder : public nlohmann::json_sax<Json> {
public:
  Builder(std::string_view File, std::string_view Text, std::vector<ModelError> &Errors)
      : File(File), Text(Text), Errors(Errors) {}

  Json Root;
  bool Failed = false;

  bool null() override { return add(nullptr); }
  bool boolean(bool V) override { return add(V); }
  bool number_integer(int64_t V) override { return add(V); }
  bool number_unsigned(uint64_t V) override { return add(V); }
  bool number_float(double V, const std::string &) override { return add(V); }
  bool string(std::string &V) override { return add(std::move(V)); }
  bool binary(Json::binary_t &) override { return false; } // not in JSON text

  bool start_object(size_t) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(std::string &Name) override {
    if (Stack.back()->contains(Name)) {
      Stack.push_back(nullptr); // so that pointer() names the key itself
      Keys.back() = Name;
      return fail(pointer(), "the key stands here twice");
    }
    Keys.back() = Name;
    return true;
  }

  bool parse_error(size_t Position, const std::string &, const nlohmann::detail::exception &Error) override {
    // The library's text begins with its own name and position: "[…] parse error at line 1, column 2:
    // …".
    std::string_view What = Error.what();
    if (size_t Colon = What.find(": "); Colon != What.npos)
      What.remove_prefix(Colon + 2);
    else if (size_t Bracket = What.find("] "); Bracket != What.npos)
      What.remove_prefix(Bracket + 2);
    constexpr std::string_view Lead = "syntax error ";
    if (What.substr(0, Lead.size()) == Lead)
      What.remove_prefix(Lead.size());
    std::string Reason = "not JSON: ";
    appendReason(Reason, What);
    return fail(lineAndColumn(Position), std::move(Reason));
  }

private:
  std::string_view File, Text;
  std::vector<ModelError> &Errors;
  std::vector<Json *> Stack;     ///< open containers
  std::vector<std::string> Keys; ///< last key in each

  static void appendReason(std::string &Out, std::string_view What) {
    std::string Escaped;
    for (; !What.empty(); What.remove_prefix(std::min(What.size(), MaxQuoted)))
      appendEscaped(Escaped, What.substr(0, MaxQuoted));
    constexpr size_t MaxReason = 240;
    if (Escaped.size() > MaxReason)
      Escaped = Escaped.substr(0, MaxReason) + "...";
    Out += Escaped;
  }

  std::string lineAndColumn(size_t Position) const {
    // Position counts the bytes read, including the offending one.
    size_t Line = 1, Column = 1;
    for (size_t I = 0; I + 1 < Position && I < Text.size(); ++I) {
      if (Text[I] == '\n') {
        ++Line;
        Column = 1;
      } else {
        ++Column;
      }
    }
    return "line " + std::to_string(Line) + ", column " + std::to_string(Column);
  }

  std::string pointer() const {
    std::string P;
    for (size_t I = 0; I + 1 < Stack.size(); ++I)
      P = Stack[I]->is_array() ? pointerTo(P, Stack[I]->size() - 1) : pointerTo(P, Keys[I]);
    return P;
  }

  bool fail(std::string Pointer, std::string Reason) {
    Failed = true;
    Errors.push_back({std::string(File), std::move(Pointer), std::move(Reason)});
    return false;
  }

  template <class T> Json *place(T &&Value) {
    if (Stack.empty()) {
      Root = std::forward<T>(Value);
      return &Root;
    }
    Json &Parent = *Stack.back();
    if (Parent.is_array()) {
      Parent.push_back(std::forward<T>(Value));
      return &Parent.back();
    }
    return &(Parent[Keys.back()] = std::forward<T>(Value));
  }
  template <class T> bool add(T &&Value) {
    place(Json(std::forward<T>(Value)));
    return true;
  }
  bool open(Json Container) {
    Json *Node = place(std::move(Container));
    // Elements of an open array do not move: only the innermost container grows.
    Stack.push_back(Node);
    Keys.emplace_back();
    if (Stack.size() > MaxModelDepth)
      return fail(pointer(), "nested deeper than " + std::to_string(MaxModelDepth));
    return true;
  }
  bool close() {
    Stack.pop_back();
    Keys.pop_back();
    return true;
  }
};

} // namespace

bool readModelFile(const std::string &File, std::string &Text, std::string &Reason) {
  // Opening a pipe without a writer would block, and a device has no end.
  int Descriptor = open(File.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> In(Descriptor < 0 ? nullptr : fdopen(Descriptor, "rb"),
                                                      &std::fclose);
  struct stat Status;
  if (!In || fstat(Descriptor, &Status) != 0) {
    Reason = std::string("cannot open: ") + std::strerror(errno);
    return false;
  }
  if (!S_ISREG(Status.st_mode)) {
    Reason = "not a regular file; copy its content into one";
    return false;
  }
  char Buffer[1 << 16];
  while (size_t N = std::fread(Buffer, 1, sizeof Buffer, In.get())) {
    Text.append(Buffer, N);
    if (Text.size() > MaxModelFileBytes) {
      Reason = "larger than " + std::to_string(MaxModelFileBytes) + " bytes";
      return false;
    }
  }
  if (std::ferror(In.get())) {
    Reason = std::string("cannot read: ") + std::strerror(errno);
    return false;
  }
  return true;
}

Json parseJson(std::string_view File, std::string_view Text, std::vector<ModelError> &Errors) {
  Builder B(File, Text, Errors);
  bool Ok = Json::sax_parse(Text.begin(), Text.end(), &B);
  if (!Ok && !B.Failed)
    Errors.push_back({std::string(File), "", "not JSON"});
  if (!Ok)
    return Json(Json::value_t::discarded);
  return std::move(B.Root);
}

std::string inQuotes(std::string_view Text) {
  std::string Out = "'";
  appendEscaped(Out, Text);
  return Out + "'";
}

std::string pointerTo(const std::string &Parent, std::string_view Key) {
  std::string Token;
  for (char C : Key.substr(0, MaxQuoted + 1)) {
    if (C == '~')
      Token += "~0";
    else if (C == '/')
      Token += "~1";
    else
      Token += C;
  }
  std::string Out = Parent + "/";
  appendEscaped(Out, Token);
  return Out;
}
std::string pointerTo(const std::string &Parent, size_t Index) {
  return Parent + "/" + std::to_string(Index);
}

} // namespace asyncsafe
