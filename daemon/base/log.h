/*
 * log.h - one fact, one line, for people and for grep.
 *
 *      log_info("story.new", "outlet=%s listed=%zu headline=%s", id, n, log_text(buf, headline));
 *
 * in a file or on a terminal, and under journald, is:
 *
 *      2026-11-24T03:35:01.123Z info story.new outlet=chinadaily listed=6 headline="..."
 *      <6>story.new outlet=chinadaily listed=6 headline="..."
 *
 * A line is one write() of at most LOG_LINE_MAX_BYTES, so lines of several threads do not mix; no
 * function here blocks on another thread. Under journald (JOURNAL_STREAM names the device and inode
 * of stderr: systemd.exec(5)) the level is a syslog priority (sd-daemon(3)) and the time is the
 * journal's. Text from outside must pass log_text; should a control character slip by, it becomes a
 * blank. Lines that could not be written are counted, and the next that can says how many.
 */
#ifndef NEWSWIRED_BASE_LOG_H
#define NEWSWIRED_BASE_LOG_H

#include <stdbool.h>

#include "base/err.h"

#define LOG_LINE_MAX_BYTES 4096 /* with the line end: PIPE_BUF, so a pipe keeps lines whole */
#define LOG_TEXT_BYTES     512  /* one quoted text, with both quotes and the NUL */

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/*
 * Opens the log; until then it is stderr at LOG_LEVEL_INFO. path: a file, made with mode 0640 where
 * missing and appended to; NULL for stderr. Also changes over at a reload. False (ERR_SYSTEM) where
 * the file cannot be opened: then all stays as it was.
 */
bool log_open(const char *path, enum log_level level, struct err *err);

/* Opens the file anew by its name, after logrotate(8) has moved it. False as log_open; nothing to
 * do on stderr. */
bool log_reopen(struct err *err);

/* Back to stderr at LOG_LEVEL_INFO. */
void log_close(void);

/*
 * event: dotted lower-case words, as in the catalogue of newswired(8). format: the key=value pairs.
 * Longer lines are cut between characters and end in "…". errno is left as it was.
 */
void log_error(const char *event, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_warning(const char *event, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_info(const char *event, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_debug(const char *event, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * `text` for a log line: in double quotes, `"` and `\` with a `\` before them, all else as
 * text_escape has it, cut between characters to fit `buf` with "…" at the end. NULL gives "-"
 * without quotes. Gives `buf`.
 */
const char *log_text(char buf[LOG_TEXT_BYTES], const char *text);

#endif
