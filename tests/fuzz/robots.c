/* Fuzz target: a robots.txt, read, and asked about addresses, the last line of the input among
 * them. */
#include "fetch/robots.h"

#include <stdint.h>

#include "base/memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = { (const char *)bytes, length };
	struct robots *robots = robots_read(text, "newswired");
	robots_allows(robots, "/");
	robots_allows(robots, "https://a.example/world/2026/11/24/story.html?page=2&q=%2F");
	const char *last = length > 0 ? memrchr(text.data, '\n', length) : NULL;
	if (last != NULL) {
		char *address = mem_strndup(last + 1, (size_t)(text.data + length - last - 1));
		robots_allows(robots, address);
		mem_free(address);
	}
	robots_free(robots);
	return 0;
}
