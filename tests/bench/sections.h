/*
 * sections.h - section pages against the stories named beside them.
 */
#ifndef NEWSWIRED_TESTS_BENCH_SECTIONS_H
#define NEWSWIRED_TESTS_BENCH_SECTIONS_H

/*
 * Reads each NAME.html of a folder that has a NAME.json, and prints precision and recall of the
 * stories by address, and of those found the share whose title, label and rank are right. A page
 * that cannot be read has no story found.
 */
void bench_sections(const char *folder);

#endif
