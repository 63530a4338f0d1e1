/* The names that outlets add to their headlines. */
#include "base/memory.h"
#include "config/config.h"

/* Room for all names of a kind: those of an outlet itself, or those of its sections. */
static const char **
gather_names(const struct config *config, bool sections, size_t *count)
{
	size_t capacity = 0;
	const char **names = NULL;
	*count = 0;
	for (size_t i = 0; i < config->outlet_count; i++) {
		const struct outlet_config *outlet = &config->outlets[i];
		const struct config_strings *list = sections ? &outlet->sections : &outlet->aliases;
		for (size_t j = 0; j < list->count + !sections; j++) {
			names = mem_grow(names, *count, &capacity, sizeof(*names));
			names[(*count)++] = j < list->count ? list->items[j] : outlet->name;
		}
	}
	return names;
}

struct title_names *
config_title_names(const struct config *config)
{
	size_t outlet_count, section_count;
	const char **outlets = gather_names(config, false, &outlet_count);
	const char **sections = gather_names(config, true, &section_count);
	struct title_names *names = title_names_new(outlets, outlet_count, sections, section_count);
	mem_free(outlets);
	mem_free(sections);
	return names;
}
