/* Calls everything in models/lua.json. */
#include <stdarg.h>
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>


/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

va_list Arguments;

void all(void *p) {
  lua_callk(ANY(struct lua_State *), ANY(int), ANY(int), ANY(long), ANY(int (*)(struct lua_State *, int, long)));
  lua_arith(ANY(struct lua_State *), ANY(int));
  lua_compare(ANY(struct lua_State *), ANY(int), ANY(int), ANY(int));
  lua_concat(ANY(struct lua_State *), ANY(int));
  lua_getfield(ANY(struct lua_State *), ANY(int), ANY(const char *));
  lua_getglobal(ANY(struct lua_State *), ANY(const char *));
  lua_gettable(ANY(struct lua_State *), ANY(int));
  lua_geti(ANY(struct lua_State *), ANY(int), ANY(long long));
  lua_len(ANY(struct lua_State *), ANY(int));
  lua_setfield(ANY(struct lua_State *), ANY(int), ANY(const char *));
  lua_setglobal(ANY(struct lua_State *), ANY(const char *));
  lua_seti(ANY(struct lua_State *), ANY(int), ANY(long long));
  lua_settable(ANY(struct lua_State *), ANY(int));
  lua_closeslot(ANY(struct lua_State *), ANY(int)); lua_settop(ANY(struct lua_State *), ANY(int));
  lua_next(ANY(struct lua_State *), ANY(int));
  lua_getinfo(ANY(struct lua_State *), ANY(const char *), ANY(struct lua_Debug *));
  lua_createtable(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_newthread(ANY(struct lua_State *));
  lua_newuserdatauv(ANY(struct lua_State *), ANY(unsigned long), ANY(int));
  lua_pushcclosure(ANY(struct lua_State *), ANY(int (*)(struct lua_State *)), ANY(int));
  lua_pushfstring(ANY(struct lua_State *), ANY(const char *));
  lua_pushlstring(ANY(struct lua_State *), ANY(const char *), ANY(unsigned long));
  lua_pushstring(ANY(struct lua_State *), ANY(const char *));
  lua_pushvfstring(ANY(struct lua_State *), ANY(const char *), Arguments);
  lua_rawset(ANY(struct lua_State *), ANY(int));
  lua_rawseti(ANY(struct lua_State *), ANY(int), ANY(long long));
  lua_rawsetp(ANY(struct lua_State *), ANY(int), ANY(const void *));
  lua_toclose(ANY(struct lua_State *), ANY(int));
  lua_tolstring(ANY(struct lua_State *), ANY(int), ANY(unsigned long *));
  lua_setiuservalue(ANY(struct lua_State *), ANY(int), ANY(int));
  luaL_checkany(ANY(struct lua_State *), ANY(int));
  luaL_checkinteger(ANY(struct lua_State *), ANY(int));
  luaL_checklstring(ANY(struct lua_State *), ANY(int), ANY(unsigned long *));
  luaL_checknumber(ANY(struct lua_State *), ANY(int));
  luaL_checkoption(ANY(struct lua_State *), ANY(int), ANY(const char *), ANY(const char *const[]));
  luaL_checkstack(ANY(struct lua_State *), ANY(int), ANY(const char *));
  luaL_checktype(ANY(struct lua_State *), ANY(int), ANY(int));
  luaL_checkudata(ANY(struct lua_State *), ANY(int), ANY(const char *));
  luaL_checkversion_(ANY(struct lua_State *), ANY(double), ANY(unsigned long));
  luaL_optinteger(ANY(struct lua_State *), ANY(int), ANY(long long));
  luaL_optlstring(ANY(struct lua_State *), ANY(int), ANY(const char *), ANY(unsigned long *));
  luaL_optnumber(ANY(struct lua_State *), ANY(int), ANY(double));
  luaL_callmeta(ANY(struct lua_State *), ANY(int), ANY(const char *));
  luaL_getsubtable(ANY(struct lua_State *), ANY(int), ANY(const char *));
  luaL_len(ANY(struct lua_State *), ANY(int)); luaL_openlibs(ANY(struct lua_State *));
  luaL_requiref(ANY(struct lua_State *), ANY(const char *), ANY(int (*)(struct lua_State *)), ANY(int));
  luaL_tolstring(ANY(struct lua_State *), ANY(int), ANY(unsigned long *));
  luaL_addgsub(ANY(struct luaL_Buffer *), ANY(const char *), ANY(const char *), ANY(const char *));
  luaL_addlstring(ANY(struct luaL_Buffer *), ANY(const char *), ANY(unsigned long));
  luaL_addstring(ANY(struct luaL_Buffer *), ANY(const char *));
  luaL_addvalue(ANY(struct luaL_Buffer *));
  luaL_buffinitsize(ANY(struct lua_State *), ANY(struct luaL_Buffer *), ANY(unsigned long));
  luaL_prepbuffsize(ANY(struct luaL_Buffer *), ANY(unsigned long));
  luaL_pushresult(ANY(struct luaL_Buffer *));
  luaL_pushresultsize(ANY(struct luaL_Buffer *), ANY(unsigned long));
  luaL_getmetafield(ANY(struct lua_State *), ANY(int), ANY(const char *));
  luaL_gsub(ANY(struct lua_State *), ANY(const char *), ANY(const char *), ANY(const char *));
  luaL_loadfilex(ANY(struct lua_State *), ANY(const char *), ANY(const char *));
  luaL_newmetatable(ANY(struct lua_State *), ANY(const char *));
  luaL_ref(ANY(struct lua_State *), ANY(int));
  luaL_setfuncs(ANY(struct lua_State *), ANY(const struct luaL_Reg *), ANY(int));
  luaL_testudata(ANY(struct lua_State *), ANY(int), ANY(const char *));
  luaL_traceback(ANY(struct lua_State *), ANY(struct lua_State *), ANY(const char *), ANY(int));
  luaL_where(ANY(struct lua_State *), ANY(int));
  luaL_fileresult(ANY(struct lua_State *), ANY(int), ANY(const char *));
  luaL_execresult(ANY(struct lua_State *), ANY(int)); luaL_newstate();
  lua_newstate(ANY(void *(*)(void *, void *, unsigned long, unsigned long)), ANY(void *));
  lua_close(ANY(struct lua_State *));
  lua_pcallk(ANY(struct lua_State *), ANY(int), ANY(int), ANY(int), ANY(long), ANY(int (*)(struct lua_State *, int, long)));
  lua_absindex(ANY(struct lua_State *), ANY(int));
  lua_atpanic(ANY(struct lua_State *), ANY(int (*)(struct lua_State *)));
  lua_checkstack(ANY(struct lua_State *), ANY(int));
  lua_copy(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_dump(ANY(struct lua_State *), ANY(int (*)(struct lua_State *, const void *, unsigned long, void *)), ANY(void *), ANY(int));
  lua_gc(ANY(struct lua_State *), ANY(int));
  lua_getiuservalue(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_getmetatable(ANY(struct lua_State *), ANY(int)); lua_gettop(ANY(struct lua_State *));
  lua_getupvalue(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_iscfunction(ANY(struct lua_State *), ANY(int));
  lua_isinteger(ANY(struct lua_State *), ANY(int));
  lua_isnumber(ANY(struct lua_State *), ANY(int));
  lua_isstring(ANY(struct lua_State *), ANY(int));
  lua_isuserdata(ANY(struct lua_State *), ANY(int)); lua_isyieldable(ANY(struct lua_State *));
  lua_load(ANY(struct lua_State *), ANY(const char *(*)(struct lua_State *, void *, unsigned long *)), ANY(void *), ANY(const char *), ANY(const char *));
  lua_pushboolean(ANY(struct lua_State *), ANY(int));
  lua_pushinteger(ANY(struct lua_State *), ANY(long long));
  lua_pushlightuserdata(ANY(struct lua_State *), ANY(void *));
  lua_pushnil(ANY(struct lua_State *)); lua_pushnumber(ANY(struct lua_State *), ANY(double));
  lua_pushthread(ANY(struct lua_State *)); lua_pushvalue(ANY(struct lua_State *), ANY(int));
  lua_rawequal(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_rawget(ANY(struct lua_State *), ANY(int));
  lua_rawgeti(ANY(struct lua_State *), ANY(int), ANY(long long));
  lua_rawgetp(ANY(struct lua_State *), ANY(int), ANY(const void *));
  lua_rawlen(ANY(struct lua_State *), ANY(int));
  lua_resume(ANY(struct lua_State *), ANY(struct lua_State *), ANY(int), ANY(int *));
  lua_rotate(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_setmetatable(ANY(struct lua_State *), ANY(int));
  lua_setupvalue(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_status(ANY(struct lua_State *));
  lua_stringtonumber(ANY(struct lua_State *), ANY(const char *));
  lua_toboolean(ANY(struct lua_State *), ANY(int));
  lua_tocfunction(ANY(struct lua_State *), ANY(int));
  lua_tointegerx(ANY(struct lua_State *), ANY(int), ANY(int *));
  lua_tonumberx(ANY(struct lua_State *), ANY(int), ANY(int *));
  lua_topointer(ANY(struct lua_State *), ANY(int));
  lua_tothread(ANY(struct lua_State *), ANY(int));
  lua_touserdata(ANY(struct lua_State *), ANY(int)); lua_type(ANY(struct lua_State *), ANY(int));
  lua_typename(ANY(struct lua_State *), ANY(int));
  lua_upvalueid(ANY(struct lua_State *), ANY(int), ANY(int));
  lua_upvaluejoin(ANY(struct lua_State *), ANY(int), ANY(int), ANY(int), ANY(int));
  lua_version(ANY(struct lua_State *));
  lua_xmove(ANY(struct lua_State *), ANY(struct lua_State *), ANY(int));
  lua_sethook(ANY(struct lua_State *), ANY(void (*)(struct lua_State *, struct lua_Debug *)), ANY(int), ANY(int));
  luaL_loadbufferx(ANY(struct lua_State *), ANY(const char *), ANY(unsigned long), ANY(const char *), ANY(const char *));
  luaL_loadstring(ANY(struct lua_State *), ANY(const char *));
  luaL_buffinit(ANY(struct lua_State *), ANY(struct luaL_Buffer *));
  luaL_setmetatable(ANY(struct lua_State *), ANY(const char *));
  luaL_unref(ANY(struct lua_State *), ANY(int), ANY(int));
}
void ends_lua_error(void *p) { lua_error(ANY(struct lua_State *)); }
void ends_luaL_error(void *p) { luaL_error(ANY(struct lua_State *), ANY(const char *)); }
void ends_luaL_argerror(void *p) { luaL_argerror(ANY(struct lua_State *), ANY(int), ANY(const char *)); }
void ends_luaL_typeerror(void *p) { luaL_typeerror(ANY(struct lua_State *), ANY(int), ANY(const char *)); }
void ends_lua_yieldk(void *p) { lua_yieldk(ANY(struct lua_State *), ANY(int), ANY(long), ANY(int (*)(struct lua_State *, int, long))); }

/* Macros here, functions in older versions. */
int macros(lua_State *L) {
  lua_call(L, 0, 0); lua_pcall(L, 0, 0, 0); lua_newtable(L); lua_newuserdata(L, 1);
  return lua_yield(L, 0);
}
