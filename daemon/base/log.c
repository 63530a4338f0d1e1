/* Log lines: where they go, how they begin, and what makes text from outside safe in them. */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

#define LOG_FILE_MODE 0640 /* group newswire may read */

static const char ELLIPSIS[] = "\xE2\x80\xA6";

/* Written by the thread that opens the log, read by all. The descriptor's number never changes once
 * it is a file's. */
static atomic_int log_fd = STDERR_FILENO;
static atomic_int log_threshold = LOG_LEVEL_INFO;
static atomic_bool log_journal_known, log_journal;
static atomic_ulong log_lost;
static char *log_path; /* owned; NULL for stderr */

static const struct {
	const char *name;
	int priority; /* syslog(3) */
} levels[] = {
	[LOG_LEVEL_ERROR] = { "error", 3 },
	[LOG_LEVEL_WARNING] = { "warning", 4 },
	[LOG_LEVEL_INFO] = { "info", 6 },
	[LOG_LEVEL_DEBUG] = { "debug", 7 },
};

/* Whether stderr is the stream that journald gave the service, by systemd.exec(5). */
static bool
stderr_is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	struct stat st;
	if (stream == NULL || fstat(STDERR_FILENO, &st) != 0)
		return false;
	char *end;
	uintmax_t device = strtoumax(stream, &end, 10);
	if (*end != ':')
		return false;
	uintmax_t inode = strtoumax(end + 1, &end, 10);
	return *end == '\0' && device == st.st_dev && inode == st.st_ino;
}

static bool
to_journal(int fd)
{
	if (!log_journal_known) {
		log_journal = stderr_is_journal();
		log_journal_known = true;
	}
	return fd == STDERR_FILENO && log_journal;
}

static int
open_file(const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, LOG_FILE_MODE);
	if (fd < 0)
		err_set(err, ERR_SYSTEM, "log file %s: %s", path, strerror(errno));
	return fd;
}

/* Makes `fd` the log's. A file replaces a file in one step, under the same number, while other
 * threads write. */
static bool
adopt(int fd, struct err *err)
{
	int old = log_fd;
	if (old == STDERR_FILENO) {
		log_fd = fd;
		return true;
	}
	bool ok = dup3(fd, old, O_CLOEXEC) >= 0;
	if (!ok)
		err_set(err, ERR_SYSTEM, "log file: %s", strerror(errno));
	close(fd);
	return ok;
}

static void
back_to_stderr(void)
{
	int old = atomic_exchange(&log_fd, STDERR_FILENO);
	if (old != STDERR_FILENO)
		close(old);
	mem_free(log_path);
	log_path = NULL;
}

bool
log_open(const char *path, enum log_level level, struct err *err)
{
	if (path == NULL) {
		back_to_stderr();
		log_journal_known = false;
	} else {
		int fd = open_file(path, err);
		if (fd < 0 || !adopt(fd, err))
			return false;
		char *copy = mem_strdup(path);
		mem_free(log_path);
		log_path = copy;
	}
	log_threshold = (int)level;
	return true;
}

bool
log_reopen(struct err *err)
{
	if (log_path == NULL)
		return true;
	int fd = open_file(log_path, err);
	return fd >= 0 && adopt(fd, err);
}

void
log_close(void)
{
	back_to_stderr();
	log_threshold = LOG_LEVEL_INFO;
}

/* The line's head: priority, or time and level. Gives the bytes written. */
static size_t
put_head(char *line, size_t size, int fd, enum log_level level, const char *event)
{
	int n;
	if (to_journal(fd)) {
		n = snprintf(line, size, "<%d>%s", levels[level].priority, event);
	} else {
		struct timespec now;
		struct tm tm;
		clock_gettime(CLOCK_REALTIME, &now);
		gmtime_r(&now.tv_sec, &tm);
		n = snprintf(line, size, "%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ %s %s",
			tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
			tm.tm_sec, now.tv_nsec / 1000000, levels[level].name, event);
	}
	return n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1;
}

static void
blank_controls(char *line, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
			line[i] = ' ';
}

__attribute__((format(printf, 4, 0))) static void
put_line(int fd, enum log_level level, const char *event, const char *format, va_list ap)
{
	char line[LOG_LINE_MAX_BYTES];
	size_t length = put_head(line, sizeof(line) - 1, fd, level, event);
	size_t room = sizeof(line) - 1 - length; /* one byte is the line end's */
	line[length] = ' ';
	int n = room < 2 ? -1 : vsnprintf(line + length + 1, room - 1, format, ap);
	if (n > 0 && (size_t)n < room - 1) {
		length += 1 + (size_t)n;
	} else if (n > 0) {
		length = text_cut(line, sizeof(line) - 2, sizeof(line) - sizeof(ELLIPSIS) - 1);
		memcpy(line + length, ELLIPSIS, sizeof(ELLIPSIS) - 1);
		length += sizeof(ELLIPSIS) - 1;
	}
	blank_controls(line, length);
	line[length++] = '\n';
	ssize_t written;
	do
		written = write(fd, line, length);
	while (written < 0 && errno == EINTR);
	if (written < 0)
		log_lost++;
}

__attribute__((format(printf, 3, 4))) static void
put(enum log_level level, const char *event, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	put_line(log_fd, level, event, format, ap);
	va_end(ap);
}

__attribute__((format(printf, 3, 0))) static void
log_vline(enum log_level level, const char *event, const char *format, va_list ap)
{
	if ((int)level > log_threshold)
		return;
	int saved = errno;
	unsigned long lost = atomic_exchange(&log_lost, 0);
	if (lost > 0) {
		put(LOG_LEVEL_WARNING, "log.lost", "lines=%lu", lost);
		if (log_lost > 0) /* still no room: the count goes on */
			log_lost += lost - 1;
	}
	put_line(log_fd, level, event, format, ap);
	errno = saved;
}

void
log_error(const char *event, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	log_vline(LOG_LEVEL_ERROR, event, format, ap);
	va_end(ap);
}

void
log_warning(const char *event, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	log_vline(LOG_LEVEL_WARNING, event, format, ap);
	va_end(ap);
}

void
log_info(const char *event, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	log_vline(LOG_LEVEL_INFO, event, format, ap);
	va_end(ap);
}

void
log_debug(const char *event, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	log_vline(LOG_LEVEL_DEBUG, event, format, ap);
	va_end(ap);
}

/* One code point of text as it stands in quotes. */
static void
quote_one(struct buffer *out, const char *at, const char *next)
{
	if (next - at == 1 && (*at == '"' || *at == '\\')) {
		buffer_add_char(out, '\\');
		buffer_add_char(out, *at);
	} else {
		text_escape(out, (struct slice){ at, (size_t)(next - at) });
	}
}

const char *
log_text(char buf[LOG_TEXT_BYTES], const char *text)
{
	if (text == NULL)
		return strcpy(buf, "-");
	const size_t room =
		LOG_TEXT_BYTES - 2 - (sizeof(ELLIPSIS) - 1); /* the quote and NUL, the ellipsis */
	size_t used = 0;
	buf[used++] = '"';
	struct buffer one;
	buffer_init(&one, LOG_TEXT_BYTES);
	const char *at = text, *end = text + strnlen(text, LOG_TEXT_BYTES);
	while (at < end) {
		const char *next;
		text_decode(at, end, &next);
		buffer_clear(&one);
		quote_one(&one, at, next);
		if (used + one.length > room)
			break;
		memcpy(buf + used, one.data, one.length);
		used += one.length;
		at = next;
	}
	buffer_release(&one);
	if (at < end) {
		memcpy(buf + used, ELLIPSIS, sizeof(ELLIPSIS) - 1);
		used += sizeof(ELLIPSIS) - 1;
	}
	buf[used++] = '"';
	buf[used] = '\0';
	return buf;
}
