// right: the string's block is over when luaL_error() is called.
#include <string>

extern "C" {
struct lua_State;
const char *luaL_checklstring(lua_State *L, int Arg, std::size_t *Len);
int luaL_error(lua_State *L, const char *Format, ...);
void lua_pushinteger(lua_State *L, long long N);
}
long long fileSize(const char *Path) noexcept;

extern "C" int scriptFileSize(lua_State *L) {
  std::size_t Len;
  const char *Name = luaL_checklstring(L, 1, &Len);
  long long Size;
  {
    std::string Path = std::string("/srv/data/of/the/scripts/") + Name;
    Size = fileSize(Path.c_str());
  }
  if (Size < 0)
    return luaL_error(L, "no file %s", Name);
  lua_pushinteger(L, Size);
  return 1;
}
