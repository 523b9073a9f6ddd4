//===- Json.h - Untrusted bytes to a JSON document --------------*- C++ -*-===//
//
// Decides what a model file may be before its content matters: bounded in size
// and depth, valid UTF-8, no key twice; and how values of unknown origin are
// quoted in a message.
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

/// Reads \p File whole.  False, with a reason, if it cannot be read or is too big.
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
