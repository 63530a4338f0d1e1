/* The grammar of dates: day, month and year in any order, then the time that belongs to them. */
#include "extract/dategrammar.h"

#include "base/clock.h"
#include "extract/dateform.h"
#include "words/date-words.h"

#define FILLERS_MAX     6 /* commas, articles and names of days between date and time */
#define BUDDHIST_AHEAD  543
#define JALALI_YEAR_MIN 1300
#define JALALI_YEAR_MAX 1499
#define JALALI_FIRST    DATE_WORD_FARVARDIN
/* Months of the Persian calendar are numbered from here while they are read. */
#define JALALI_MONTH_MIN 100
#define CENTURY_TURN     70
#define MACHINE_YEAR_MIN 1000 /* programs write years 1 and 0 for "no date" */

static bool
is_mark(const struct date_token *token, char mark)
{
	return token->kind == DATE_TOKEN_MARK && token->value == mark;
}

static bool
is_word(const struct date_token *token, int group)
{
	return token->kind == DATE_TOKEN_WORD && token->value == group;
}

static bool
is_number(const struct date_token *token, int digits_min, int digits_max, int max)
{
	return token->kind == DATE_TOKEN_NUMBER && token->digits >= digits_min &&
	       token->digits <= digits_max && token->value >= 1 && token->value <= max;
}

/*
 * The number of a month's name (Persian ones from JALALI_MONTH_MIN) at `at`, and the token behind
 * it; 0 where none stands there.
 */
static size_t
read_month(const struct date_grammar *g, size_t at, int *month)
{
	const struct date_token *t = g->tokens + at;
	size_t end = at + 1;
	if (t[0].kind != DATE_TOKEN_WORD || t[0].value == 0)
		return 0;
	int group = t[0].value;
	if (group <= DATE_WORD_DEC) {
		*month = group;
	} else if (group == DATE_WORD_LISTOPAD) {
		*month = g->croatian ? 10 : 11;
	} else if (group == DATE_WORD_KANUN || group == DATE_WORD_TISHRIN) {
		bool first = is_word(&t[1], DATE_WORD_FIRST);
		if (!first && !is_word(&t[1], DATE_WORD_SECOND_OF_TWO))
			return 0;
		*month = group == DATE_WORD_KANUN ? (first ? 12 : 1) : (first ? 10 : 11);
		end++;
	} else if (group >= JALALI_FIRST && group <= DATE_WORD_ESFAND) {
		*month = JALALI_MONTH_MIN + group - JALALI_FIRST + 1;
	} else {
		return 0;
	}
	if (is_mark(&g->tokens[end], '/')) { /* "أيلول/سبتمبر": the month in two ways */
		int again;
		size_t behind = read_month(g, end + 1, &again);
		if (behind != 0)
			end = behind;
	}
	if (is_mark(&g->tokens[end], '.') && g->tokens[end].glued)
		end++;
	return end;
}

/* The Gregorian year a number means, 0 where it is none; Persian years stay as they are. */
static int
year_of(const struct date_grammar *g, const struct date_token *token)
{
	if (token->kind != DATE_TOKEN_NUMBER)
		return 0;
	int year = token->value;
	if (token->digits == 4) {
		if ((year >= 1900 && year <= 2100) ||
			(year >= JALALI_YEAR_MIN && year <= JALALI_YEAR_MAX) ||
			(g->machine && year >= MACHINE_YEAR_MIN))
			return year >= 2400 && year <= 2700 ? year - BUDDHIST_AHEAD : year;
		return year >= 1900 + BUDDHIST_AHEAD && year <= 2100 + BUDDHIST_AHEAD
			       ? year - BUDDHIST_AHEAD
			       : 0;
	}
	if (!g->machine)
		return 0;
	if (token->digits == 2)
		return year + (year < CENTURY_TURN ? 2000 : 1900);
	return token->digits == 3 ? year + 1900 : 0; /* RFC 5322, section 4.3 */
}

/*
 * A date of the Persian calendar in the Gregorian one: leap years by the cycle of 33, right from
 * 1300 to 1499.
 */
static void
from_jalali(struct date *out)
{
	int year = out->year - 979, month = out->month - 1;
	int days = 365 * year + year / 33 * 8 + (year % 33 + 3) / 4;
	days += month < 6 ? month * 31 : 186 + (month - 6) * 30;
	days += out->day - 1 + 79; /* 979-01-01 is 1600-03-20 */
	int64_t civil_year;
	clock_to_civil(clock_from_civil(1600, 1, 1 + days, 0, 0, 0), &civil_year, &out->month,
		&out->day, NULL, NULL, NULL);
	out->year = (int)civil_year;
}

/* Whether year, month and day make a date; puts them into `out`. year 0 is none named. */
static bool
accept(const struct date_grammar *g, struct date *out, int year, int month, int day)
{
	bool persian = month > JALALI_MONTH_MIN ||
		       (year >= JALALI_YEAR_MIN && year <= JALALI_YEAR_MAX && !g->machine);
	if (month > JALALI_MONTH_MIN)
		month -= JALALI_MONTH_MIN;
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	if (!persian && !date_has_day(year, month, day, g->machine))
		return false;
	if (persian && (year < JALALI_YEAR_MIN || year > JALALI_YEAR_MAX))
		return false;
	*out = (struct date){ .year = year, .month = month, .day = day, .precision = DATE_DAY };
	if (persian)
		from_jalali(out);
	return true;
}

/*
 * Skips what may stand between the parts of a date: articles, commas, full stops, hyphens; at most
 * three.
 */
static size_t
skip_joints(const struct date_grammar *g, size_t at)
{
	for (int i = 0; i < 3; i++, at++) {
		const struct date_token *t = &g->tokens[at];
		bool mark = t->kind == DATE_TOKEN_MARK &&
			    (t->value == ',' || t->value == '.' || t->value == '-' ||
				    t->value == '/' || t->value == '\'');
		if (!mark && !is_word(t, DATE_WORD_AT) && !is_word(t, DATE_WORD_DAY) &&
			!is_word(t, DATE_WORD_YEAR) && !is_word(t, DATE_WORD_ERA_BUDDHIST))
			break;
	}
	return at;
}

/* "2015-09-30", "2015. 9. 30.", "2015年09月30日", "2015년 9월 30일". */
static size_t
read_numbers_year_first(const struct date_grammar *g, size_t at, int year_add, struct date *out)
{
	const struct date_token *t = g->tokens + at;
	int year = year_add != 0 ? t[0].value + year_add : year_of(g, &t[0]);
	if (year == 0 || !is_number(&t[2], 1, 2, 12) || !is_number(&t[4], 1, 2, 31))
		return 0;
	bool worded = is_word(&t[1], DATE_WORD_YEAR) && is_word(&t[3], DATE_WORD_MONTH);
	bool marked = t[1].kind == DATE_TOKEN_MARK && t[3].kind == DATE_TOKEN_MARK &&
		      t[1].value == t[3].value &&
		      (t[1].value == '-' || t[1].value == '/' || t[1].value == '.');
	if ((!worded && !marked) || (!worded && is_mark(&t[5], ':')) ||
		!accept(g, out, year, t[2].value, t[4].value))
		return 0;
	if (worded && g->text.data[t[1].start] == '\xEB') /* 년 */
		out->zone_hint = "Asia/Seoul";
	bool behind = is_word(&t[5], DATE_WORD_DAY) ||
		      (is_mark(&t[5], '.') && t[5].glued && t[1].value == '.');
	return at + (behind ? 6 : 5);
}

/* "30.09.2015", "09/30/2015", "30/9-2015"; short years where everything has two digits. */
static size_t
read_numbers_year_last(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = g->tokens + at;
	if (!is_number(&t[0], 1, 2, 31) || !is_number(&t[2], 1, 2, 31) ||
		t[1].kind != DATE_TOKEN_MARK || t[3].kind != DATE_TOKEN_MARK)
		return 0;
	bool marks = (t[1].value == '.' || t[1].value == '/' || t[1].value == '-') &&
		     (t[3].value == t[1].value || (t[1].value == '/' && t[3].value == '-'));
	int year = year_of(g, &t[4]);
	if (year == 0 && t[4].kind == DATE_TOKEN_NUMBER && t[4].digits == 2 && t[0].digits == 2 &&
		t[2].digits == 2 && t[1].value != '-')
		year = t[4].value + (t[4].value < CENTURY_TURN ? 2000 : 1900);
	if (!marks || year == 0)
		return 0;
	bool month_first = g->order == DATE_MONTH_FIRST && t[1].value != '.';
	if (t[0].value > 12)
		month_first = false;
	else if (t[2].value > 12)
		month_first = true;
	int month = t[month_first ? 0 : 2].value, day = t[month_first ? 2 : 0].value;
	return accept(g, out, year, month, day) ? at + 5 : 0;
}

/* Puts the time that `time` has into the date. */
static void
set_time(struct date *out, const struct date *time)
{
	out->hour = time->hour;
	out->minute = time->minute;
	out->second = time->second;
	out->precision = time->precision;
	out->has_zone = time->has_zone;
	out->offset_minutes = time->offset_minutes;
	out->zone = time->zone;
}

/* The year behind a month, or none where that is allowed; `at` is behind the month. */
static size_t
read_year_behind(const struct date_grammar *g, size_t at, int month, int day, struct date *out)
{
	size_t year_at = skip_joints(g, at);
	int year = year_of(g, &g->tokens[year_at]);
	bool hour = is_mark(&g->tokens[year_at + 1], ':') && g->tokens[year_at].digits < 4;
	if (year != 0 && !hour && accept(g, out, year, month, day))
		return year_at + 1;
	/* asctime(): "Jan 4 16:29:06 PST 2004" */
	struct date time = { 0 };
	size_t end = date_time_read(g, year_at, false, &time);
	if (end != 0) {
		year_at = skip_joints(g, end);
		year = g->tokens[year_at].digits == 4 ? year_of(g, &g->tokens[year_at]) : 0;
		if (year != 0 && accept(g, out, year, month, day)) {
			set_time(out, &time);
			return year_at + 1;
		}
	}
	return g->yearless && accept(g, out, 0, month, day) ? at : 0;
}

/*
 * "30 September 2015", "30 de septiembre de 2015", "30 сентября 2015 г.", "30 tháng 9 năm 2015",
 * "30-Sep-2015".
 */
static size_t
read_day_month(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = g->tokens;
	if (!is_number(&t[at], 1, 2, 31))
		return 0;
	int month;
	size_t month_at = skip_joints(g, at + 1);
	size_t end = read_month(g, month_at, &month);
	if (end == 0 && is_word(&t[month_at], DATE_WORD_MONTH) &&
		is_number(&t[month_at + 1], 1, 2, 12)) {
		month = t[month_at + 1].value;
		end = month_at + 2;
	}
	if (end == 0 && g->machine && is_number(&t[at + 1], 1, 2, 12)) {
		/* "30 9 2015", "30 9월 2015": what some programs' templates become in East Asia */
		month = t[at + 1].value;
		end = at + (is_word(&t[at + 2], DATE_WORD_MONTH) ? 3 : 2);
		if (t[end].kind != DATE_TOKEN_NUMBER || t[end].digits != 4)
			return 0;
	}
	return end != 0 ? read_year_behind(g, end, month, t[at].value, out) : 0;
}

/* "September 30, 2015", "Sept. 30th 2015"; a value may also be "September 2015". */
static size_t
read_month_day(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = g->tokens;
	int month;
	size_t day_at = read_month(g, at, &month);
	if (day_at == 0)
		return 0;
	day_at = skip_joints(g, day_at);
	if (is_number(&t[day_at], 1, 2, 31) && !is_mark(&t[day_at + 1], ':'))
		return read_year_behind(g, day_at + 1, month, t[day_at].value, out);
	bool alone = g->machine && (at == 0 || t[at - 1].kind != DATE_TOKEN_NUMBER);
	int year = alone ? year_of(g, &t[day_at]) : 0;
	if (year == 0 || t[day_at].digits != 4 || !accept(g, out, year, month, 1))
		return 0;
	out->precision = DATE_MONTH;
	return day_at + 1;
}

/*
 * "2015. szeptember 30.", "2015 m. rugsėjo 30 d.", "2004-július-13"; with a word for "year" also
 * "2015. gada 30. septembris".
 */
static size_t
read_year_month(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = g->tokens;
	int month, year = t[at].digits == 4 ? year_of(g, &t[at]) : 0;
	if (year == 0)
		return 0;
	size_t month_at = skip_joints(g, at + 1);
	size_t day_at = read_month(g, month_at, &month);
	if (day_at != 0) {
		day_at = skip_joints(g, day_at);
		if (!is_number(&t[day_at], 1, 2, 31) || is_mark(&t[day_at + 1], ':') ||
			!accept(g, out, year, month, t[day_at].value))
			return 0;
		return day_at + 1;
	}
	bool named = is_word(&t[at + 1], DATE_WORD_YEAR) || is_word(&t[at + 2], DATE_WORD_YEAR);
	if (!named || !is_number(&t[month_at], 1, 2, 31))
		return 0;
	size_t end = read_month(g, skip_joints(g, month_at + 1), &month);
	return end != 0 && accept(g, out, year, month, t[month_at].value) ? end : 0;
}

/* "令和7年9月30日", "民國104年9月30日". */
static size_t
read_era(const struct date_grammar *g, size_t at, struct date *out)
{
	int group = g->tokens[at].value;
	int add = group == DATE_WORD_ERA_REIWA    ? 2018
		  : group == DATE_WORD_ERA_HEISEI ? 1988
		  : group == DATE_WORD_ERA_MINGUO ? 1911
						  : 0;
	if (add == 0 || !is_number(&g->tokens[at + 1], 1, 3, 200))
		return 0;
	return read_numbers_year_first(g, at + 1, add, out);
}

/* "9月30日", where the year goes without saying. */
static size_t
read_yearless_numbers(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = g->tokens + at;
	if (!g->yearless || !is_number(&t[0], 1, 2, 12) || !is_word(&t[1], DATE_WORD_MONTH) ||
		!is_number(&t[2], 1, 2, 31) || !is_word(&t[3], DATE_WORD_DAY))
		return 0;
	return accept(g, out, 0, t[0].value, t[2].value) ? at + 4 : 0;
}

static size_t
read_date(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = &g->tokens[at];
	size_t end = 0;
	if (t->kind == DATE_TOKEN_WORD && t->value != 0) {
		end = read_month_day(g, at, out);
		return end != 0 ? end : read_era(g, at, out);
	}
	if (t->kind != DATE_TOKEN_NUMBER)
		return 0;
	if (t->digits == 4 || (g->machine && t->digits > 2)) {
		end = read_numbers_year_first(g, at, 0, out);
		return end != 0 ? end : read_year_month(g, at, out);
	}
	if (t->digits > 2)
		return 0;
	end = read_numbers_year_last(g, at, out);
	if (end == 0)
		end = read_day_month(g, at, out);
	return end != 0 ? end : read_yearless_numbers(g, at, out);
}

/* Skips what may stand between a date and its time: marks, articles, names of days, "(水)". */
static size_t
skip_fillers(const struct date_grammar *g, size_t at)
{
	for (int i = 0; i < FILLERS_MAX; i++) {
		const struct date_token *t = &g->tokens[at];
		bool mark =
			t->kind == DATE_TOKEN_MARK &&
			(t->value == ',' || t->value == '.' || t->value == '-' || t->value == '|' ||
				t->value == '(' || t->value == ')' || t->value == '/' ||
				t->value == '@' || t->value == ':' || t->value == ';');
		bool word = t->kind == DATE_TOKEN_WORD &&
			    (t->value == DATE_WORD_AT || t->value == DATE_WORD_WEEKDAY ||
				    t->value == DATE_WORD_YEAR || t->value == DATE_WORD_DAY);
		bool bracketed = at > 0 && is_mark(&t[-1], '(') && is_mark(&t[1], ')') &&
				 t->kind == DATE_TOKEN_WORD;
		if (!mark && !word && !bracketed)
			break;
		at++;
	}
	return at;
}

/* "12:43, 20 Apr 2026". */
static size_t
read_time_first(const struct date_grammar *g, size_t at, struct date *out)
{
	struct date time = { 0 };
	size_t end = date_time_read(g, at, false, &time);
	if (end == 0)
		return 0;
	end = read_date(g, skip_fillers(g, end), out);
	if (end == 0 || out->precision != DATE_DAY)
		return 0;
	set_time(out, &time);
	return end;
}

size_t
date_grammar_read(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = &g->tokens[at];
	if (t->kind == DATE_TOKEN_MARK || (t->kind == DATE_TOKEN_WORD && t->value == 0))
		return 0;
	size_t end = read_time_first(g, at, out);
	if (end != 0)
		return end;
	end = read_date(g, at, out);
	if (end == 0 || out->precision != DATE_DAY)
		return end;
	struct date time = { 0 };
	size_t time_at = skip_fillers(g, end);
	size_t time_end = date_time_read(g, time_at, true, &time);
	if (time_end == 0)
		return end;
	const struct date_token *half = &g->tokens[time_at];
	if (half->kind == DATE_TOKEN_WORD && g->text.data[half->start] == '\xEC' &&
		out->zone_hint == NULL)
		out->zone_hint = "Asia/Seoul"; /* 오전, 오후 */
	set_time(out, &time);
	return time_end;
}
