/* The store for readers. */
#include "store/query.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/key.h"
#include "store/migrations.h"
#include "store/questions.h"
#include "store/store.h"
#include "title/title.h"

/* The daemon's transactions take a tenth of a second, its checkpoints no more. */
#define BUSY_MS         5000

#define WORDS_MAX_BYTES 16384 /* a question this long is no one's */

struct query {
	sqlite3 *db;
	sqlite3_stmt *statement[QUERY_COUNT]; /* prepared when first asked */
	char *path;
};

static bool
failed(const struct query *q, struct err *err)
{
	return err_set(err, ERR_STORE, "%.80s: %s", q->path, sqlite3_errmsg(q->db));
}

/* The bytes that mean something in a URI (sqlite.org/uri.html). */
static char *
uri_of(const char *path)
{
	struct buffer uri;
	buffer_init(&uri, 3 * strlen(path) + 32);
	buffer_add_string(&uri, "file:");
	for (const char *at = path; *at != '\0'; at++) {
		if (strchr("?#%", *at) != NULL)
			buffer_addf(&uri, "%%%02X", (unsigned char)*at);
		else
			buffer_add_char(&uri, *at);
	}
	buffer_add_string(&uri, "?mode=ro");
	return buffer_take(&uri);
}

static int64_t
pragma(struct query *q, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int64_t answer = -1;
	if (sqlite3_prepare_v2(q->db, sql, -1, &statement, NULL) == SQLITE_OK &&
		sqlite3_step(statement) == SQLITE_ROW)
		answer = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return answer;
}

static bool
check_store(struct query *q, struct err *err)
{
	int newest = migrations[migration_count - 1].version;
	int64_t application = pragma(q, "PRAGMA application_id");
	if (application < 0 && sqlite3_errcode(q->db) != SQLITE_NOTADB)
		return failed(q, err);
	if (application != STORE_APPLICATION_ID)
		return err_set(err, ERR_STORE, "%.120s is no newswired store", q->path);
	int64_t version = pragma(q, "PRAGMA user_version");
	if (version > newest)
		return err_set(err, ERR_STORE,
			"%.100s was written by a newer newswired (schema version %lld, this one knows %d)",
			q->path, (long long)version, newest);
	if (version < newest)
		return err_set(err, ERR_STORE,
			"%.100s has the older schema version %lld: start newswired once to bring it to %d",
			q->path, (long long)version, newest);
	return true;
}

struct query *
query_open(const char *path, struct err *err)
{
	struct query *q = mem_zalloc(1, sizeof(*q));
	char *uri = uri_of(path);
	struct stat status;
	q->path = mem_strdup(path);
	bool ok = true;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		ok = err_set(
			err, ERR_STORE, "%.120s: no store here; name it with --store FILE", path);
	else if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		ok = err_set(
			err, ERR_STORE, "%.120s is a folder; --store names the file in it", path);
	else if (access(path, R_OK) != 0)
		ok = err_set(err, ERR_STORE,
			"%.120s: %s (readers must be in the group that owns it)", path,
			strerror(errno));
	else if (sqlite3_open_v2(uri, &q->db,
			 SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
			 NULL) != SQLITE_OK)
		ok = failed(q, err);
	mem_free(uri);
	if (ok) {
		sqlite3_busy_timeout(q->db, BUSY_MS);
		sqlite3_exec(q->db, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;", NULL,
			NULL, NULL);
		ok = check_store(q, err);
	}
	if (ok)
		return q;
	query_close(q);
	return NULL;
}

void
query_close(struct query *q)
{
	if (q == NULL)
		return;
	for (size_t i = 0; i < QUERY_COUNT; i++)
		sqlite3_finalize(q->statement[i]);
	sqlite3_close(q->db);
	mem_free(q->path);
	mem_free(q);
}

void
query_hold(struct query *q)
{
	sqlite3_exec(q->db, "BEGIN", NULL, NULL, NULL);
}

void
query_let_go(struct query *q)
{
	sqlite3_exec(q->db, "COMMIT", NULL, NULL, NULL);
}

/* ---- rows ---- */

static void
bind_parameter(sqlite3_stmt *statement, const struct query_parameter *parameter)
{
	int index = sqlite3_bind_parameter_index(statement, parameter->name);
	if (index == 0)
		return;
	if (parameter->text != NULL)
		sqlite3_bind_text(statement, index, parameter->text, -1, SQLITE_STATIC);
	else
		sqlite3_bind_int64(statement, index, parameter->number);
}

static struct query_value
read_value(sqlite3_stmt *statement, int column, struct arena *arena)
{
	int type = sqlite3_column_type(statement, column);
	if (type == SQLITE_NULL)
		return (struct query_value){ NULL, false, 0 };
	return (struct query_value){
		.is_number = type == SQLITE_INTEGER,
		.number = type == SQLITE_INTEGER ? sqlite3_column_int64(statement, column) : 0,
		.text = arena_strdup(arena, (const char *)sqlite3_column_text(statement, column)),
	};
}

static void
read_names(sqlite3_stmt *statement, struct arena *arena, struct query_rows *rows)
{
	rows->columns = (size_t)sqlite3_column_count(statement);
	rows->names = arena_zalloc(arena, rows->columns, sizeof(*rows->names));
	for (size_t c = 0; c < rows->columns; c++)
		rows->names[c] = arena_strdup(arena, sqlite3_column_name(statement, (int)c));
}

bool
query_ask(struct query *q, struct arena *arena, enum question question,
	const struct query_parameter *parameters, size_t count, struct query_rows *rows,
	struct err *err)
{
	size_t used = 0, capacity = 0;
	*rows = (struct query_rows){ 0 };
	if (q->statement[question] == NULL &&
		sqlite3_prepare_v2(q->db, question_texts[question], -1, &q->statement[question],
			NULL) != SQLITE_OK)
		return failed(q, err);
	sqlite3_stmt *statement = q->statement[question];
	for (size_t i = 0; i < count; i++)
		bind_parameter(statement, &parameters[i]);
	read_names(statement, arena, rows);
	int rc;
	while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
		for (size_t c = 0; c < rows->columns; c++) {
			rows->values = arena_grow(
				arena, rows->values, used, &capacity, sizeof(*rows->values));
			rows->values[used++] = read_value(statement, (int)c, arena);
		}
		rows->count++;
	}
	bool ok = rc == SQLITE_DONE || failed(q, err);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return ok;
}

const struct query_value *
query_value(const struct query_rows *rows, size_t row, const char *column)
{
	for (size_t c = 0; c < rows->columns; c++)
		if (strcmp(rows->names[c], column) == 0)
			return &rows->values[row * rows->columns + c];
	assert(false && "no such column");
	return NULL;
}

/* ---- what people type ---- */

/* One phrase in FTS5's quotes. */
static void
add_phrase(struct buffer *out, struct arena *arena, struct slice phrase, bool open_end)
{
	const char *spaced = key_spaced(arena, arena_strndup(arena, phrase.data, phrase.length));
	buffer_add_char(out, '"');
	for (const char *at = spaced; *at != '\0'; at++) {
		buffer_add_char(out, *at);
		if (*at == '"')
			buffer_add_char(out, '"');
	}
	buffer_add_string(out, open_end ? "\"*" : "\"");
}

struct phrase {
	struct slice text;
	bool excluded, open_end;
};

/* Takes the next phrase off *at; false at the end. */
static bool
next_phrase(const char **at, struct phrase *phrase)
{
	*at += strspn(*at, " \t\n");
	if (**at == '\0')
		return false;
	phrase->excluded = **at == '-' && (*at)[1] != '\0' && (*at)[1] != ' ';
	*at += phrase->excluded;
	bool quoted = **at == '"';
	*at += quoted;
	size_t length = strcspn(*at, quoted ? "\"" : " \t\n");
	phrase->text = (struct slice){ *at, length };
	*at += length;
	if (quoted && **at == '"')
		++*at;
	phrase->open_end = length > 1 && phrase->text.data[length - 1] == '*';
	phrase->text.length -= phrase->open_end;
	return true;
}

static bool
has_word(struct slice text)
{
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		uint32_t point = text_decode(at, end, &at);
		if (text_is_letter(point) || text_is_digit(point))
			return true;
	}
	return false;
}

/* FTS5's NOT has two sides, so that what is excluded follows all that is wanted. */
const char *
query_words(struct arena *arena, const char *typed)
{
	struct buffer wanted, unwanted;
	struct phrase phrase;
	buffer_init(&wanted, WORDS_MAX_BYTES);
	buffer_init(&unwanted, WORDS_MAX_BYTES);
	for (const char *at = typed; next_phrase(&at, &phrase);) {
		struct buffer *to = phrase.excluded ? &unwanted : &wanted;
		if (!has_word(phrase.text))
			continue;
		if (to->length > 0)
			buffer_add_string(to, phrase.excluded ? " OR " : " AND ");
		add_phrase(to, arena, phrase.text, phrase.open_end);
	}
	const char *words = NULL;
	if (wanted.length > 0 && !wanted.overflowed && !unwanted.overflowed)
		words = unwanted.length == 0
				? arena_strdup(arena, wanted.data)
				: arena_printf(arena, "(%s) NOT (%s)", wanted.data, unwanted.data);
	buffer_release(&wanted);
	buffer_release(&unwanted);
	return words;
}

static int64_t
ask_number(struct query *q, struct arena *arena, enum question question,
	const struct query_parameter *parameter, struct err *err)
{
	struct query_rows rows;
	if (!query_ask(q, arena, question, parameter, 1, &rows, err) || rows.count == 0)
		return 0;
	return rows.values[0].number;
}

/* A person may leave the scheme out. */
static int64_t
story_of_address(struct query *q, struct arena *arena, const char *address, struct err *err)
{
	struct query_parameter key = { ":url_hash", NULL, key_of_url(arena, address) };
	if (key.number == KEY_NONE)
		key.number = key_of_url(arena, arena_printf(arena, "https://%s", address));
	return key.number != KEY_NONE ? ask_number(q, arena, QUERY_STORY_OF_URL, &key, err) : 0;
}

static int64_t
story_of_headline(struct query *q, struct arena *arena, const char *headline, struct err *err)
{
	struct title title;
	title_read(&title, arena, headline, NULL);
	const struct query_parameter hash = { ":title_hash", title.hash, 0 };
	return title.hash[0] != '\0' ? ask_number(q, arena, QUERY_STORY_OF_TITLE, &hash, err) : 0;
}

int64_t
query_story(struct query *q, const char *name, struct err *err)
{
	struct arena *arena = arena_new();
	const char *digits = name[0] == '#' ? name + 1 : name;
	int64_t story;
	if (digits[0] != '\0' && digits[strspn(digits, "0123456789")] == '\0') {
		const struct query_parameter id = { ":story", NULL, strtoll(digits, NULL, 10) };
		story = ask_number(q, arena, QUERY_STORY_ID, &id, err);
	} else {
		story = story_of_address(q, arena, name, err);
		if (story == 0)
			story = story_of_headline(q, arena, name, err);
	}
	arena_free(arena);
	return story;
}

static int64_t
bytes_of(const char *path)
{
	struct stat file;
	return stat(path, &file) == 0 ? file.st_size : 0;
}

int64_t
query_file_bytes(const struct query *q)
{
	return bytes_of(q->path);
}

int64_t
query_log_bytes(const struct query *q)
{
	char *log = mem_printf("%s-wal", q->path);
	int64_t bytes = bytes_of(log);
	mem_free(log);
	return bytes;
}
