#ifndef MOCK_SYS_MMAN_H
#define MOCK_SYS_MMAN_H
#include <mock-c.h>
#include <sys/types.h>
#define PROT_READ 1
#define MAP_SHARED 1
#define MAP_PRIVATE 2
#define MAP_FAILED ((void *)-1)
MOCK_C_BEGIN
void *mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset) MOCK_NOTHROW;
int munmap(void *address, size_t size) MOCK_NOTHROW;
MOCK_C_END
#endif
