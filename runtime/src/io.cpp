// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The two public forms of each operation of io_operations.hpp.
#include <asyncsafe/io.hpp>

#include "io_operations.hpp"

namespace asyncsafe::inline v0::io {

std::size_t detail_::read(int fd, void* buffer, std::size_t bytes, long at_once, std::error_code* error) {
  return operations::read(fd, buffer, bytes, at_once, error);
}
std::size_t detail_::write(int fd, const void* buffer, std::size_t bytes, long at_once, std::error_code* error) {
  return operations::write(fd, buffer, bytes, at_once, error);
}
std::size_t read_full(int fd, void* buffer, std::size_t bytes) { return operations::read_full(fd, buffer, bytes, nullptr); }
std::size_t read_full(int fd, void* buffer, std::size_t bytes, std::error_code& error) { return operations::read_full(fd, buffer, bytes, &error); }
std::size_t write_all(int fd, const void* buffer, std::size_t bytes) { return operations::write_all(fd, buffer, bytes, nullptr); }
std::size_t write_all(int fd, const void* buffer, std::size_t bytes, std::error_code& error) { return operations::write_all(fd, buffer, bytes, &error); }
std::size_t readv(int fd, const iovec* parts, int count) { return operations::readv(fd, parts, count, nullptr); }
std::size_t readv(int fd, const iovec* parts, int count, std::error_code& error) { return operations::readv(fd, parts, count, &error); }
std::size_t writev(int fd, const iovec* parts, int count) { return operations::writev(fd, parts, count, nullptr); }
std::size_t writev(int fd, const iovec* parts, int count, std::error_code& error) { return operations::writev(fd, parts, count, &error); }
std::size_t pread(int fd, void* buffer, std::size_t bytes, off_t offset) { return operations::pread(fd, buffer, bytes, offset, nullptr); }
std::size_t pread(int fd, void* buffer, std::size_t bytes, off_t offset, std::error_code& error) { return operations::pread(fd, buffer, bytes, offset, &error); }
std::size_t pwrite(int fd, const void* buffer, std::size_t bytes, off_t offset) { return operations::pwrite(fd, buffer, bytes, offset, nullptr); }
std::size_t pwrite(int fd, const void* buffer, std::size_t bytes, off_t offset, std::error_code& error) { return operations::pwrite(fd, buffer, bytes, offset, &error); }
std::size_t splice(int from, off_t* from_offset, int to, off_t* to_offset, std::size_t bytes, unsigned flags) { return operations::splice(from, from_offset, to, to_offset, bytes, flags, nullptr); }
std::size_t splice(int from, off_t* from_offset, int to, off_t* to_offset, std::size_t bytes, unsigned flags, std::error_code& error) { return operations::splice(from, from_offset, to, to_offset, bytes, flags, &error); }
std::size_t sendfile(int to, int from, off_t* offset, std::size_t bytes) { return operations::sendfile(to, from, offset, bytes, nullptr); }
std::size_t sendfile(int to, int from, off_t* offset, std::size_t bytes, std::error_code& error) { return operations::sendfile(to, from, offset, bytes, &error); }
std::size_t getrandom(void* buffer, std::size_t bytes, unsigned flags) { return operations::getrandom(buffer, bytes, flags, nullptr); }
std::size_t getrandom(void* buffer, std::size_t bytes, unsigned flags, std::error_code& error) { return operations::getrandom(buffer, bytes, flags, &error); }
int open(const char* path, int flags, mode_t mode) { return operations::open(path, flags, mode, nullptr); }
int open(const char* path, int flags, mode_t mode, std::error_code& error) { return operations::open(path, flags, mode, &error); }
int accept(int fd, sockaddr* address, socklen_t* length) { return operations::accept(fd, address, length, nullptr); }
int accept(int fd, sockaddr* address, socklen_t* length, std::error_code& error) { return operations::accept(fd, address, length, &error); }
void connect(int fd, const sockaddr* address, socklen_t length) { return operations::connect(fd, address, length, nullptr); }
void connect(int fd, const sockaddr* address, socklen_t length, std::error_code& error) { return operations::connect(fd, address, length, &error); }
std::size_t recv(int fd, void* buffer, std::size_t bytes, int flags) { return operations::recv(fd, buffer, bytes, flags, nullptr); }
std::size_t recv(int fd, void* buffer, std::size_t bytes, int flags, std::error_code& error) { return operations::recv(fd, buffer, bytes, flags, &error); }
std::size_t send(int fd, const void* buffer, std::size_t bytes, int flags) { return operations::send(fd, buffer, bytes, flags, nullptr); }
std::size_t send(int fd, const void* buffer, std::size_t bytes, int flags, std::error_code& error) { return operations::send(fd, buffer, bytes, flags, &error); }
std::size_t recvmsg(int fd, msghdr* message, int flags) { return operations::recvmsg(fd, message, flags, nullptr); }
std::size_t recvmsg(int fd, msghdr* message, int flags, std::error_code& error) { return operations::recvmsg(fd, message, flags, &error); }
std::size_t sendmsg(int fd, const msghdr* message, int flags) { return operations::sendmsg(fd, message, flags, nullptr); }
std::size_t sendmsg(int fd, const msghdr* message, int flags, std::error_code& error) { return operations::sendmsg(fd, message, flags, &error); }
int poll(pollfd* fds, nfds_t count, int timeout_ms) { return operations::poll(fds, count, timeout_ms, nullptr); }
int poll(pollfd* fds, nfds_t count, int timeout_ms, std::error_code& error) { return operations::poll(fds, count, timeout_ms, &error); }
int epoll_wait(int epoll_fd, epoll_event* events, int capacity, int timeout_ms) { return operations::epoll_wait(epoll_fd, events, capacity, timeout_ms, nullptr); }
int epoll_wait(int epoll_fd, epoll_event* events, int capacity, int timeout_ms, std::error_code& error) { return operations::epoll_wait(epoll_fd, events, capacity, timeout_ms, &error); }
int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, const timeval* timeout) { return operations::select(count, readable, writable, exceptional, timeout, nullptr); }
int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, const timeval* timeout, std::error_code& error) { return operations::select(count, readable, writable, exceptional, timeout, &error); }
void flock(int fd, int operation) { return operations::flock(fd, operation, nullptr); }
void flock(int fd, int operation, std::error_code& error) { return operations::flock(fd, operation, &error); }
void lock_file(int fd, short type, off_t start, off_t length) { return operations::lock_file(fd, type, start, length, nullptr); }
void lock_file(int fd, short type, off_t start, off_t length, std::error_code& error) { return operations::lock_file(fd, type, start, length, &error); }
void waitid(idtype_t kind, id_t id, siginfo_t* info, int options) { return operations::waitid(kind, id, info, options, nullptr); }
void waitid(idtype_t kind, id_t id, siginfo_t* info, int options, std::error_code& error) { return operations::waitid(kind, id, info, options, &error); }
void nanosleep(const timespec& duration, timespec* remaining) { return operations::nanosleep(duration, remaining, nullptr); }
void nanosleep(const timespec& duration, timespec* remaining, std::error_code& error) { return operations::nanosleep(duration, remaining, &error); }
int sigwait(const sigset_t& signals) { return operations::sigwait(signals, nullptr); }
int sigwait(const sigset_t& signals, std::error_code& error) { return operations::sigwait(signals, &error); }
void close(int fd) { operations::close(fd, nullptr); }
void close(int fd, std::error_code& error) { operations::close(fd, &error); }

}  // namespace asyncsafe::io
