// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fields of glibc's struct pthread, found where glibc tells debuggers to find them (nptl_db's descriptors).
#pragma once

#include <cstdint>
#include <dlfcn.h>
#include <pthread.h>

namespace asyncsafe::inline v0::detail {

/// Null if this C library has no such descriptor, or one of another size.
template <class T>
T* nptl_field(pthread_t thread, const char* descriptor) noexcept {
#if defined(__GLIBC__)
  struct field {
    std::uint32_t bits, elements, offset;
  };
  const auto* found = static_cast<const field*>(::dlsym(RTLD_DEFAULT, descriptor));
  if (found == nullptr || found->bits != sizeof(T) * 8) return nullptr;
  return reinterpret_cast<T*>(static_cast<std::uintptr_t>(thread) + found->offset);
#else
  return nullptr;
#endif
}

}  // namespace asyncsafe::detail
