/* Reads the folder of outlets; what must be unique is checked across its files. */
#include "config/outlets.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/table.h"
#include "base/url.h"
#include "config/keys.h"
#include "config/mistake.h"
#include "config/reader.h"
#include "config/url-pattern.h"

/* Files read from one folder: there are no more newspapers in the world. */
#define OUTLETS_MAX         20000
#define SIGNATURE_MAX_BYTES ((size_t)8 << 20)

static const char SUFFIX[] = ".json";

struct outlets {
	struct config *config;
	struct config_mistakes *mistakes;
	struct table *ids;  /* id to the file that has it */
	struct table *urls; /* key of a source's URL to the id that has it */
	size_t capacity, unusable_capacity;
};

static int
is_outlet_file(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return entry->d_name[0] != '.' && length >= sizeof(SUFFIX) &&
	       strcmp(entry->d_name + length - (sizeof(SUFFIX) - 1), SUFFIX) == 0;
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Ids are unique, and so are sources: two outlets must not both claim what one document brings. */
static void
check_unique(struct outlets *all, struct reader *reader, const struct outlet_config *outlet)
{
	struct arena *arena = all->config->arena;
	const char *id = outlet->id != NULL ? outlet->id : reader->file;
	if (outlet->id != NULL) {
		const char *other = table_get(all->ids, id, strlen(id));
		if (other != NULL)
			reader_complain(
				reader, "id", 0, NULL, "\"%s\" is the id in %s already", id, other);
		else
			table_put(all->ids, id, strlen(id), (void *)(uintptr_t)reader->file);
	}
	for (size_t i = 0; i < outlet->source_count; i++) {
		const char *url = outlet->sources[i].url;
		const char *key = url != NULL ? url_key(arena, url) : NULL;
		const char *other = key != NULL ? table_get(all->urls, key, strlen(key)) : NULL;
		if (other != NULL)
			reader_complain(
				reader, "sources", i, "url", "is a source of %s already", other);
		else if (key != NULL)
			table_put(all->urls, key, strlen(key), (void *)(uintptr_t)id);
	}
}

static void
add_string(struct arena *arena, struct config_strings *strings, size_t *capacity, const char *item)
{
	strings->items = arena_grow(
		arena, strings->items, strings->count, capacity, sizeof(*strings->items));
	strings->items[strings->count++] = item;
}

/* What the main file says holds where the outlet says nothing; addresses are allowed by either. */
static void
inherit(const struct config *config, struct outlet_config *outlet)
{
	const struct config_strings *general = &config->fetch.allow_addresses;
	struct config_strings own = outlet->allow_addresses;
	if (outlet->gap_ms < 0)
		outlet->gap_ms = config->fetch.gap_ms;
	if (outlet->proxy == NULL)
		outlet->proxy = config->fetch.proxy;
	for (size_t i = 0; i < outlet->source_count; i++)
		if (outlet->sources[i].every_s == 0)
			outlet->sources[i].every_s = config->poll.every_s;
	size_t count = general->count + own.count, capacity = 0;
	outlet->allow_addresses = (struct config_strings){ NULL, 0 };
	for (size_t i = 0; i < count; i++)
		add_string(config->arena, &outlet->allow_addresses, &capacity,
			i < general->count ? general->items[i] : own.items[i - general->count]);
	outlet->allow = arena_zalloc(config->arena, count, sizeof(*outlet->allow));
	for (size_t i = 0; i < count; i++)
		if (address_range_read(
			    outlet->allow_addresses.items[i], &outlet->allow[outlet->allow_count]))
			outlet->allow_count++;
}

/* The hosts and the domain its pages are known by. */
static void
note_hosts(struct arena *arena, struct outlet_config *outlet)
{
	size_t capacity = 0;
	const char *url = outlet->homepage;
	for (size_t i = 0; i <= outlet->source_count; i++) {
		const char *host = url != NULL ? url_host(arena, url) : NULL;
		if (host != NULL)
			add_string(arena, &outlet->hosts, &capacity, host);
		if (host != NULL && outlet->domain == NULL)
			outlet->domain = url_registrable(arena, slice_of(host));
		url = i < outlet->source_count ? outlet->sources[i].url : NULL;
	}
}

static const char *
signature_of(struct arena *arena, const struct outlet_config *outlet)
{
	struct buffer text;
	buffer_init(&text, SIGNATURE_MAX_BYTES);
	keys_write(&text, &outlet_keys, outlet);
	const char *copy = arena_strndup(arena, text.data, text.length);
	buffer_release(&text);
	return copy;
}

static bool
has_rules(const struct extract_rules *rules)
{
	static const struct extract_rules none;
	return memcmp(rules, &none, sizeof(none)) != 0;
}

static void
finish(const struct config *config, struct outlet_config *outlet)
{
	struct arena *arena = config->arena;
	inherit(config, outlet);
	note_hosts(arena, outlet);
	outlet->has_rules = has_rules(&outlet->rules);
	if (outlet->take.count > 0)
		outlet->take_patterns =
			url_patterns_new(arena, outlet->take.items, outlet->take.count);
	if (outlet->leave.count > 0)
		outlet->leave_patterns =
			url_patterns_new(arena, outlet->leave.items, outlet->leave.count);
	outlet->signature = signature_of(arena, outlet);
}

/* first: the number of its first mistake, as far as they are kept. */
static void
leave_out(struct outlets *all, const char *name, const char *file, size_t first, size_t mistakes)
{
	struct config *config = all->config;
	struct config_unusable unusable = {
		.name = name, .file = file, .key = "", .mistakes = mistakes
	};
	if (first < all->mistakes->count) {
		const struct config_mistake *mistake = &all->mistakes->items[first];
		unusable.key = arena_strdup(config->arena, mistake->key);
		unusable.line = mistake->line;
		unusable.column = mistake->column;
	}
	config->unusable = arena_grow(config->arena, config->unusable, config->unusable_count,
		&all->unusable_capacity, sizeof(*config->unusable));
	config->unusable[config->unusable_count++] = unusable;
}

static void
read_outlet(struct outlets *all, const char *name)
{
	struct config *config = all->config;
	struct reader reader;
	struct outlet_config outlet = { .gap_ms = -1 };
	const char *path = arena_printf(config->arena, "%s/%s", config->outlets_path, name);
	size_t first = all->mistakes->count, found = all->mistakes->found;
	reader_read(&reader, config->arena, all->mistakes, path, &outlet_keys, &outlet);
	check_unique(all, &reader, &outlet);
	if (all->mistakes->found > found) {
		mistakes_sort(all->mistakes, first);
		leave_out(all, outlet.id != NULL ? outlet.id : arena_strdup(config->arena, name),
			path, first, all->mistakes->found - found);
		return;
	}
	outlet.file = path;
	finish(config, &outlet);
	config->outlets = arena_grow(config->arena, config->outlets, config->outlet_count,
		&all->capacity, sizeof(*config->outlets));
	config->outlets[config->outlet_count++] = outlet;
}

bool
outlets_read(struct config *config, struct config_mistakes *mistakes, struct err *err)
{
	struct dirent **entries;
	int count = scandir(config->outlets_path, &entries, is_outlet_file, by_bytes);
	if (count < 0)
		return err_set(err, ERR_CONFIG, "%s: %s", config->outlets_path, strerror(errno));
	struct outlets all = { config, mistakes, table_new(), table_new(), 0, 0 };
	for (int i = 0; i < count; i++) {
		if (i < OUTLETS_MAX)
			read_outlet(&all, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	table_free(all.ids, NULL);
	table_free(all.urls, NULL);
	return count <= OUTLETS_MAX || err_set(err, ERR_CONFIG, "%s: more than %d files",
					       config->outlets_path, OUTLETS_MAX);
}
