/* The configuration as a whole: read, asked, compared. */
#include "config/config.h"

#include <string.h>

#include "base/memory.h"
#include "base/url.h"
#include "base/version.h"
#include "config/keys.h"
#include "config/mistake.h"
#include "config/outlets.h"
#include "config/reader.h"
#include "config/url-pattern.h"

/* What is made of the values once they are all there. */
static void
finish(struct config *config)
{
	struct config_fetch *fetch = &config->fetch;
	const char *agent =
		fetch->user_agent != NULL ? fetch->user_agent : "newswired/" NEWSWIRED_VERSION;
	fetch->user_agent = fetch->contact == NULL ? arena_strdup(config->arena, agent)
						   : arena_printf(config->arena, "%s (+%s)", agent,
							     fetch->contact);
	if (config->log.to != NULL && strcmp(config->log.to, "stderr") == 0)
		config->log.to = NULL;
}

static bool
is_wrong(const struct config_mistakes *mistakes, size_t first, const char *key)
{
	for (size_t i = first; i < mistakes->count; i++)
		if (strcmp(mistakes->items[i].key, key) == 0)
			return true;
	return false;
}

struct config *
config_load(const char *path, struct config_mistakes *mistakes)
{
	struct config *config = mem_zalloc(1, sizeof(*config));
	struct reader reader;
	struct err err;
	size_t first = mistakes->count;
	config->arena = arena_new();
	config->file = arena_strdup(config->arena, path);
	bool ok = reader_read(&reader, config->arena, mistakes, path, &main_keys, config);
	mistakes_sort(mistakes, first);
	finish(config);
	bool readable = reader.root.place != NULL && !is_wrong(mistakes, first, "outlets");
	if (readable && !outlets_read(config, mistakes, &err))
		ok = reader_complain(&reader, "outlets", 0, NULL, "%s", err.text);
	if (ok)
		return config;
	config_free(config);
	return NULL;
}

struct config *
config_default(void)
{
	struct config *config = mem_zalloc(1, sizeof(*config));
	struct config_mistakes mistakes;
	config_mistakes_init(&mistakes);
	config->arena = arena_new();
	config->file = "";
	struct reader reader = { config->arena, &mistakes, config->file, { 0 } };
	reader_read_text(&reader, SLICE("{}"), &main_keys, config);
	finish(config);
	config_mistakes_release(&mistakes);
	return config;
}

void
config_free(struct config *config)
{
	if (config == NULL)
		return;
	arena_free(config->arena);
	mem_free(config);
}

static bool
has_host(const struct outlet_config *outlet, const char *host)
{
	for (size_t i = 0; i < outlet->hosts.count; i++)
		if (strcmp(outlet->hosts.items[i], host) == 0)
			return true;
	return false;
}

const struct outlet_config *
config_outlet_of(const struct config *config, const char *url)
{
	const struct outlet_config *found = NULL;
	struct arena *arena = arena_new();
	const char *host = url_host(arena, url);
	const char *domain = host != NULL ? url_registrable(arena, slice_of(host)) : NULL;
	for (size_t i = 0; host != NULL && found == NULL && i < config->outlet_count; i++)
		if (has_host(&config->outlets[i], host))
			found = &config->outlets[i];
	for (size_t i = 0; domain != NULL && found == NULL && i < config->outlet_count; i++) {
		const char *own = config->outlets[i].domain;
		if (own != NULL && strcmp(own, domain) == 0)
			found = &config->outlets[i];
	}
	arena_free(arena);
	return found;
}

const struct outlet_config *
config_outlet(const struct config *config, const char *id)
{
	for (size_t i = 0; i < config->outlet_count; i++)
		if (strcmp(config->outlets[i].id, id) == 0)
			return &config->outlets[i];
	return NULL;
}

bool
outlet_takes(const struct outlet_config *outlet, const char *url)
{
	if (outlet->leave_patterns != NULL && url_patterns_match(outlet->leave_patterns, url))
		return false;
	return outlet->take_patterns == NULL || url_patterns_match(outlet->take_patterns, url);
}
