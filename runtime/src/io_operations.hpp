// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The blocking operations, one implementation for both public forms: a null `error` means "throw".
#pragma once

#include <asyncsafe/io.hpp>

namespace asyncsafe::inline v0::io::operations {

// `at_once` is what call_at_once() said.
std::size_t read(int fd, void* buffer, std::size_t bytes, long at_once, std::error_code* error);
std::size_t write(int fd, const void* buffer, std::size_t bytes, long at_once, std::error_code* error);
std::size_t read_full(int fd, void* buffer, std::size_t bytes, std::error_code* error);
std::size_t write_all(int fd, const void* buffer, std::size_t bytes, std::error_code* error);
std::size_t readv(int fd, const iovec* parts, int count, std::error_code* error);
std::size_t writev(int fd, const iovec* parts, int count, std::error_code* error);
std::size_t pread(int fd, void* buffer, std::size_t bytes, off_t offset, std::error_code* error);
std::size_t pwrite(int fd, const void* buffer, std::size_t bytes, off_t offset, std::error_code* error);
std::size_t splice(int from, off_t* from_offset, int to, off_t* to_offset, std::size_t bytes, unsigned flags, std::error_code* error);
std::size_t sendfile(int to, int from, off_t* offset, std::size_t bytes, std::error_code* error);
std::size_t getrandom(void* buffer, std::size_t bytes, unsigned flags, std::error_code* error);
int open(const char* path, int flags, mode_t mode, std::error_code* error);
int accept(int fd, sockaddr* address, socklen_t* length, std::error_code* error);
void connect(int fd, const sockaddr* address, socklen_t length, std::error_code* error);
std::size_t recv(int fd, void* buffer, std::size_t bytes, int flags, std::error_code* error);
std::size_t send(int fd, const void* buffer, std::size_t bytes, int flags, std::error_code* error);
std::size_t recvmsg(int fd, msghdr* message, int flags, std::error_code* error);
std::size_t sendmsg(int fd, const msghdr* message, int flags, std::error_code* error);
int poll(pollfd* fds, nfds_t count, int timeout_ms, std::error_code* error);
int epoll_wait(int epoll_fd, epoll_event* events, int capacity, int timeout_ms, std::error_code* error);
int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, const timeval* timeout, std::error_code* error);
void flock(int fd, int operation, std::error_code* error);
void lock_file(int fd, short type, off_t start, off_t length, std::error_code* error);
void waitid(idtype_t kind, id_t id, siginfo_t* info, int options, std::error_code* error);
void nanosleep(const timespec& duration, timespec* remaining, std::error_code* error);
int sigwait(const sigset_t& signals, std::error_code* error);
void close(int fd, std::error_code* error);

}  // namespace asyncsafe::io::operations
