// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// Libraries whose functions raise by longjmp: Lua, libpng.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct lua_State lua_State;
int luaL_error(lua_State *L, const char *format, ...);
const char *luaL_checklstring(lua_State *L, int index, size_t *length);
#define luaL_checkstring(L, index) luaL_checklstring(L, index, NULL)
void lua_pushstring(lua_State *L, const char *text);
#define LUA_REGISTRYINDEX (-1001000)
void lua_gettable(lua_State *L, int index);
void lua_setfield(lua_State *L, int index, const char *name);
int lua_next(lua_State *L, int index);
int lua_pcall(lua_State *L, int arguments, int results, int handler);

typedef struct png_struct png_struct;
typedef png_struct *png_structp;
jmp_buf *png_set_longjmp_fn(png_structp png, void (*jump)(jmp_buf, int), size_t size);
#define png_jmpbuf(png) (*png_set_longjmp_fn((png), longjmp, sizeof(jmp_buf)))
void png_read_info(png_structp png, void *info);
void png_read_image(png_structp png, void **rows);

int lua_arguments_first_ok(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  FILE *f = fopen(name, "r");
  if (f)
    fclose(f);
  return 0;
}
int lua_protected_call_ok(lua_State *L) {
  char *p = malloc(10);
  int rc = lua_pcall(L, 0, 0, 0);
  free(p);
  return rc;
}
void lua_registry_ok(lua_State *L) {
  char *p = malloc(10);
  lua_gettable(L, LUA_REGISTRYINDEX);
  lua_setfield(L, LUA_REGISTRYINDEX, p);
  free(p);
}
void lua_next_ok(lua_State *L) {
  char *p = malloc(10);
  while (lua_next(L, -2))
    p[0] = 0;
  free(p);
}
void lua_other_table_bad(lua_State *L) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'lua_gettable' jumps out of this function [asyncsafe-unprotected-release]
  lua_gettable(L, -2);
  free(p);
}
int png_landing_frees_ok(png_structp png, void *info) {
  FILE *f = fopen("a.png", "rb");
  if (!f)
    return -1;
  if (setjmp(png_jmpbuf(png))) {
    fclose(f);
    return -1;
  }
  png_read_info(png, info);
  fclose(f);
  return 0;
}

int lua_raises_bad(lua_State *L) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'luaL_checklstring' jumps out of this function [asyncsafe-unprotected-release]
  p[0] = *luaL_checkstring(L, 1);
  free(p);
  return 0;
}
int lua_error_bad(lua_State *L) {
  FILE *f = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'luaL_error' jumps out of this function [asyncsafe-unprotected-release]
  if (!f)
    return 0;
  if (fgetc(f) < 0)
    return luaL_error(L, "empty");
  fclose(f);
  return 1;
}
int png_landing_forgets_bad(png_structp png, void *info) {
  FILE *f = fopen("a.png", "rb");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'png_read_info' jumps out of this function [asyncsafe-unprotected-release]
  if (!f)
    return -1;
  if (setjmp(png_jmpbuf(png)))
    return -1;
  png_read_info(png, info);
  fclose(f);
  return 0;
}
