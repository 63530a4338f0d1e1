/* Output for people. */
#include "command/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"

#define GAP_COLUMNS     2  /* between the columns of a table */
#define STRETCH_COLUMNS 16 /* the least a stretched column gets, however narrow the terminal */
#define STRETCH_WISHED  32 /* spare columns are left out before it gets less */
#define WRAP_COLUMNS    80 /* of running text where the terminal is wider, or there is none */

static const char ellipsis[] = "\u2026";

static size_t
columns_of(void)
{
	struct winsize size;
	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
		size.ws_col > 0)
		return size.ws_col;
	const char *columns = getenv("COLUMNS");
	long number = columns != NULL ? strtol(columns, NULL, 10) : 0;
	return number > 0 && number < TERMINAL_COLUMNS_MAX ? (size_t)number : TERMINAL_COLUMNS_MAX;
}

void
terminal_init(struct terminal *terminal)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	terminal->columns = columns_of();
	terminal->color = isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0') &&
			  term != NULL && strcmp(term, "dumb") != 0;
}

const char *
terminal_line(struct arena *arena, const char *text)
{
	struct buffer line;
	if (text == NULL)
		return "";
	/* Nothing grows more than a byte that becomes "\xNN" or three that become "\u{NNNN}". */
	buffer_init(&line, strlen(text) * 4 + 8);
	text_escape(&line, slice_of(text));
	const char *copy = line.length > 0 ? arena_strdup(arena, line.data) : "";
	buffer_release(&line);
	return copy;
}

/* The bytes at the front of `line` that fit into so many columns. */
static size_t
bytes_that_fit(const char *line, size_t columns)
{
	size_t used = 0;
	const char *at = line, *end = line + strlen(line);
	while (at < end) {
		const char *next;
		text_decode(at, end, &next);
		used += text_columns((struct slice){ at, (size_t)(next - at) });
		if (used > columns)
			break;
		at = next;
	}
	return (size_t)(at - line);
}

const char *
terminal_cut(struct arena *arena, const char *line, size_t columns)
{
	if (line[bytes_that_fit(line, columns)] == '\0')
		return line;
	size_t length = columns > 0 ? bytes_that_fit(line, columns - 1) : 0;
	while (length > 0 && line[length - 1] == ' ')
		length--;
	return arena_printf(arena, "%.*s%s", (int)length, line, columns > 0 ? ellipsis : "");
}

void
terminal_print(const struct terminal *terminal, enum terminal_style style, const char *line)
{
	static const char *const codes[] = {
		[STYLE_PLAIN] = NULL,
		[STYLE_STRONG] = "1",
		[STYLE_FAINT] = "2",
		[STYLE_NAME] = "36",
		[STYLE_ALARM] = "31",
	};
	if (terminal->color && codes[style] != NULL && line[0] != '\0')
		printf("\033[%sm%s\033[0m", codes[style], line);
	else
		fputs(line, stdout);
}

/*
 * How much of `text` stands on a line of so many columns: up to a blank, or between wide
 * characters; at least one character.
 */
static size_t
line_length(const char *text, size_t columns)
{
	size_t fits = bytes_that_fit(text, columns);
	if (text[fits] == '\0' || text[fits] == ' ')
		return fits;
	for (const char *at = text, *end = text + fits; at < end;) {
		const char *next;
		uint32_t point = text_decode(at, end, &next);
		if (point == ' ')
			fits = (size_t)(at - text);
		else if (text_is_cjk(point))
			fits = (size_t)(next - text);
		at = next;
	}
	if (fits > 0)
		return fits;
	const char *next;
	text_decode(text, text + strlen(text), &next);
	return (size_t)(next - text);
}

void
terminal_wrap(const struct terminal *terminal, struct arena *arena, enum terminal_style style,
	const char *text, size_t indent)
{
	const char *line = terminal_line(arena, text);
	size_t columns = terminal->columns < WRAP_COLUMNS ? terminal->columns : WRAP_COLUMNS;
	columns = columns > indent + STRETCH_COLUMNS ? columns - indent : STRETCH_COLUMNS;
	do {
		size_t length = line_length(line, columns);
		printf("%*s", (int)indent, "");
		terminal_print(terminal, style, arena_strndup(arena, line, length));
		putchar('\n');
		line += length;
		line += strspn(line, " ");
	} while (*line != '\0');
}

const char *
terminal_time(struct arena *arena, const char *time)
{
	const size_t minutes = sizeof("2015-09-30T01:20") - 1;
	if (time == NULL || strlen(time) < minutes || time[10] != 'T')
		return time == NULL ? "-" : terminal_line(arena, time);
	return terminal_line(
		arena, arena_printf(arena, "%.10s %.5s", time, time + sizeof("2015-09-30T") - 1));
}

const char *
terminal_count(struct arena *arena, int64_t count, const char *singular, const char *plural)
{
	return arena_printf(arena, "%lld %s", (long long)count, count == 1 ? singular : plural);
}

/* ---- tables ---- */

struct layout {
	const struct terminal *terminal;
	struct arena *arena;
	const struct query_rows *rows;
	const struct terminal_column *columns;
	size_t count;
	size_t *width; /* of each column; 0: left out */
};

static const char *
cell(const struct layout *l, size_t row, size_t column)
{
	const char *text = query_value(l->rows, row, l->columns[column].name)->text;
	if (text != NULL && (l->columns[column].flags & COLUMN_TIME) != 0)
		return terminal_time(l->arena, text);
	return terminal_line(l->arena, text);
}

static size_t
width_of(const struct layout *l, size_t column)
{
	size_t widest = 0;
	for (size_t r = 0; r < l->rows->count; r++) {
		size_t width = text_columns(slice_of(cell(l, r, column)));
		widest = width > widest ? width : widest;
	}
	size_t head = text_columns(slice_of(l->columns[column].head));
	return widest > 0 && widest < head ? head : widest;
}

/* Columns of the terminal that are left beside those of the table but `stretched`. */
static size_t
room_for(const struct layout *l, size_t stretched)
{
	size_t taken = 0;
	for (size_t c = 0; c < l->count; c++)
		if (c != stretched && l->width[c] > 0)
			taken += l->width[c] + GAP_COLUMNS;
	return l->terminal->columns > taken ? l->terminal->columns - taken : 0;
}

static void
measure(struct layout *l)
{
	size_t stretched = l->count;
	l->width = arena_zalloc(l->arena, l->count, sizeof(*l->width));
	for (size_t c = 0; c < l->count; c++) {
		l->width[c] = width_of(l, c);
		if (l->columns[c].fit == FIT_STRETCH)
			stretched = c;
	}
	if (stretched == l->count)
		return;
	size_t wished = l->width[stretched] < STRETCH_WISHED ? l->width[stretched] : STRETCH_WISHED;
	for (size_t c = l->count; c-- > 0 && room_for(l, stretched) < wished;)
		if (l->columns[c].flags & COLUMN_SPARE)
			l->width[c] = 0;
	size_t room = room_for(l, stretched);
	room = room > STRETCH_COLUMNS ? room : STRETCH_COLUMNS;
	if (l->width[stretched] > room)
		l->width[stretched] = room;
}

/* *pending: blanks that stand before the next cell, so that no line ends in blanks. */
static void
print_cell(const struct layout *l, size_t column, const char *text, enum terminal_style style,
	size_t *pending)
{
	const char *fitted = terminal_cut(l->arena, text, l->width[column]);
	size_t pad = l->width[column] - text_columns(slice_of(fitted));
	if (l->columns[column].fit == FIT_RIGHT) {
		*pending += pad;
		pad = 0;
	}
	if (fitted[0] != '\0') {
		printf("%*s", (int)*pending, "");
		terminal_print(l->terminal, style, fitted);
		*pending = 0;
	}
	*pending += pad + GAP_COLUMNS;
}

void
terminal_table(const struct terminal *terminal, struct arena *arena, const struct query_rows *rows,
	const struct terminal_column *columns, size_t count)
{
	struct layout l = { terminal, arena, rows, columns, count, NULL };
	size_t pending = 0;
	if (rows->count == 0)
		return;
	measure(&l);
	for (size_t c = 0; c < count; c++)
		if (l.width[c] > 0)
			print_cell(&l, c, columns[c].head, STYLE_FAINT, &pending);
	putchar('\n');
	for (size_t r = 0; r < rows->count; r++) {
		pending = 0;
		for (size_t c = 0; c < count; c++)
			if (l.width[c] > 0)
				print_cell(&l, c, cell(&l, r, c), columns[c].style, &pending);
		putchar('\n');
	}
}
