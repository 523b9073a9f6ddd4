//===- Embedded.h - The built-in model files --------------------*- C++ -*-===//
//
// What models/Embed.cmake generates: the text of every models/*.json, in order
// of name.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_EMBEDDED_H
#define ASYNCSAFE_MODELS_EMBEDDED_H

#include <cstddef>
#include <string_view>

namespace asyncsafe {

struct EmbeddedModel {
  std::string_view File; ///< "posix-threads.json"
  std::string_view Text;
};
extern const EmbeddedModel EmbeddedModels[];
extern const size_t NumEmbeddedModels;

} // namespace asyncsafe

#endif
