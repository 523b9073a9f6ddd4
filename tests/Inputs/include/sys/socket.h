#ifndef MOCK_SYS_SOCKET_H
#define MOCK_SYS_SOCKET_H
#include <mock-c.h>
#include <sys/types.h>
#define AF_INET 2
#define AF_UNIX 1
#define SOCK_STREAM 1
#define SOCK_CLOEXEC 02000000
#define SHUT_RDWR 2
#define SOCK_NONBLOCK 04000
typedef unsigned socklen_t;
struct sockaddr {
  unsigned short sa_family;
  char sa_data[14];
};
MOCK_C_BEGIN
int shutdown(int fd, int how) MOCK_NOTHROW;
int socketpair(int domain, int type, int protocol, int fds[2]) MOCK_NOTHROW;
int socket(int domain, int type, int protocol) MOCK_NOTHROW;
int accept(int fd, struct sockaddr *address, socklen_t *length);
int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
int connect(int fd, const struct sockaddr *address, socklen_t length);
ssize_t recv(int fd, void *to, size_t size, int flags);
ssize_t send(int fd, const void *from, size_t size, int flags);
MOCK_C_END
#endif
