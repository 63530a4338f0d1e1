/* Paths as people read them. */
#include "config/path.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

static bool
is_folder(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The end of `path` before its last part, which a ".." undoes; NULL where it must stay. */
static char *
parent_end(char *path, char *end)
{
	*end = '\0';
	char *slash = strrchr(path, '/'), *part = slash != NULL ? slash + 1 : path;
	if (*part == '\0' || strcmp(part, "..") == 0 || !is_folder(path))
		return NULL;
	return slash != NULL && slash != path ? slash : part;
}

const char *
path_shortest(struct arena *arena, const char *path)
{
	char *out = arena_alloc(arena, strlen(path) + 1), *end = out, *parent;
	if (*path == '/')
		*end++ = '/';
	while (*path != '\0') {
		path += strspn(path, "/");
		size_t length = strcspn(path, "/");
		bool up = length == 2 && memcmp(path, "..", 2) == 0;
		if (up && (parent = parent_end(out, end)) != NULL) {
			end = parent;
		} else if (length > 0 && !(length == 1 && *path == '.')) {
			if (end > out && end[-1] != '/')
				*end++ = '/';
			memcpy(end, path, length);
			end += length;
		}
		path += length;
	}
	*end = '\0';
	return *out != '\0' ? out : ".";
}
