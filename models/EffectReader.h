//===- EffectReader.h - The effects of a model row ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the effects of a model row: their verbs, and the keys that each verb allows.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_EFFECTREADER_H
#define ASYNCSAFE_MODELS_EFFECTREADER_H

#include "models/Words.h"

namespace asyncsafe {

/// Appends the effect at \p J to \p Out.
/// \param RowSource the witness of an interruption that names none.
void readEffect(WordReader &Words, const Json &J, const std::string &At, const std::string &RowSource,
                std::vector<Effect> &Out);

} // namespace asyncsafe

#endif
