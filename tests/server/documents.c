/* Documents from a folder, with what stands beside them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/slice.h"
#include "server/internal.h"

#define HEADER_MAX_BYTES ((size_t)1 << 20)

void
document_release(struct document *document)
{
	buffer_release(&document->header);
	buffer_release(&document->body);
}

void
document_read_lines(struct document *document, const char *lines)
{
	buffer_init(&document->header, HEADER_MAX_BYTES);
	while (*lines != '\0') {
		size_t length = strcspn(lines, "\r\n");
		if (lines[0] == '@')
			snprintf(document->behaviour, sizeof(document->behaviour), "%.*s",
				(int)length - 1, lines + 1);
		else if (isdigit((unsigned char)lines[0]))
			document->status = atoi(lines);
		else if (length > 0) {
			buffer_add(&document->header, lines, length);
			buffer_add_char(&document->header, '\n');
		}
		lines += length;
		lines += strspn(lines, "\r\n");
	}
}

bool
document_read_file(struct buffer *out, const char *name)
{
	struct stat status;
	FILE *file = stat(name, &status) == 0 && S_ISREG(status.st_mode) ? fopen(name, "rb") : NULL;
	if (file == NULL)
		return false;
	buffer_init(out, DOCUMENT_MAX_BYTES);
	char *to = buffer_reserve(out, (size_t)status.st_size);
	if (to != NULL) {
		out->length = fread(to, 1, (size_t)status.st_size, file);
		to[out->length] = '\0';
	}
	fclose(file);
	return to != NULL;
}

/* "a/../b" must not lead out of the folder; nor are hidden files, or sidecars, documents. */
static bool
is_safe(const char *path)
{
	return strstr(path, "/.") == NULL && strchr(path, '\\') == NULL;
}

/* The file for a path in the latest round up to `round` that has one; NULL where none has. */
static char *
find_file(const char *dir, const char *host, const char *path, int round)
{
	const char *index = path[strlen(path) - 1] == '/' ? "index.html" : "";
	for (int r = round; r >= 1; r--) {
		char *name = r > 1 ? mem_printf("%s/%s%s%s@%d", dir, host, path, index, r)
				   : mem_printf("%s/%s%s%s", dir, host, path, index);
		struct stat status;
		if (stat(name, &status) == 0 && S_ISREG(status.st_mode))
			return name;
		mem_free(name);
	}
	return NULL;
}

bool
document_from_dir(
	struct document *out, const char *dir, const char *host, const char *path, int round)
{
	if (host[0] == '.' || strchr(host, '/') != NULL || !is_safe(path))
		return false;
	char *name = find_file(dir, host, path, round);
	if (name == NULL)
		return false;
	struct stat status;
	*out = (struct document){ .status = 200 };
	bool found = stat(name, &status) == 0 && document_read_file(&out->body, name);
	out->modified_s = status.st_mtime;
	char *sidecar = mem_printf("%s.answer", name);
	struct buffer lines;
	if (found && document_read_file(&lines, sidecar)) {
		document_read_lines(out, lines.data);
		buffer_release(&lines);
	}
	mem_free(sidecar);
	mem_free(name);
	return found;
}
