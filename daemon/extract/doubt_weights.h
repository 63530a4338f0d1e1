/*
 * doubt_weights.h - the table of doubt.h, in the order of enum doubt_feature.
 *
 * Made by `bench CORPUS --fit-body` of 4294 blocks. What it does to the body of outlets left
 * out, on pages as they are and on pages whose classes and ids say nothing:
 *
 *      left out   body precision 0.9705 recall 0.9844 F1 0.9774 accuracy 0.551 snippets F1 0.9557
 *      blind      body precision 0.9593 recall 0.9824 F1 0.9707 accuracy 0.444 snippets F1 0.9403
 */
#ifndef NEWSWIRED_EXTRACT_DOUBT_WEIGHTS_H
#define NEWSWIRED_EXTRACT_DOUBT_WEIGHTS_H

#include "extract/doubt.h"

static const float doubt_weights[DOUBT_FEATURES] = {
	-4.990F,
	-1.777F,
	0.175F,
	-6.215F,
	2.161F,
	1.321F,
	-0.459F,
	4.278F,
	0.913F,
	-0.285F,
	3.570F,
	-1.720F,
	1.193F,
	0.841F,
	-0.914F,
	-0.317F,
	3.052F,
	2.603F,
	1.522F,
	-2.121F,
	1.967F,
	-0.652F,
	2.541F,
	0.422F,
	-0.371F,
	-1.853F,
	-0.831F,
	3.009F,
	-1.287F,
	9.112F,
	0.040F,
	-2.378F,
	-1.978F,
	-3.636F,
};

#endif
