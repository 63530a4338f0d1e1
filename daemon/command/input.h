/*
 * input.h - the files a command reads pages and feeds from.
 */
#ifndef NEWSWIRED_COMMAND_INPUT_H
#define NEWSWIRED_COMMAND_INPUT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/err.h"

/* Larger files are refused: no page or feed has so much. */
#define INPUT_MAX_BYTES ((size_t)64 << 20)

/*
 * Reads a whole file, "-" being stdin, into `out`, which is made here and the caller's to release.
 * Bytes as they are: extraction inflates them itself. False (ERR_SYSTEM, ERR_LIMIT) where it cannot
 * be read; then nothing is to be released.
 */
bool input_read(const char *name, struct buffer *out, struct err *err);

#endif
