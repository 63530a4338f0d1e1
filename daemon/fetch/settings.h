/*
 * settings.h - what a fetcher and a fetch are told, in copies of their own.
 */
#ifndef NEWSWIRED_FETCH_SETTINGS_H
#define NEWSWIRED_FETCH_SETTINGS_H

#include "fetch/fetch.h"

/*
 * `options` with the defaults in their places and the strings copied; false with err where they are
 * wrong.
 */
bool settings_read(
	struct fetch_options *settings, const struct fetch_options *options, struct err *err);
void settings_release(struct fetch_options *settings);

/* A policy of its own. */
void policy_copy(struct fetch_policy *copy, const struct fetch_policy *policy);
void policy_release(struct fetch_policy *policy);

#endif
