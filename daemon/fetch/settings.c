/* Options with their defaults, and copies of policies. */
#include "fetch/settings.h"

#include <string.h>

#include "base/memory.h"

#define PARALLEL_DEFAULT         32
#define PARALLEL_MAX             1000 /* beyond it sockets run out before the network does */
#define CONNECT_TIMEOUT_DEFAULT  10000
#define TOTAL_TIMEOUT_DEFAULT    60000
#define SLOW_BYTES_DEFAULT       100
#define SLOW_FOR_DEFAULT         20
#define HOLD_WAIT_DEFAULT        60000
#define HEADER_MAX_BYTES_DEFAULT 65536
#define USER_AGENT_DEFAULT       "newswired/1.0"
#define AGENT_TOKEN_DEFAULT      "newswired"

static int
number_or(int number, int fallback)
{
	return number > 0 ? number : fallback;
}

static char *
text_or(const char *text, const char *fallback)
{
	return mem_strdup(text != NULL ? text : fallback);
}

bool
settings_read(struct fetch_options *settings, const struct fetch_options *options, struct err *err)
{
	if (options->parallel > PARALLEL_MAX)
		return err_set(err, ERR_CONFIG, "%zu transfers at once, over %d", options->parallel,
			PARALLEL_MAX);
	if (options->gap_ms < 0)
		return err_set(err, ERR_CONFIG, "a gap of %d ms", options->gap_ms);
	*settings = *options;
	settings->parallel = options->parallel > 0 ? options->parallel : PARALLEL_DEFAULT;
	settings->connect_timeout_ms =
		number_or(options->connect_timeout_ms, CONNECT_TIMEOUT_DEFAULT);
	settings->total_timeout_ms = number_or(options->total_timeout_ms, TOTAL_TIMEOUT_DEFAULT);
	settings->slow_bytes_per_s = number_or(options->slow_bytes_per_s, SLOW_BYTES_DEFAULT);
	settings->slow_for_s = number_or(options->slow_for_s, SLOW_FOR_DEFAULT);
	settings->hold_wait_max_ms = number_or(options->hold_wait_max_ms, HOLD_WAIT_DEFAULT);
	if (options->header_max_bytes == 0)
		settings->header_max_bytes = HEADER_MAX_BYTES_DEFAULT;
	settings->user_agent = text_or(options->user_agent, USER_AGENT_DEFAULT);
	settings->agent_token = text_or(options->agent_token, AGENT_TOKEN_DEFAULT);
	settings->proxy = text_or(options->proxy, "");
	settings->ca_file = options->ca_file != NULL ? mem_strdup(options->ca_file) : NULL;
	return true;
}

void
settings_release(struct fetch_options *settings)
{
	mem_free((char *)settings->user_agent);
	mem_free((char *)settings->agent_token);
	mem_free((char *)settings->proxy);
	mem_free((char *)settings->ca_file);
	*settings = (struct fetch_options){ 0 };
}

void
policy_copy(struct fetch_policy *copy, const struct fetch_policy *policy)
{
	*copy = (struct fetch_policy){ .gap_ms = policy->gap_ms,
		.allow_count = policy->allow_count,
		.header_count = policy->header_count };
	if (policy->allow_count > 0) {
		size_t bytes = policy->allow_count * sizeof(*policy->allow);
		copy->allow = memcpy(mem_alloc(bytes), policy->allow, bytes);
	}
	if (policy->header_count > 0) {
		char **headers = mem_zalloc(policy->header_count, sizeof(*headers));
		for (size_t i = 0; i < policy->header_count; i++)
			headers[i] = mem_strdup(policy->headers[i]);
		copy->headers = (const char *const *)headers;
	}
	copy->proxy = policy->proxy != NULL ? mem_strdup(policy->proxy) : NULL;
}

void
policy_release(struct fetch_policy *policy)
{
	for (size_t i = 0; i < policy->header_count; i++)
		mem_free((char *)policy->headers[i]);
	mem_free((char **)policy->headers);
	mem_free((struct address_range *)policy->allow);
	mem_free((char *)policy->proxy);
	*policy = (struct fetch_policy){ 0 };
}
