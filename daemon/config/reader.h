/*
 * reader.h - a JSON file into structs, by a table of keys; all its mistakes collected on the way.
 */
#ifndef NEWSWIRED_CONFIG_READER_H
#define NEWSWIRED_CONFIG_READER_H

#include <jansson.h>

#include "config/keys.h"
#include "config/mistake.h"
#include "config/place.h"

/* A place in the file that is being read, and its key's whole name by way of those above. */
struct frame {
	const struct frame *up;
	const char *name;    /* of a member; NULL in arrays and at the root */
	size_t index;        /* in an array */
	struct place *place; /* NULL: that of the frame above */
};

struct reader {
	struct arena *arena; /* all values live in it */
	struct config_mistakes *mistakes;
	const char *file;
	struct frame root;
};

/*
 * Reads the file into `values`, a struct of `keys`: first all defaults, then what the file says.
 * False where anything is wrong with it; then it is told in the mistakes. arena: values; file: its
 * path, copied. A member whose name begins with "#" or "//" is a comment. `reader` serves
 * reader_complain as long as the arena lives.
 */
bool reader_read(struct reader *reader, struct arena *arena, struct config_mistakes *mistakes,
	const char *file, const struct keys *keys, void *values);

/* The same for a text that is there already: `reader` has all but its root's place, `text` lives as
 * long as its arena. */
bool reader_read_text(
	struct reader *reader, struct slice text, const struct keys *keys, void *values);

/* A mistake at a place; the second: its value is of a wrong JSON type. Always false. */
bool reader_wrong(struct reader *reader, const struct frame *frame, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool reader_wrong_type(
	struct reader *reader, const struct frame *frame, const char *wanted, const json_t *value);

/*
 * A mistake that shows only when all is read: at the member `name` of the root, or at its item
 * `index`'s member `inner` where inner is not NULL. Always false.
 */
bool reader_complain(struct reader *reader, const char *name, size_t index, const char *inner,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
