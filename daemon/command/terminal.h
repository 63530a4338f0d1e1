/*
 * terminal.h - output for people: fitted to the terminal, in colour only there, and safe with any
 * text from outside.
 *
 * Off a terminal nothing is cut and nothing coloured, unless COLUMNS says how wide it may be.
 * NO_COLOR (no-color.org) and TERM=dumb turn colour off. Everything printed passes text_escape.
 */
#ifndef NEWSWIRED_COMMAND_TERMINAL_H
#define NEWSWIRED_COMMAND_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "store/query.h"

#define TERMINAL_COLUMNS_MAX 100000 /* "unlimited" */

enum terminal_style {
	STYLE_PLAIN,
	STYLE_STRONG, /* headlines */
	STYLE_FAINT,  /* times, addresses */
	STYLE_NAME,   /* outlets */
	STYLE_ALARM,  /* what fails */
};

struct terminal {
	size_t columns;
	bool color;
};

/* Looks at stdout and the environment. */
void terminal_init(struct terminal *terminal);

/* `text` (NULL: "") on one line, without what a terminal could take for an order; in the arena. */
const char *terminal_line(struct arena *arena, const char *text);

/* `line`, at most so many columns wide, cut with an ellipsis; in the arena. */
const char *terminal_cut(struct arena *arena, const char *line, size_t columns);

/* Prints a line of terminal_line (or its cut) in a style. */
void terminal_print(const struct terminal *terminal, enum terminal_style style, const char *line);

/*
 * Prints `text` wrapped to the terminal's width, each line after `indent` blanks. Ends with a line
 * end.
 */
void terminal_wrap(const struct terminal *terminal, struct arena *arena, enum terminal_style style,
	const char *text, size_t indent);

/* "2015-09-30T01:20:00Z" as "2015-09-30 01:20"; "-" for NULL. */
const char *terminal_time(struct arena *arena, const char *time);

/* "1 fish", "2 fishes". */
const char *terminal_count(
	struct arena *arena, int64_t count, const char *singular, const char *plural);

enum terminal_fit {
	FIT_LEFT,    /* as wide as its widest */
	FIT_RIGHT,   /* the same, to the right: numbers */
	FIT_STRETCH, /* what the others leave; cut where it is too long. At most one. */
};

#define COLUMN_TIME 1 /* a time of the store */
/* Left out where the stretched column would get too narrow; the last first. */
#define COLUMN_SPARE 2

struct terminal_column {
	const char *name; /* of the rows' column */
	const char *head; /* over it */
	enum terminal_fit fit;
	enum terminal_style style;
	int flags; /* of COLUMN_ */
};

/* Prints rows as a table with a line of heads. Columns empty in all rows are left out. */
void terminal_table(const struct terminal *terminal, struct arena *arena,
	const struct query_rows *rows, const struct terminal_column *columns, size_t count);

#endif
