/*
 * doubt_weights.h - the table of doubt.h, in the order of enum doubt_feature.
 *
 * Made by `bench CORPUS --fit-body` of 4272 blocks. What it does to the body of outlets left
 * out, on pages as they are and on pages whose classes and ids say nothing:
 *
 *      left out   body precision 0.9740 recall 0.9843 F1 0.9791 accuracy 0.615 snippets F1 0.9570
 *      blind      body precision 0.9696 recall 0.9814 F1 0.9755 accuracy 0.561 snippets F1 0.9448
 */
#ifndef NEWSWIRED_EXTRACT_DOUBT_WEIGHTS_H
#define NEWSWIRED_EXTRACT_DOUBT_WEIGHTS_H

#include "extract/doubt.h"

static const float doubt_weights[DOUBT_FEATURES] = {
	-4.775F,
	-1.714F,
	0.226F,
	-5.976F,
	2.253F,
	1.366F,
	-0.497F,
	4.077F,
	-0.721F,
	-0.525F,
	3.603F,
	-1.996F,
	1.275F,
	0.786F,
	-1.234F,
	-0.186F,
	3.165F,
	2.484F,
	1.591F,
	-2.039F,
	2.203F,
	-1.026F,
	2.589F,
	0.311F,
	-0.366F,
	-1.855F,
	-0.976F,
	3.221F,
	-1.620F,
	10.979F,
	0.727F,
	-2.406F,
	-1.960F,
	-3.424F,
};

#endif
