/* Errors as values. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

bool
err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	if (err == NULL)
		return false;
	va_list ap;
	va_start(ap, format);
	err->kind = kind;
	vsnprintf(err->text, sizeof(err->text), format, ap);
	va_end(ap);
	return false;
}

const char *
err_kind_name(enum err_kind kind)
{
	static const char *const names[] = {
		[ERR_NONE] = "none",
		[ERR_SYSTEM] = "system",
		[ERR_CONFIG] = "config",
		[ERR_STORE] = "store",
		[ERR_NETWORK] = "network",
		[ERR_HTTP] = "http",
		[ERR_REFUSED] = "refused",
		[ERR_LIMIT] = "limit",
		[ERR_FORMAT] = "format",
	};
	return names[kind];
}
