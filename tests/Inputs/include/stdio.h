#ifndef MOCK_STDIO_H
#define MOCK_STDIO_H
#include <mock-c.h>
#include <stddef.h>
MOCK_C_BEGIN
typedef struct mock_file FILE;
extern FILE *stdin, *stdout, *stderr;
FILE *fopen(const char *path, const char *mode);
FILE *fdopen(int fd, const char *mode) MOCK_NOTHROW;
int fclose(FILE *stream);
int fflush(FILE *stream);
int printf(const char *format, ...);
int fprintf(FILE *stream, const char *format, ...);
int snprintf(char *to, size_t size, const char *format, ...) MOCK_NOTHROW;
char *fgets(char *to, int size, FILE *stream);
int fputs(const char *text, FILE *stream);
int puts(const char *text);
int fgetc(FILE *stream);
size_t fread(void *to, size_t size, size_t count, FILE *stream);
size_t fwrite(const void *from, size_t size, size_t count, FILE *stream);
FILE *popen(const char *command, const char *mode);
int pclose(FILE *stream);
void perror(const char *text);
MOCK_C_END
#endif
