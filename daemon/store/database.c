/* The writer's connection: prepared statements, parameters, columns, and the error that sticks. */
#include "store/database.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Keeps the first error. `what`: the statement's text. */
static void
keep_error(struct store *s, int rc, const char *what)
{
	if (s->rc != SQLITE_OK)
		return;
	s->rc = rc;
	err_set(&s->err, ERR_STORE, "%s (%.60s)",
		s->db != NULL ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc), what);
}

void
database_run(struct store *s, const char *sql)
{
	if (s->rc != SQLITE_OK)
		return;
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		keep_error(s, rc, sql);
}

int64_t
database_pragma(struct store *s, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int64_t answer = 0;
	int rc = s->rc == SQLITE_OK ? sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) : s->rc;
	if (rc == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
		answer = sqlite3_column_int64(statement, 0);
	rc = sqlite3_finalize(statement);
	if (rc != SQLITE_OK)
		keep_error(s, rc, sql);
	return answer;
}

bool
database_prepare(struct store *s, struct err *err)
{
	for (int q = 0; q < STATEMENT_COUNT; q++) {
		const char *sql = statement_texts[q].sql;
		int rc = sqlite3_prepare_v3(
			s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->statement[q], NULL);
		if (rc != SQLITE_OK)
			return err_set(err, ERR_STORE, "%s (%.100s)", sqlite3_errmsg(s->db), sql);
	}
	return true;
}

void
database_finalize(struct store *s)
{
	for (int q = 0; q < STATEMENT_COUNT; q++)
		sqlite3_finalize(s->statement[q]);
}

int64_t
database_change(struct store *s)
{
	return ++s->change;
}

static int
parameter(struct store *s, enum statement q, const char *name)
{
	int index = sqlite3_bind_parameter_index(s->statement[q], name);
	assert(index > 0);
	return index;
}

static void
check_bind(struct store *s, enum statement q, int rc)
{
	if (rc != SQLITE_OK)
		keep_error(s, rc, statement_texts[q].sql);
}

void
bind_int(struct store *s, enum statement q, const char *name, int64_t value)
{
	if (s->rc == SQLITE_OK)
		check_bind(s, q, sqlite3_bind_int64(s->statement[q], parameter(s, q, name), value));
}

void
bind_id(struct store *s, enum statement q, const char *name, int64_t id)
{
	if (id != 0)
		bind_int(s, q, name, id);
}

static bool
is_ascii(const char *bytes, size_t length)
{
	unsigned char all = 0;
	for (size_t i = 0; i < length; i++)
		all |= (unsigned char)bytes[i];
	return all < 0x80;
}

void
bind_text(struct store *s, enum statement q, const char *name, const char *text)
{
	if (s->rc != SQLITE_OK || text == NULL)
		return; /* unbound is NULL: finish() clears */
	size_t length = strlen(text);
	if (!is_ascii(text, length)) {
		text = text_nfc(s->scratch, (struct slice){ text, length });
		length = strlen(text);
	}
	check_bind(s, q,
		sqlite3_bind_text64(s->statement[q], parameter(s, q, name), text, length,
			SQLITE_STATIC, SQLITE_UTF8));
}

void
bind_bytes(struct store *s, enum statement q, const char *name, struct slice bytes)
{
	if (s->rc == SQLITE_OK)
		check_bind(s, q,
			sqlite3_bind_blob64(s->statement[q], parameter(s, q, name), bytes.data,
				bytes.length, SQLITE_STATIC));
}

void
bind_time(struct store *s, enum statement q, const char *name, int64_t seconds)
{
	if (seconds != CLOCK_NEVER)
		bind_text(s, q, name,
			clock_format(seconds, arena_alloc(s->scratch, CLOCK_TEXT_BYTES)));
}

bool
row(struct store *s, enum statement q)
{
	if (s->rc != SQLITE_OK)
		return false;
	int rc = sqlite3_step(s->statement[q]);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		keep_error(s, rc, statement_texts[q].sql);
	return rc == SQLITE_ROW;
}

void
finish(struct store *s, enum statement q)
{
	sqlite3_reset(s->statement[q]);
	sqlite3_clear_bindings(s->statement[q]);
}

void
run(struct store *s, enum statement q)
{
	row(s, q);
	finish(s, q);
}

int64_t
column_int(struct store *s, enum statement q, int column)
{
	return sqlite3_column_int64(s->statement[q], column);
}

const char *
column_text(struct store *s, enum statement q, int column)
{
	return (const char *)sqlite3_column_text(s->statement[q], column);
}

char *
column_copy(struct store *s, enum statement q, int column, struct arena *arena)
{
	const char *text = column_text(s, q, column);
	return text != NULL ? arena_strdup(arena, text) : NULL;
}

struct slice
column_bytes(struct store *s, enum statement q, int column)
{
	const char *bytes = sqlite3_column_blob(s->statement[q], column);
	return (struct slice){ bytes != NULL ? bytes : "",
		(size_t)sqlite3_column_bytes(s->statement[q], column) };
}

int64_t
column_time(struct store *s, enum statement q, int column)
{
	int64_t seconds;
	const char *text = column_text(s, q, column);
	return text != NULL && clock_read(slice_of(text), &seconds) ? seconds : CLOCK_NEVER;
}
