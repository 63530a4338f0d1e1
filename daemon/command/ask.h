/*
 * ask.h - what the commands on the store share: which store, rows as JSON, options of one form.
 */
#ifndef NEWSWIRED_COMMAND_ASK_H
#define NEWSWIRED_COMMAND_ASK_H

#include <stdbool.h>

#include "command/command.h"
#include "command/terminal.h"
#include "store/query.h"

#define ASK_PATH_BYTES 4096

/*
 * The path of the store that was named, else the configuration's (copied into `path`), else the
 * default one. NULL where the configuration cannot be used, which has been said on stderr then.
 */
const char *ask_path(const struct command *command, const struct command_globals *globals,
	char path[static ASK_PATH_BYTES]);

/*
 * Opens the store that was named, else the configuration's, else the default one. NULL where that
 * fails, which has been said on stderr then.
 */
struct query *ask_open(const struct command *command, const struct command_globals *globals);

/*
 * Whether the store has the outlet; one that it has not is told on stderr, with the nearest name
 * and where all are listed. The same of an agency that articles credit.
 */
bool ask_has_outlet(const struct command *command, struct query *query, struct arena *arena,
	const char *outlet);
bool ask_has_agency(const struct command *command, struct query *query, struct arena *arena,
	const char *agency);

/* A number from 1 to `max`; false otherwise. */
bool ask_read_number(const char *text, int64_t max, int64_t *number);

/*
 * A time as people give it: ISO 8601, a date, or how long ago ("2d", "12h", "30m"); as the store
 * writes times, in the arena. NULL where it is none of these.
 */
const char *ask_read_since(struct arena *arena, const char *text, int64_t now);

/* One row as a JSON object, new reference. */
json_t *ask_row_to_json(const struct query_rows *rows, size_t row);

/* All rows, one object a line. */
void ask_print_json(const struct query_rows *rows);

/* One object on a line; takes the reference. */
void ask_print_object(json_t *object);

/* Asks for rows with the one number that many questions have; failure is said on stderr. */
bool ask_rows(const struct command *command, struct query *query, struct arena *arena,
	enum question question, const struct query_parameter *parameters, size_t count,
	struct query_rows *rows);

/* What story it is, in two lines; the row of QUERY_STORY. */
void ask_print_story(
	const struct terminal *terminal, struct arena *arena, const struct query_rows *story);

/*
 * Where a story was seen, as a table; rows of QUERY_SIGHTINGS or QUERY_LISTED_AT. Nothing for no
 * rows.
 */
void ask_print_sightings(
	const struct terminal *terminal, struct arena *arena, const struct query_rows *rows);

/* The story that is named so (query_story); 0 where there is none, which stderr has been told. */
int64_t ask_story(const struct command *command, struct query *query, const char *name);

/* Tells of the story `name`; gives the exit status. all, json: those options were given. */
typedef int ask_answer(
	const struct command *command, struct query *query, const char *name, bool all, bool json);

/*
 * A whole command that is given a story (in one argument, or a headline's words in several) and
 * whose options are --all and --json: reads them, opens the store and has `answer` tell. Gives the
 * exit status.
 */
int ask_about_story(const struct command *command, const struct command_globals *globals, int argc,
	char **argv, ask_answer *answer);

#endif
