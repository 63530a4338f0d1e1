/*
 * questions.h - inside the store: the SQL of query.h's questions, and of what query_article puts
 * together.
 */
#ifndef NEWSWIRED_STORE_QUESTIONS_H
#define NEWSWIRED_STORE_QUESTIONS_H

#include "store/query.h"

extern const char *const question_texts[QUERY_COUNT];

#endif
