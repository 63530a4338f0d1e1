/* Fuzz target: the header of an HTTP answer, line by line. */
#include "fetch/response.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct response response = { 0 };
	const char *at = (const char *)bytes, *end = at + length;
	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		const char *next = line_end != NULL ? line_end + 1 : end;
		response_line(&response, (struct slice){ at, (size_t)(next - at) });
		at = next;
	}
	response_retry_after_s(&response, 1795478400);
	response_max_age_s(&response, 1795478400);
	response_release(&response);
	return 0;
}
