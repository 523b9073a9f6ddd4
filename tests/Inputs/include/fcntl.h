#ifndef MOCK_FCNTL_H
#define MOCK_FCNTL_H
#include <mock-c.h>
#include <sys/types.h>
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_CREAT 0100
#define O_NONBLOCK 04000
#define F_GETFL 3
#define F_SETFL 4
#define O_CLOEXEC 02000000
MOCK_C_BEGIN
int open(const char *path, int flags, ...);
int openat(int folder, const char *path, int flags, ...);
int fcntl(int fd, int command, ...);
MOCK_C_END
#endif
