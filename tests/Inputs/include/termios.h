#ifndef MOCK_TERMIOS_H
#define MOCK_TERMIOS_H
#include <mock-c.h>
struct termios {
  unsigned c_iflag, c_oflag, c_cflag, c_lflag;
  unsigned char c_cc[32];
};
#define ICANON 2
#define ECHO 8
#define TCSANOW 0
#define TCSAFLUSH 2
MOCK_C_BEGIN
int tcgetattr(int fd, struct termios *mode) MOCK_NOTHROW;
int tcsetattr(int fd, int when, const struct termios *mode) MOCK_NOTHROW;
MOCK_C_END
#endif
