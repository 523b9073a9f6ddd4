//===- Json.h - Parsing of untrusted JSON -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks a model file before its content matters: bounded size and depth, valid UTF-8, no duplicate
// keys; and quotes untrusted values for messages.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_JSON_H
#define ASYNCSAFE_MODELS_JSON_H

#ifndef JSON_NOEXCEPTION
#define JSON_NOEXCEPTION 1
#endif
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace asyncsafe {

struct ModelError;

using Json = nlohmann::json;

inline constexpr size_t MaxModelFileBytes = 4u << 20;
inline constexpr unsigned MaxModelDepth = 16;

/// Reads the whole of \p File. False, with a reason, if it cannot be read or is too large.
bool readModelFile(const std::string &File, std::string &Text, std::string &Reason);

/// Parses \p Text.  On an error the result is discarded and \p Errors has grown.
Json parseJson(std::string_view File, std::string_view Text, std::vector<ModelError> &Errors);

/// \p Text between quotes, shortened, with everything but printable ASCII escaped.
std::string inQuotes(std::string_view Text);

/// One more step of a JSON pointer: `~` and `/` escaped as RFC 6901 says, and
/// control characters so that a message stays on its line.
std::string pointerTo(const std::string &Parent, std::string_view Key);
std::string pointerTo(const std::string &Parent, size_t Index);

} // namespace asyncsafe

#endif
