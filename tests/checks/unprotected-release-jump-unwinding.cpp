// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- %mock -std=c++20
// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -check-suffixes=,STRICT -option=Strict=true -- %mock -std=c++20
// An error of Lua is a jump, or an exception where Lua is built for C++ (LuaJIT is, too): what a destructor releases may be
// released, what a statement behind the call releases is not.
#include <mutex>
#include <stdlib.h>
#include <string>
#include <vector>

struct lua_State;
extern "C" {
int luaL_error(lua_State *L, const char *Format, ...);
long long luaL_checkinteger(lua_State *L, int Index);
void lua_getfield(lua_State *L, int Index, const char *Key);
}
static std::mutex Lock;
long size(const std::string &Text);

int objects_ok(lua_State *L) {
  std::vector<int> Values(8);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'Values' is not destroyed if 'lua_getfield' jumps out of this function [asyncsafe-unprotected-release]
  std::string Name("name");
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'Name' is not destroyed if 'lua_getfield' jumps out of this function [asyncsafe-unprotected-release]
  lua_getfield(L, 1, "key");
  return static_cast<int>(luaL_checkinteger(L, 2) + size(Name));
}
int guard_ok(lua_State *L) {
  std::lock_guard<std::mutex> Hold(Lock);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'Hold' is not destroyed if 'luaL_checkinteger' jumps out of this function [asyncsafe-unprotected-release]
  return static_cast<int>(luaL_checkinteger(L, 1));
}
int checked_first_ok(lua_State *L) {
  long long Count = luaL_checkinteger(L, 1);
  char *Buffer = static_cast<char *>(malloc(16));
  Buffer[0] = static_cast<char>(Count);
  free(Buffer);
  return 0;
}

int by_hand(lua_State *L) {
  Lock.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Lock' is acquired here and not released if 'luaL_checkinteger' jumps out of this function [asyncsafe-unprotected-release]
  long long Count = luaL_checkinteger(L, 1);
  Lock.unlock();
  return static_cast<int>(Count);
}
int memory(lua_State *L) {
  char *Buffer = static_cast<char *>(malloc(16));
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: memory 'Buffer' is acquired here and not released if 'luaL_checkinteger' jumps out of this function [asyncsafe-unprotected-release]
  Buffer[0] = static_cast<char>(luaL_checkinteger(L, 1));
  free(Buffer);
  return 0;
}
