/* An outlet's file: ids, keys in their order, written once. */
#include "probe/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/url.h"

#define ID_MAX_BYTES   40  /* keys have room for more; people type it */
#define NAME_MAX_BYTES 200 /* as the configuration takes it */

/* First labels of hosts that tell nothing of the outlet. */
static const char *const plain_labels[] = { "www", "m", "amp", "mobile", "edition", "en", "rss",
	"feeds", "feed", "web", "home" };

static bool
is_plain(struct slice label)
{
	for (size_t i = 0; i < sizeof(plain_labels) / sizeof(plain_labels[0]); i++)
		if (slice_equals_fold(label, slice_of(plain_labels[i])))
			return true;
	/* www2 and its like */
	return label.length == 4 && strncmp(label.data, "www", 3) == 0;
}

/* The text as a slug: other signs become single hyphens, none at the ends. */
static const char *
slug(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, ID_MAX_BYTES + 1);
	size_t length = 0;
	for (; *text != '\0' && length < ID_MAX_BYTES; text++) {
		char c = *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[length++] = c;
		else if (length > 0 && out[length - 1] != '-')
			out[length++] = '-';
	}
	while (length > 0 && out[length - 1] == '-')
		length--;
	out[length] = '\0';
	return length > 0 ? out : "outlet";
}

const char *
draft_id(struct arena *arena, const char *host)
{
	const char *domain = url_registrable(arena, slice_of(host));
	size_t host_length = strlen(host), domain_length = strlen(domain);
	bool number = strspn(host, "0123456789.") == host_length || host[0] == '[';
	if (number || domain_length > host_length)
		return slug(arena, host);
	const char *id = arena_strndup(arena, domain, strcspn(domain, "."));
	/* Behind it what stands before the domain, the nearest first. */
	size_t end = host_length > domain_length ? host_length - domain_length - 1 : 0;
	while (end > 0) {
		const char *dot = memrchr(host, '.', end);
		const char *start = dot != NULL ? dot + 1 : host;
		struct slice label = { start, (size_t)(host + end - start) };
		if (!is_plain(label))
			id = arena_printf(arena, "%s-%.*s", id, (int)label.length, label.data);
		end = dot != NULL ? (size_t)(dot - host) : 0;
	}
	return slug(arena, id);
}

const char *
draft_unique_id(
	struct arena *arena, const char *id, bool (*is_taken)(const char *id, void *arg), void *arg)
{
	const char *unique = id;
	for (int n = 2; is_taken(unique, arg); n++)
		unique = arena_printf(arena, "%s-%d", id, n);
	return unique;
}

static const char *
duration(int64_t seconds, char out[24])
{
	const char *unit = seconds % 3600 == 0 ? "h" : seconds % 60 == 0 ? "m" : "s";
	int64_t of = *unit == 'h' ? 3600 : *unit == 'm' ? 60 : 1;
	snprintf(out, 24, "%lld%s", (long long)(seconds / of), unit);
	return out;
}

static json_t *
one_source(const struct draft_source *source)
{
	char every[24];
	json_t *json = json_pack(
		"{s:s, s:s}", "kind", config_source_kind_name(source->kind), "url", source->url);
	if (source->every_s > 0)
		json_object_set_new(json, "every", json_string(duration(source->every_s, every)));
	return json;
}

static void
put(json_t *json, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new(json, key, json_string(text));
}

json_t *
draft_to_json(const struct draft *draft)
{
	json_t *json = json_object(), *sources = json_array();
	size_t length = text_cut(draft->name, strlen(draft->name), NAME_MAX_BYTES);
	put(json, "id", draft->id);
	json_object_set_new(json, "name", json_stringn(draft->name, length));
	put(json, "homepage", draft->homepage);
	put(json, "language", draft->language);
	put(json, "timezone", draft->timezone);
	for (size_t i = 0; i < draft->source_count; i++)
		json_array_append_new(sources, one_source(&draft->sources[i]));
	json_object_set_new(json, "sources", sources);
	return json;
}

/* { "kind": "feed", ... }, with the blanks that people write within braces. */
static void
print_source(const json_t *source, FILE *file)
{
	char *text = json_dumps(source, 0);
	size_t length = text != NULL ? strlen(text) : 0;
	if (length >= 2)
		fprintf(file, "{ %.*s }", (int)length - 2, text + 1);
	free(text);
}

/* As the shipped files are laid out: a line a key, a line a source, tabs. */
static void
print(const json_t *outlet, FILE *file)
{
	const char *key;
	json_t *value;
	size_t left = json_object_size(outlet);
	fputs("{\n", file);
	json_object_foreach((json_t *)(uintptr_t)outlet, key, value) {
		const char *comma = --left > 0 ? "," : "";
		fprintf(file, "\t\"%s\": ", key);
		if (json_is_array(value)) {
			size_t count = json_array_size(value);
			fputs("[\n", file);
			for (size_t i = 0; i < count; i++) {
				fputs("\t\t", file);
				print_source(json_array_get(value, i), file);
				fputs(i + 1 < count ? ",\n" : "\n", file);
			}
			fprintf(file, "\t]%s\n", comma);
		} else {
			json_dumpf(value, file, JSON_ENCODE_ANY);
			fprintf(file, "%s\n", comma);
		}
	}
	fputs("}\n", file);
}

bool
draft_write(const struct draft *draft, const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", path,
			errno == EEXIST ? "is there already" : strerror(errno));
	FILE *file = fdopen(fd, "w");
	if (file == NULL) {
		err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
		close(fd);
		unlink(path);
		return false;
	}
	json_t *outlet = draft_to_json(draft);
	print(outlet, file);
	json_decref(outlet);
	bool bad = ferror(file) != 0;
	if (fclose(file) == 0 && !bad)
		return true;
	err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	unlink(path);
	return false;
}
