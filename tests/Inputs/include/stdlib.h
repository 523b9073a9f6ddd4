#ifndef MOCK_STDLIB_H
#define MOCK_STDLIB_H
#include <mock-c.h>
#include <stddef.h>
MOCK_C_BEGIN
void *malloc(size_t size) MOCK_NOTHROW;
void *calloc(size_t count, size_t size) MOCK_NOTHROW;
void *realloc(void *pointer, size_t size) MOCK_NOTHROW;
void free(void *pointer) MOCK_NOTHROW;
void abort(void) MOCK_NOTHROW __attribute__((__noreturn__));
void exit(int status) MOCK_NOTHROW __attribute__((__noreturn__));
int system(const char *command);
int mkstemp(char *name);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
int atoi(const char *text) MOCK_NOTHROW;
MOCK_C_END
#endif
