/* One pair after the other. */
#include "pairs.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "command/input.h"

#define PATH_BYTES 512

static int
is_truth(const struct dirent *entry)
{
	static const char ending[] = ".json";
	size_t length = strlen(entry->d_name);
	return length >= sizeof(ending) &&
	       strcmp(entry->d_name + length - strlen(ending), ending) == 0;
}

void
pairs_read(const char *folder, void (*see)(void *context, struct slice page, json_t *truth),
	void *context)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_truth, alphasort);
	for (int i = 0; i < count; i++) {
		char path[PATH_BYTES];
		struct buffer page;
		struct err err = { 0 };
		const char *name = entries[i]->d_name;
		snprintf(path, sizeof(path), "%s/%s", folder, name);
		json_t *truth = json_load_file(path, 0, NULL);
		snprintf(path, sizeof(path), "%s/%.*s.html", folder,
			(int)(strrchr(name, '.') - name), name);
		if (truth == NULL || !input_read(path, &page, &err)) {
			fprintf(stderr, "%s: cannot be read\n", path);
		} else {
			see(context, (struct slice){ page.data, page.length }, truth);
			buffer_release(&page);
		}
		json_decref(truth);
		free(entries[i]);
	}
	free(entries);
}
