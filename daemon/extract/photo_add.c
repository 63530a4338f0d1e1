/* A photo's caption and credit, parted by its words and by what else the page tells of it. */
#include "extract/photowork.h"

#include <string.h>

#include "article/limits.h"
#include "base/text.h"
#include "extract/credit.h"
#include "extract/headline.h"
#include "extract/line.h"
#include "html/reference.h"

#define TAIL_MAX_WORDS 4 /* of a last sentence that names the outlet */

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Decoded once more: templates escape what is escaped. */
static const char *
decoded(struct arena *arena, const char *text)
{
	const char *mark = strchr(text, '&');
	if (mark == NULL || strchr(mark, ';') == NULL)
		return text;
	return text_fold(arena, slice_of(reference_text(arena, slice_of(text), false)));
}

/* The credit that an image's title or alt tells behind the caption; NULL where they tell none. */
static const char *
told_credit(const struct fields *fields, uint32_t image, const char *caption)
{
	static const enum attribute_name names[] = { ATTRIBUTE_TITLE, ATTRIBUTE_ALT };
	for (size_t i = 0; image != 0 && i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = page_attribute(fields->page, fields->arena, image, names[i]);
		const char *shown, *credit;
		if (value == NULL || value[0] == '\0')
			continue;
		photo_split(
			fields->arena, text_fold(fields->arena, slice_of(value)), &shown, &credit);
		if (credit != NULL && shown != NULL && headline_same(shown, caption))
			return credit;
	}
	return NULL;
}

static bool
is_mail(const char *text)
{
	return strchr(text, '@') != NULL && strchr(text, ' ') == NULL;
}

/*
 * Whether the last sentence of a caption names the outlet, or stands before the address `more` of whom
 * it names.
 */
static bool
is_tail_credit(const struct album *album, struct slice tail, const char *more)
{
	if (tail.length == 0 || line_tokens(tail) > TAIL_MAX_WORDS)
		return false;
	return more != NULL && is_mail(more) ? credit_is_tail(tail.data, tail.length)
					     : fields_is_outlet(album->fields, tail, true);
}

/* The credit of a caption that its words alone do not part. */
static void
part_tail(struct album *album, const char *more, const char **caption, const char **credit)
{
	struct arena *arena = album->fields->arena;
	struct slice text = slice_of(*caption);
	size_t at = credit_slash_name(text);
	if (at == 0) {
		at = credit_last_sentence(text);
		if (at == 0 || !is_tail_credit(album,
				       line_trim(line_part(text, at, text.length), ""), more))
			return;
	}
	*credit = credit_clean(arena, text.data + at);
	*caption =
		arena_strndup(arena, text.data, line_trim(line_part(text, 0, at), "|/–—-").length);
}

void
photo_add(struct album *album, uint32_t image, const char *address, const char *text,
	const char *credit_text)
{
	struct arena *arena = album->fields->arena;
	text = decoded(arena, text);
	credit_text = decoded(arena, credit_text);
	const char *caption = NULL, *credit = NULL, *more = NULL;
	if (album->count == ARTICLE_PHOTOS_MAX)
		return;
	if (credit_text[0] != '\0') {
		more = credit_clean(arena, credit_text);
		text = arena_strndup(arena, text, credit_cut_label(text));
	}
	photo_split(arena, text, &caption, &credit);
	if (credit == NULL && caption != NULL)
		part_tail(album, more, &caption, &credit);
	if (credit != NULL && more != NULL && is_mail(more))
		more = NULL;
	if (more != NULL && credit != NULL && strstr(more, credit) == NULL &&
		strstr(credit, more) == NULL)
		credit = arena_printf(arena, "%s, %s", credit, more);
	else if (more != NULL && (credit == NULL || strlen(more) > strlen(credit)))
		credit = more;
	if (address == NULL && caption == NULL)
		return;
	if (credit == NULL && caption != NULL)
		credit = told_credit(album->fields, image, caption);
	for (size_t i = 0; i < album->count; i++) {
		struct photo *old = &album->photos[i];
		if (caption == NULL ? same(old->url, address) : same(old->caption, caption))
			return;
		if (old->caption == NULL && same(old->url, address)) {
			*old = (struct photo){ address, caption, credit };
			return;
		}
	}
	album->photos = arena_grow(
		arena, album->photos, album->count, &album->capacity, sizeof(*album->photos));
	album->photos[album->count++] = (struct photo){ address, caption, credit };
}
