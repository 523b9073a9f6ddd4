#ifndef MOCK_UNISTD_H
#define MOCK_UNISTD_H
#include <mock-c.h>
#include <sys/types.h>
#define STDIN_FILENO 0
MOCK_C_BEGIN
int close(int fd);
ssize_t read(int fd, void *to, size_t size);
ssize_t write(int fd, const void *from, size_t size);
int fsync(int fd);
int pipe(int fds[2]) MOCK_NOTHROW;
int pipe2(int fds[2], int flags) MOCK_NOTHROW;
unsigned alarm(unsigned seconds) MOCK_NOTHROW;
int dup(int fd) MOCK_NOTHROW;
int unlink(const char *path) MOCK_NOTHROW;
unsigned sleep(unsigned seconds);
int usleep(useconds_t microseconds);
int pause(void);
pid_t fork(void) MOCK_NOTHROW;
int execv(const char *, char *const *) MOCK_NOTHROW;
int execvp(const char *, char *const *) MOCK_NOTHROW;
pid_t getpid(void) MOCK_NOTHROW;
void _exit(int status) __attribute__((__noreturn__));
MOCK_C_END
#endif
