/* Pages that stand where an article should. */
#include "extract/refusal.h"

#include <string.h>

#include "base/clock.h"
#include "extract/line.h"
#include "extract/nature.h"
#include "extract/phrase.h"
#include "words/page-lines.h"
#include "words/page-titles.h"

#define BODY_WORDS_SURE    120 /* of an article that JSON-LD describes: it is one */
#define TITLE_WORDS_MAX    250 /* in the body of a page whose title is nothing but "Page not found" */
#define FRONT_WORDS_MAX    80 /* in that of a page whose title begins so */
#define FRONT_PHRASE_LEAST 3  /* words of a phrase that needs no other sign */
#define LINE_WORDS_MAX     60 /* of a line in which phrases are looked for */
#define OWN_WORDS_FEW      25 /* of text that no phrase explains: next to none */
#define OWN_WORDS_SOME     60
#define PAGE_WORDS_SMALL   60  /* not in links, of a page with nothing on it */
#define LOGIN_WORDS_MAX    150 /* not in links, of a page around a field for a password */
/* Of a page's words that are not in links stand in lines on consent. */
#define CONSENT_SHARE_MIN 0.5F
#define CONSENT_REST_MAX  60   /* and not more than these do not */
#define AGREE_WORDS_MAX   8    /* of a button, or two beside each other */
#define HEADLINE_WORDS    4    /* of a link that is a headline */
#define HEADLINE_SHARE    0.6F /* a date may stand by it */
#define LINKED_SHARE      0.8F /* of a line that is a link */
#define HEADLINES_LISTED  5    /* on a page that says it is a list */
#define HEADLINES_MANY    8    /* on one that does not say what it is */
/* Of text beside headlines and teasers, on a page that says it is a list. */
#define LISTED_WORDS_MAX     150
#define LABEL_WORDS          4 /* a line with more words is more than a date or a section's name */
#define TEASER_REACH         4 /* blocks between a linked headline and its teaser */
#define VIDEO_WORDS_MAX      100 /* of text under a video */
#define GALLERY_WORDS_MAX    80  /* of text that is no caption */
#define GALLERY_WORDS_TOLD   120 /* of captions: they tell the story, and the page says it is one */
#define CAPTION_WORDS_MAX    30  /* a longer paragraph is text, whatever photo it stands under */
#define GALLERY_PHOTOS       3   /* at least */
#define GALLERY_PHOTOS_ALONE 5   /* where nothing says that it is one */

/* What is known of a page that may be refused. */
struct look {
	const struct fields *fields;
	const struct blocks *blocks;
	const struct body *body;
	const struct article *article;
	unsigned nature;
	unsigned hits[PAGE_LINE_GALLERY + 1]; /* lines with a phrase, by group */
	uint32_t words;                       /* of the page, not in links, not in buttons */
	uint32_t consent_words;               /* of them, in lines on consent */
	uint32_t own_words;                   /* of the body, in lines without any phrase */
	uint32_t headlines;                   /* blocks that are a linked headline */
	uint32_t text_words; /* of the body, but linked headlines and their teasers */
	bool agree;          /* a button says: accept all */
};

static bool
is_headline_link(const struct blocks *blocks, const struct block *block)
{
	if (block->link_words < HEADLINE_WORDS || block_link_share(block) < HEADLINE_SHARE)
		return false;
	for (uint32_t i = 0; i < block->link_count; i++)
		if (blocks->links[block->link + i].words >= HEADLINE_WORDS)
			return true;
	return false;
}

/*
 * The group of the first phrase in a line, 0 where none is; "accept all" only where it is all of
 * the line.
 */
static int
group_of_line(const struct look *look, const struct block *block)
{
	struct phrase line;
	size_t at = 0;
	if (block->words > LINE_WORDS_MAX * 2)
		return 0;
	phrase_fold(&line, block_text(look->blocks, block));
	const struct word *word = phrase_at(&line, 0, page_lines_find, PAGE_LINES_LONGEST, NULL);
	bool button = block->link_words > 0 || (block->marks & BLOCK_BUTTON);
	if (button && word != NULL && word->group == PAGE_LINE_AGREE &&
		block->words <= AGREE_WORDS_MAX)
		return PAGE_LINE_AGREE;
	while ((word = phrase_inside(&line, at, PHRASE_LIST(page_lines, PAGE_LINES), &at)) !=
		NULL) {
		if (word->group < PAGE_LINE_AGREE)
			return word->group;
		at += strlen(word->name);
	}
	return 0;
}

/*
 * Counts one line's phrase. What is hidden tells of scripts alone: it stands there for readers
 * without them.
 */
static void
count_line(struct look *look, uint32_t b)
{
	const struct block *block = &look->blocks->all[b];
	bool hidden = block->marks & BLOCK_HIDDEN;
	bool kept = look->body->reasons[b] == BODY_KEPT;
	bool linked = block_link_share(block) >= LINKED_SHARE;
	int group = linked && block->words > AGREE_WORDS_MAX ? 0 : group_of_line(look, block);
	uint32_t words = block->words - block->link_words;
	if (hidden && group != PAGE_LINE_SCRIPT)
		return;
	if (group != 0 && (!linked || group == PAGE_LINE_AGREE))
		look->hits[group]++;
	if (group == PAGE_LINE_AGREE)
		look->agree = true;
	if (hidden || (block->marks & BLOCK_BUTTON))
		return;
	look->words += words;
	if (group == PAGE_LINE_CONSENT)
		look->consent_words += words;
	if (kept && group == 0)
		look->own_words += words;
}

static void
count_lines(struct look *look)
{
	for (uint32_t b = 0; b < look->blocks->count; b++)
		count_line(look, b);
	look->agree = look->agree || (look->nature & NATURE_AGREE);
}

/*
 * Linked headlines, and the words of the body that are neither these nor the teasers right behind
 * them.
 */
static void
count_headlines(struct look *look)
{
	uint32_t reach = 0;
	for (uint32_t b = 0; b < look->blocks->count; b++) {
		const struct block *block = &look->blocks->all[b];
		if (block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON))
			continue;
		if (is_headline_link(look->blocks, block)) {
			look->headlines++;
			reach = b + TEASER_REACH;
			continue;
		}
		if (block->words <= LABEL_WORDS)
			continue;
		bool teaser = b <= reach && !(block->marks & BLOCK_HEADING);
		if (!teaser && look->body->reasons[b] == BODY_KEPT)
			look->text_words += block->words - block->link_words;
		reach = 0;
	}
}

static enum article_reason
reason_of_group(int group)
{
	switch ((enum page_titles_group)group) {
	case PAGE_TITLE_ERROR_PAGE: return REASON_ERROR_PAGE;
	case PAGE_TITLE_BOT_CHECK: return REASON_BOT_CHECK;
	case PAGE_TITLE_CONSENT: return REASON_CONSENT;
	case PAGE_TITLE_LOGIN: return REASON_LOGIN;
	}
	return REASON_NONE;
}

/* Whether the page's lines speak of what its title begins with. */
static bool
lines_agree(const struct look *look, int group)
{
	switch ((enum page_titles_group)group) {
	case PAGE_TITLE_ERROR_PAGE: return look->hits[PAGE_LINE_ERROR_PAGE] > 0;
	case PAGE_TITLE_BOT_CHECK:
		return look->hits[PAGE_LINE_BOT_CHECK] > 0 || (look->nature & NATURE_CAPTCHA);
	case PAGE_TITLE_CONSENT: return look->hits[PAGE_LINE_CONSENT] > 0 && look->agree;
	case PAGE_TITLE_LOGIN:
		return look->hits[PAGE_LINE_LOGIN] > 0 || (look->nature & NATURE_PASSWORD);
	}
	return false;
}

static unsigned
count_words(const char *phrase)
{
	unsigned words = 1;
	for (; *phrase != '\0'; phrase++)
		words += *phrase == ' ';
	return words;
}

/*
 * What one part of a title says: sure where it is all of it, likely where the lines agree or the
 * phrase is long.
 */
static enum article_reason
reason_of_part(const struct look *look, struct slice part)
{
	struct phrase line;
	phrase_fold(&line, part);
	const struct word *word = phrase_whole(&line, page_titles_find, PAGE_TITLES_LONGEST);
	if (word != NULL && (word->group != PAGE_TITLE_CONSENT || lines_agree(look, word->group)) &&
		look->body->words <= TITLE_WORDS_MAX)
		return reason_of_group(word->group);
	if (look->body->words > FRONT_WORDS_MAX)
		return REASON_NONE;
	word = phrase_at(&line, 0, page_titles_find, PAGE_TITLES_LONGEST, NULL);
	if (word == NULL)
		return REASON_NONE;
	if (lines_agree(look, word->group) || count_words(word->name) >= FRONT_PHRASE_LEAST)
		return reason_of_group(word->group);
	return REASON_NONE;
}

/* A title's parts: "Page not found | Harbour Times". */
static enum article_reason
reason_of_title(const struct look *look, const char *title)
{
	static const char *const between[] = { " | ", " - ", " – ", " — ", " · ", " » ", ": ",
		"_" };
	struct slice rest = slice_of(title);
	while (rest.length > 0) {
		size_t end = rest.length, next = rest.length;
		for (size_t i = 0; i < sizeof(between) / sizeof(between[0]); i++) {
			size_t at = line_find(rest, 0, slice_of(between[i]));
			if (at != LINE_NONE && at < end) {
				end = at;
				next = at + strlen(between[i]);
			}
		}
		enum article_reason reason = reason_of_part(look, line_part(rest, 0, end));
		if (reason != REASON_NONE)
			return reason;
		rest = line_part(rest, next, rest.length);
	}
	return REASON_NONE;
}

static bool
is_bot_check(const struct look *look)
{
	if (look->hits[PAGE_LINE_BOT_CHECK] > 0 && look->own_words <= OWN_WORDS_SOME)
		return true;
	return (look->nature & NATURE_CAPTCHA) && !(look->nature & NATURE_PASSWORD) &&
	       look->words <= PAGE_WORDS_SMALL && look->headlines < HEADLINES_LISTED;
}

static bool
is_consent(const struct look *look)
{
	uint32_t rest = look->words - look->consent_words;
	return look->agree && !(look->nature & NATURE_TYPED) && look->consent_words > 0 &&
	       rest <= CONSENT_REST_MAX && look->own_words <= OWN_WORDS_FEW &&
	       look->headlines < HEADLINES_LISTED &&
	       (float)look->consent_words >= CONSENT_SHARE_MIN * (float)look->words;
}

static bool
is_login(const struct look *look)
{
	if (look->own_words > OWN_WORDS_FEW || look->words > LOGIN_WORDS_MAX)
		return false;
	if (look->headlines >= HEADLINES_LISTED && look->hits[PAGE_LINE_LOGIN] == 0)
		return false;
	return (look->nature & NATURE_PASSWORD) || look->hits[PAGE_LINE_LOGIN] > 0;
}

/* Errors, checks, questions and logins: what the page's own words say. */
static enum article_reason
reason_of_words(struct look *look)
{
	count_lines(look);
	enum article_reason reason = reason_of_title(look, look->fields->signals.title);
	if (reason == REASON_NONE)
		reason = reason_of_title(look, look->article->headline);
	if (reason != REASON_NONE)
		return reason;
	if (is_bot_check(look))
		return REASON_BOT_CHECK;
	if (is_consent(look))
		return REASON_CONSENT;
	if (look->hits[PAGE_LINE_ERROR_PAGE] > 0 && look->own_words <= OWN_WORDS_SOME)
		return REASON_ERROR_PAGE;
	return is_login(look) ? REASON_LOGIN : REASON_NONE;
}

/*
 * Words of the body in paragraphs with a photo of their own before them, and how many photos there
 * are.
 */
static uint32_t
count_captions(const struct look *look, uint32_t *photos)
{
	const struct page *page = look->fields->page;
	uint32_t words = 0, b = look->body->from;
	bool photo = false;
	uint32_t node = look->body->root.node;
	*photos = 0;
	for (uint32_t n = node; n < page->nodes[node].end; n++) {
		if (page->nodes[n].tag == TAG_IMG) {
			photo = true;
			++*photos;
		}
		while (b < look->body->to && look->blocks->all[b].first < n)
			b++;
		if (b == look->body->to || look->blocks->all[b].first != n ||
			look->body->reasons[b] != BODY_KEPT)
			continue;
		if (photo && look->blocks->all[b].words <= CAPTION_WORDS_MAX)
			words += look->blocks->all[b].words;
		photo = photo && (look->blocks->all[b].marks & BLOCK_HEADING);
	}
	return words;
}

static bool
is_called_gallery(const struct look *look)
{
	struct phrase line;
	const struct word *word;
	if (look->nature & (NATURE_GALLERY | NATURE_GALLERY_PATH))
		return true;
	phrase_fold(&line, slice_of(look->article->headline));
	word = phrase_at(&line, 0, page_lines_find, PAGE_LINES_LONGEST, NULL);
	if (word != NULL && word->group == PAGE_LINE_GALLERY)
		return true;
	phrase_fold(&line, slice_of(look->article->kicker));
	word = phrase_whole(&line, page_lines_find, PAGE_LINES_LONGEST);
	return word != NULL && word->group == PAGE_LINE_GALLERY;
}

/* Words in the captions of the photos about the text. */
static uint32_t
count_told(const struct article *article)
{
	uint32_t words = 0;
	for (size_t i = 0; i < article->photo_count; i++)
		for (const char *at = article->photos[i].caption; at != NULL;
			at = strchr(at, ' ')) {
			at++;
			words++;
		}
	return words;
}

static bool
is_gallery(const struct look *look)
{
	uint32_t photos, captions = count_captions(look, &photos);
	uint32_t text = look->body->words > captions ? look->body->words - captions : 0;
	if (photos < look->article->photo_count)
		photos = (uint32_t)look->article->photo_count;
	if ((look->nature & NATURE_ARTICLE) && text > 0 &&
		count_told(look->article) >= GALLERY_WORDS_TOLD)
		return false;
	return photos >= GALLERY_PHOTOS && text <= GALLERY_WORDS_MAX && is_called_gallery(look);
}

static bool
is_video(const struct look *look)
{
	bool called = look->nature & NATURE_VIDEO_PATH;
	bool typed = (look->nature & NATURE_VIDEO) && !(look->nature & NATURE_ARTICLE);
	if (look->nature & NATURE_ARTICLE)
		called = called && look->body->words <= OWN_WORDS_FEW;
	return look->body->words <= VIDEO_WORDS_MAX &&
	       look->headlines < look->body->words + HEADLINES_MANY &&
	       (typed || (called && (look->nature & (NATURE_PLAYER | NATURE_VIDEO))));
}

/*
 * Whether an unlinked headline of some length stands over text of the page's own; where the page is
 * dated it may be shorter.
 */
static bool
has_headline(const struct look *look, uint32_t text)
{
	uint32_t b = look->fields->heading_block;
	if (b >= look->blocks->count || text < OWN_WORDS_FEW / 2)
		return false;
	const struct block *block = &look->blocks->all[b];
	bool dated = look->article->published != CLOCK_NEVER;
	return block->link_words == 0 && block->words + dated > HEADLINE_WORDS;
}

static bool
is_section(const struct look *look)
{
	uint32_t text = look->text_words;
	bool says = look->nature & (NATURE_COLLECTION | NATURE_FRONT);
	if ((look->nature & NATURE_ARTICLE) || look->headlines < HEADLINES_LISTED)
		return false;
	if (has_headline(look, text))
		return false;
	if (says && text <= LISTED_WORDS_MAX)
		return true;
	return !(look->nature & NATURE_TYPED) && look->headlines >= HEADLINES_MANY &&
	       text <= OWN_WORDS_FEW;
}

/* A page that a script should fill, or that holds nothing at all. */
static bool
is_empty(const struct look *look)
{
	if (look->body->words == 0)
		return true;
	if (look->own_words > OWN_WORDS_FEW || (look->nature & NATURE_ARTICLE))
		return false;
	return look->hits[PAGE_LINE_SCRIPT] > 0 ||
	       (look->own_words <= OWN_WORDS_FEW / 4 && look->words <= PAGE_WORDS_SMALL);
}

enum article_reason
refusal_read(const struct fields *fields, const struct body *body, const struct article *article)
{
	struct look look = {
		.fields = fields,
		.blocks = fields->blocks,
		.body = body,
		.article = article,
		.nature = nature_of_head(fields),
	};
	bool stub = body->paid || fields->signals.paid;
	if (look.blocks->words == 0 && body->words == 0)
		return REASON_EMPTY;
	if (is_gallery(&look))
		return REASON_GALLERY;
	if ((look.nature & NATURE_ARTICLE) && (body->words >= BODY_WORDS_SURE || stub))
		return REASON_NONE;
	count_headlines(&look);
	if (body->words <= TITLE_WORDS_MAX) {
		look.nature |= nature_of_elements(fields->page);
		enum article_reason reason =
			(look.nature & NATURE_ARTICLE) ? REASON_NONE : reason_of_words(&look);
		if (reason != REASON_NONE)
			return reason;
		if (is_video(&look))
			return REASON_VIDEO;
	}
	if (is_section(&look))
		return REASON_SECTION;
	if (body->words > OWN_WORDS_FEW || stub)
		return REASON_NONE;
	if (look.nature & NATURE_PLAYER)
		return REASON_VIDEO;
	if (article->photo_count >= GALLERY_PHOTOS_ALONE)
		return REASON_GALLERY;
	return is_empty(&look) ? REASON_EMPTY : REASON_NONE;
}
