/* What a reload brings: two configurations, compared. */
#include <string.h>

#include "base/table.h"
#include "config/config.h"
#include "config/keys.h"

#define VALUE_MAX_BYTES ((size_t)1 << 20) /* of one key of the main file, written out */

struct changes {
	struct arena *arena;
	struct config_change *items;
	size_t count, capacity;
};

static void
add(struct changes *changes, enum config_change_kind kind, const struct outlet_config *before,
	const struct outlet_config *after)
{
	changes->items = arena_grow(changes->arena, changes->items, changes->count,
		&changes->capacity, sizeof(*changes->items));
	changes->items[changes->count++] = (struct config_change){ kind, before, after };
}

static struct table *
table_of(const struct config *config)
{
	struct table *table = table_new();
	for (size_t i = 0; i < config->outlet_count; i++) {
		struct outlet_config *outlet = &config->outlets[i];
		table_put(table, outlet->id, strlen(outlet->id), outlet);
	}
	return table;
}

/* A file may be too broken to tell its id: then its name does. */
bool
config_is_unusable(const struct config *config, const struct outlet_config *outlet)
{
	const char *slash = strrchr(outlet->file, '/');
	const char *name = slash != NULL ? slash + 1 : outlet->file;
	for (size_t i = 0; i < config->unusable_count; i++) {
		const char *unusable = config->unusable[i].name;
		if (strcmp(unusable, outlet->id) == 0 || strcmp(unusable, name) == 0)
			return true;
	}
	return false;
}

static void
compare_outlet(struct changes *changes, const struct outlet_config *before,
	const struct outlet_config *after)
{
	bool was = before != NULL && before->enabled;
	if (!was && after->enabled)
		add(changes, OUTLET_ADDED, NULL, after);
	else if (was && !after->enabled)
		add(changes, OUTLET_REMOVED, before, after);
	else if (was && strcmp(before->signature, after->signature) != 0)
		add(changes, OUTLET_CHANGED, before, after);
}

size_t
config_compare(struct arena *arena, const struct config *before, const struct config *after,
	struct config_change **changes)
{
	struct changes found = { arena, NULL, 0, 0 };
	struct table *old = table_of(before), *new = table_of(after);
	for (size_t i = 0; i < after->outlet_count; i++) {
		const struct outlet_config *outlet = &after->outlets[i];
		compare_outlet(&found, table_get(old, outlet->id, strlen(outlet->id)), outlet);
	}
	for (size_t i = 0; i < before->outlet_count; i++) {
		const struct outlet_config *outlet = &before->outlets[i];
		if (!outlet->enabled || table_get(new, outlet->id, strlen(outlet->id)) != NULL)
			continue;
		bool unusable = config_is_unusable(after, outlet);
		add(&found, unusable ? OUTLET_UNUSABLE : OUTLET_REMOVED, outlet, NULL);
	}
	table_free(old, NULL);
	table_free(new, NULL);
	*changes = found.items;
	return found.count;
}

struct changed_keys {
	struct arena *arena;
	struct config_changed_key *items;
	size_t count, capacity;
	struct buffer before, after;
};

static bool
is_same(const struct buffer *a, const struct buffer *b)
{
	return a->length == b->length &&
	       (a->length == 0 || memcmp(a->data, b->data, a->length) == 0);
}

static void
compare_keys(struct changed_keys *found, const struct keys *keys, const char *prefix,
	const void *before, const void *after)
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct key *key = &keys->rows[i];
		const char *name = arena_printf(found->arena, "%s%s", prefix, key->name);
		if (key->kind == KEY_OBJECT) {
			compare_keys(found, key->keys, arena_printf(found->arena, "%s.", name),
				(const char *)before + key->offset,
				(const char *)after + key->offset);
			continue;
		}
		buffer_clear(&found->before);
		buffer_clear(&found->after);
		key_write(&found->before, key, before);
		key_write(&found->after, key, after);
		if (is_same(&found->before, &found->after))
			continue;
		found->items = arena_grow(found->arena, found->items, found->count,
			&found->capacity, sizeof(*found->items));
		found->items[found->count++] = (struct config_changed_key){ name, key->restart };
	}
}

static size_t
changed_keys(struct arena *arena, const struct keys *keys, const void *before, const void *after,
	struct config_changed_key **changed)
{
	struct changed_keys found = { .arena = arena };
	buffer_init(&found.before, VALUE_MAX_BYTES);
	buffer_init(&found.after, VALUE_MAX_BYTES);
	compare_keys(&found, keys, "", before, after);
	buffer_release(&found.before);
	buffer_release(&found.after);
	*changed = found.items;
	return found.count;
}

size_t
config_changed_keys(struct arena *arena, const struct config *before, const struct config *after,
	struct config_changed_key **keys)
{
	return changed_keys(arena, &main_keys, before, after, keys);
}

const char *
config_changed_outlet_keys(
	struct arena *arena, const struct outlet_config *before, const struct outlet_config *after)
{
	struct config_changed_key *keys;
	size_t count = changed_keys(arena, &outlet_keys, before, after, &keys);
	const char *names = "";
	for (size_t i = 0; i < count; i++)
		names = arena_printf(arena, "%s%s%s", names, i > 0 ? "," : "", keys[i].name);
	return names;
}
