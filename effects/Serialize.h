//===- Serialize.h - Units to bytes and back --------------------*- C++ -*-===//
//
// Decides the compact, versioned form in which a captured unit is stored.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_SERIALIZE_H
#define ASYNCSAFE_EFFECTS_SERIALIZE_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Version of the form; a reader refuses every other, and what was written with other
/// lists of fields (Fields.h).
inline constexpr uint32_t GraphFormatVersion = 9;

/// The unit as bytes: magic, version, hash of the lists of fields, string table, then the graph in varints.
std::string serialize(const Unit &U);

/// One function as bytes, in a form that is only good for comparing.
std::string serialize(const Function &F);

/// The unit again; \p Error says at which byte and why if it is not one (another
/// version, truncated, an id out of range).  Never reads outside \p Bytes.
std::optional<Unit> deserialize(std::string_view Bytes, std::string &Error);

} // namespace asyncsafe

#endif
