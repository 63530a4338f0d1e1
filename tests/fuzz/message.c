/* Fuzz target: what desk and worker say to each other; an answer that is read comes back the same. */
#include <stdint.h>
#include <string.h>

#include "title/title.h"
#include "worker/message.h"

#define ANSWER_MAX_BYTES ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool
add_answer(struct buffer *out, const struct answer *answer)
{
	switch (answer->task) {
	case MESSAGE_ARTICLE: return message_add_article(out, &answer->article);
	case MESSAGE_SOURCE: return message_add_source(out, &answer->source);
	case MESSAGE_OUTLINE: return message_add_outline(out, &answer->outline);
	case MESSAGE_NAMES: break;
	}
	return message_add_error(out, &answer->err);
}

static void
try_answer(struct arena *arena, struct slice payload)
{
	struct answer one = { .arena = arena }, other = { .arena = arena };
	struct buffer out, again;
	struct err err = { 0 };
	if (!message_read_answer(&one, payload, &err))
		return;
	buffer_init(&out, ANSWER_MAX_BYTES);
	buffer_init(&again, ANSWER_MAX_BYTES);
	if (!add_answer(&out, &one) ||
		!message_read_answer(&other,
			(struct slice){
				out.data + sizeof(uint32_t), out.length - sizeof(uint32_t) },
			&err) ||
		!add_answer(&again, &other) || out.length != again.length ||
		memcmp(out.data, again.data, out.length) != 0)
		__builtin_trap();
	buffer_release(&out);
	buffer_release(&again);
}

static void
try_request(struct arena *arena, struct slice payload)
{
	enum message_task task;
	struct extract_request request;
	struct title_names *names = NULL;
	struct err err = { 0 };
	if (message_read_request(arena, payload, &task, &request, &names, &err) &&
		request.bytes.length > payload.length)
		__builtin_trap();
	title_names_free(names);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct slice payload = { (const char *)bytes, length };
	try_answer(arena, payload);
	try_request(arena, payload);
	arena_free(arena);
	return 0;
}
