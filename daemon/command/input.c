/* Whole files into memory. */
#include "command/input.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define STEP_BYTES ((size_t)256 * 1024)

static bool
read_all(FILE *file, struct buffer *out, struct err *err)
{
	for (;;) {
		char *to = buffer_reserve(out, STEP_BYTES);
		if (to == NULL)
			return err_set(err, ERR_LIMIT, "file over %zu bytes", INPUT_MAX_BYTES);
		errno = 0;
		size_t got = fread(to, 1, STEP_BYTES, file);
		out->length += got;
		to[got] = '\0';
		if (ferror(file))
			return err_set(err, ERR_SYSTEM, "%s", strerror(errno));
		if (got == 0)
			return true;
	}
}

bool
input_read(const char *name, struct buffer *out, struct err *err)
{
	FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	if (file == NULL)
		return err_set(err, ERR_SYSTEM, "%s", strerror(errno));
	buffer_init(out, INPUT_MAX_BYTES + STEP_BYTES);
	bool good = read_all(file, out, err);
	if (file != stdin)
		fclose(file);
	if (!good)
		buffer_release(out);
	return good;
}
