//===- Shared.cpp - Names shared between functions ------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Shared.h"

#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

SharedKey sharedKey(const Place &P) {
  if (P.isNone())
    return {};
  bool Named = P.Root == Place::RootKind::Global ||
               std::any_of(P.Path.begin(), P.Path.end(),
                           [](const Projection &Step) { return Step.K == Projection::Kind::Field; });
  if (Named)
    return P.Object == NoId ? SharedKey() : SharedKey{SharedKey::Kind::Object, P.Object};
  if (P.Root == Place::RootKind::Local)
    return {SharedKey::Kind::Local, P.Index};
  return {};
}

const Object *objectOf(const SharedKey &K, const Unit &U) {
  return K.K == SharedKey::Kind::Object ? &U.Objects[K.Id] : nullptr;
}

bool looksAt(const Function &F, const SharedKey &Key) {
  auto Is = [&](const Place &P) { return sharedKey(P) == Key; };
  return hasBranchOn(F, Is) ||
         hasEvent(F, [&](const Event &E) { return E.kind() == EventKind::Read && Is(E.subject()); });
}

std::string sharedName(const Place &P, const Unit &U) {
  if (const Object *O = objectOf(sharedKey(P), U)) {
    size_t At = O->Name.rfind("::");
    return At == std::string::npos ? O->Name : O->Name.substr(At + 2);
  }
  return spelling(P);
}

} // namespace asyncsafe
