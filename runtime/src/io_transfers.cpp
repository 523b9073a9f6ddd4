// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Transfers at an offset and between descriptors, as io_operations.cpp describes its own.
#include <linux/fs.h>
#include <linux/random.h>

#include <algorithm>
#include <climits>

#include "io_operations.hpp"
#include "raw_io.hpp"
#include "system_call.hpp"

namespace asyncsafe::inline v0::io::operations {
namespace {

using detail::plain_call;
using detail::system_call;
using detail::would_block;

template <class T>
long word(T value) noexcept {
  return detail_::word(value);
}

std::size_t size_of(long result) noexcept { return result < 0 ? 0 : static_cast<std::size_t>(result); }

bool is_ready(int fd, short events) noexcept {
  pollfd one{fd, events, 0};
  const timespec none{};
  return detail::raw_poll(&one, 1, &none) != 0;  // no point of cancellation
}

// With RWF_NOWAIT where the file has that; else it is a file that does not wait for anybody.
long attempt_at_offset(const system_call& c) {
  iovec part{reinterpret_cast<void*>(c.arguments[1]), static_cast<std::size_t>(c.arguments[2])};
  const bool reads = c.events == POLLIN;
  const system_call now_or_never{
      c.name, reads ? SYS_preadv2 : SYS_pwritev2, {c.arguments[0], word(&part), 1, c.arguments[3], 0, RWF_NOWAIT}};
  const long result = plain_call(now_or_never);
  if (result == -EAGAIN) return would_block;
  return result == -EOPNOTSUPP || result == -EINVAL || result == -ENOSYS ? plain_call(c) : result;
}

std::size_t at_offset(const char* name, long number, int fd, const void* buffer, std::size_t bytes, off_t offset,
                      short events, std::error_code* error) {
  system_call c{name, number, {fd, word(buffer), static_cast<long>(bytes), offset}};
  c.fd = fd;
  c.events = events;
  c.attempt = attempt_at_offset;
  return size_of(detail::run(c, error));
}

// SPLICE_F_NONBLOCK is about the pipe; the other side may wait all the same, so both are looked at.
long attempt_splice(const system_call& c) {
  if (!is_ready(static_cast<int>(c.arguments[0]), POLLIN) || !is_ready(static_cast<int>(c.arguments[2]), POLLOUT))
    return would_block;
  system_call now_or_never = c;
  now_or_never.arguments[5] |= 2;  // SPLICE_F_NONBLOCK
  const long result = plain_call(now_or_never);
  return result == -EAGAIN && (c.arguments[5] & 2) == 0 ? would_block : result;
}

// A ready pipe or socket takes a page without waiting, and may wait for more.
long attempt_sendfile(const system_call& c) {
  if (!is_ready(static_cast<int>(c.arguments[0]), POLLOUT)) return would_block;
  system_call little = c;
  little.arguments[3] = std::min<long>(c.arguments[3], PIPE_BUF);
  return plain_call(little);
}

long attempt_getrandom(const system_call& c) {
  system_call now_or_never = c;
  now_or_never.arguments[2] |= GRND_NONBLOCK;
  const long result = plain_call(now_or_never);
  return result == -EAGAIN && (c.arguments[2] & GRND_NONBLOCK) == 0 ? would_block : result;
}

}  // namespace

std::size_t pread(int fd, void* buffer, std::size_t bytes, off_t offset, std::error_code* error) {
  return at_offset("asyncsafe::io::pread", SYS_pread64, fd, buffer, bytes, offset, POLLIN, error);
}

std::size_t pwrite(int fd, const void* buffer, std::size_t bytes, off_t offset, std::error_code* error) {
  return at_offset("asyncsafe::io::pwrite", SYS_pwrite64, fd, buffer, bytes, offset, POLLOUT, error);
}

std::size_t splice(int from, off_t* from_offset, int to, off_t* to_offset, std::size_t bytes, unsigned flags,
                   std::error_code* error) {
  system_call c{"asyncsafe::io::splice",
                SYS_splice,
                {from, word(from_offset), to, word(to_offset), static_cast<long>(bytes), static_cast<long>(flags)}};
  c.attempt = attempt_splice;
  return size_of(detail::run(c, error));
}

std::size_t sendfile(int to, int from, off_t* offset, std::size_t bytes, std::error_code* error) {
  system_call c{"asyncsafe::io::sendfile", SYS_sendfile, {to, from, word(offset), static_cast<long>(bytes)}};
  c.fd = to;
  c.events = POLLOUT;
  c.attempt = attempt_sendfile;
  return size_of(detail::run(c, error));
}

std::size_t getrandom(void* buffer, std::size_t bytes, unsigned flags, std::error_code* error) {
  system_call c{
      "asyncsafe::io::getrandom", SYS_getrandom, {word(buffer), static_cast<long>(bytes), static_cast<long>(flags)}};
  c.attempt = attempt_getrandom;
  return size_of(detail::run(c, error));
}

}  // namespace asyncsafe::io::operations
