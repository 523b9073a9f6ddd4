// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Name resolution that can be interrupted.
#pragma once

#include <asyncsafe/detail/export.hpp>

#include <memory>
#include <netdb.h>
#include <system_error>

namespace asyncsafe::inline v0::io {

namespace detail_ {
struct free_addresses {
  void operator()(addrinfo* first) const noexcept { ::freeaddrinfo(first); }
};
}  // namespace detail_

/// What a name stands for: the first of a list, never empty when resolve() returns without an error.
using addresses = std::unique_ptr<addrinfo, detail_::free_addresses>;

/// The names and services' addresses. Total: interrupted, nothing is returned; the lookup itself, which
/// the C library cannot end, goes on in a thread of its own and is thrown away. Takes the arguments of getaddrinfo(3).
/// \throws std::system_error of resolver_category() or, for a failing system call, of the generic one; a pending interrupt.
[[nodiscard]] ASYNCSAFE_API addresses resolve(const char* node, const char* service, const addrinfo* hints = nullptr);
[[nodiscard]] ASYNCSAFE_API addresses resolve(const char* node, const char* service, const addrinfo* hints,
                                              std::error_code& error);

/// Of the EAI_ numbers.
[[nodiscard]] ASYNCSAFE_API const std::error_category& resolver_category() noexcept;

}  // namespace asyncsafe::inline v0::io
