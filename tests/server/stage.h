/*
 * stage.h - a stage for the real daemon: a folder with its configuration, an outlet server it
 * reaches as its proxy, and the newswired process itself.
 *
 *      stage_open(&stage);
 *      stage_outlet(&stage, "gazette", "http://gazette.example/rss.xml");
 *      server_put(stage.server, "gazette.example", "/rss.xml", 0, NULL, feed);
 *      ck_assert_int_eq(stage_once(&stage), 0);
 *      ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 2);
 *      stage_close(&stage);
 *
 * The server answers while the stage waits for the daemon. Failures of the stage itself fail the
 * test.
 */
#ifndef NEWSWIRED_TESTS_STAGE_H
#define NEWSWIRED_TESTS_STAGE_H

#include <stdint.h>
#include <sys/types.h>

#include <event2/event.h>

#include "server/server.h"

struct stage {
	struct event_base *base;
	struct server *server;
	char folder[64]; /* removed at the end */
	pid_t daemon;    /* 0: none runs */
};

void stage_open(struct stage *stage);

/* Kills what runs, removes the folder. */
void stage_close(struct stage *stage);

/*
 * Writes FOLDER/newswired.json; `more`: further members, "\"poll\": { ... }", or NULL. stage_open
 * has done it with none.
 */
void stage_configure(struct stage *stage, const char *more);

/* Writes an outlet's file with one feed. */
void stage_outlet(struct stage *stage, const char *id, const char *feed_url);

/* Writes any file below the folder. */
void stage_write(struct stage *stage, const char *name, const char *text);

/*
 * Starts newswired with the stage's configuration and the option (NULL: none); its log goes to
 * FOLDER/log, added to what is there.
 */
void stage_start(struct stage *stage, const char *option);

/* Answers requests until the daemon has ended; its exit status, or 128 + the signal it died of. */
int stage_wait(struct stage *stage);

/* Answers requests for so long. */
void stage_play(struct stage *stage, int ms);

/* Answers requests until the log holds the text; fails the test after some seconds. */
void stage_until(struct stage *stage, const char *text);

/* `newswired --once`, from start to end. */
int stage_once(struct stage *stage);

/* Changes the store, which no daemon has open. */
void stage_change(struct stage *stage, const char *sql);

/* Takes the store's write lock, as another program would; sqlite3_close gives it back. */
struct sqlite3 *stage_lock(struct stage *stage);

/* The one number that a query gives. */
int64_t stage_count(struct stage *stage, const char *sql);

/* The one text that a query gives; "" for NULL. Valid until the next call. */
const char *stage_text(struct stage *stage, const char *sql);

/* The log so far. The caller frees it with mem_free. */
char *stage_log(struct stage *stage);

/* Lines of the log that hold the text. */
int stage_logged(struct stage *stage, const char *text);

#endif
