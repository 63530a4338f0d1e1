/* What a configuration is good for, told to whoever wrote it. */
#include "config/config.h"

static const char *
plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void
print_sound(const struct config *config)
{
	size_t outlets = 0, sources = 0;
	for (size_t i = 0; i < config->outlet_count; i++) {
		outlets += config->outlets[i].enabled;
		sources += config->outlets[i].enabled ? config->outlets[i].source_count : 0;
	}
	printf("%s: no mistakes; %zu outlet%s, %zu source%s\n", config->file, outlets,
		plural(outlets), sources, plural(sources));
}

static void
print_partly(const struct config *config, FILE *out)
{
	fprintf(out, "newswired starts without %zu of %zu outlets, whose files have mistakes:",
		config->unusable_count, config->unusable_count + config->outlet_count);
	for (size_t i = 0; i < config->unusable_count; i++)
		fprintf(out, "%s %s", i > 0 ? "," : "", config->unusable[i].name);
	fputc('\n', out);
}

enum config_verdict
config_check(const char *path, bool quiet, FILE *out)
{
	struct config_mistakes mistakes;
	config_mistakes_init(&mistakes);
	struct config *config = config_load(path, &mistakes);
	enum config_verdict verdict = config == NULL       ? CONFIG_UNUSABLE
				      : mistakes.found > 0 ? CONFIG_PARTLY
							   : CONFIG_SOUND;
	config_mistakes_print(&mistakes, out);
	if (mistakes.found > 0)
		fprintf(out, "%zu mistake%s; ", mistakes.found, plural(mistakes.found));
	switch (verdict) {
	case CONFIG_SOUND:
		if (!quiet)
			print_sound(config);
		break;
	case CONFIG_PARTLY: print_partly(config, out); break;
	case CONFIG_UNUSABLE:
		fprintf(out, "newswired does not start with what is wrong in %s\n", path);
	}
	config_free(config);
	config_mistakes_release(&mistakes);
	return verdict;
}
