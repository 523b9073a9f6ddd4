//===- Serialize.h - Units to bytes and back --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compact, versioned binary form of a captured unit.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_SERIALIZE_H
#define ASYNCSAFE_EFFECTS_SERIALIZE_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Version of the format; a reader refuses other versions, and data written with other lists of fields
/// (Fields.h).
inline constexpr uint32_t GraphFormatVersion = 9;

/// The unit as bytes: magic, version, hash of the lists of fields, string table, then the graph in varints.
std::string serialize(const Unit &U);

/// One function as bytes, for comparison only.
std::string serialize(const Function &F);

/// Reads a unit; otherwise \p Error gives the byte and the reason (another version, truncated, an id out
/// of range). Never reads outside \p Bytes.
std::optional<Unit> deserialize(std::string_view Bytes, std::string &Error);

} // namespace asyncsafe

#endif
