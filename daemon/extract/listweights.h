/*
 * The weights of listscore.h: name, weight, and the rule that a fit draws it to (bench CORPUS --fit).
 *
 * They are set by hand, by people who saw the pages that they are measured on, after what fits
 * hinted at. `bench CORPUS` says F1 .965 of them (`lists`, mean of 60 pages), and .938 of a fit
 * that never saw the outlet it is measured on (`lists out`). The two do not compare: the first is
 * flattered, by how much is not known. So nothing measured asks for other weights, and these stand.
 */
WEIGHT(BIAS, -1.5F, -1.5F)
WEIGHT(WORDS_SOME, 0.4F, 0.5F)
WEIGHT(WORDS_MANY, 1.0F, 1.0F)
WEIGHT(STORY, 1.0F, 1.5F)
WEIGHT(STRONG, 1.2F, 1.0F)
WEIGHT(NO_SIGN, -3.0F, -3.0F)
WEIGHT(SHAPE, 1.2F, 1.0F)
WEIGHT(ITEMS, 0.4F, 0.5F)
WEIGHT(ALONE, -0.9F, -0.6F)
WEIGHT(ALONE_WEAK, -0.5F, -0.5F)
WEIGHT(ALONE_BODY, 0.3F, 0.3F)
WEIGHT(ALONE_BARE, -2.5F, -2.5F)
WEIGHT(ALONE_FEW, -0.5F, -0.5F)
WEIGHT(PREFIX, 2.0F, 2.0F)
WEIGHT(LABEL, 1.6F, 2.0F)
WEIGHT(LABEL_TAG, 0.4F, 0.4F)
WEIGHT(TOKEN, 1.0F, 1.0F)
WEIGHT(SISTER, -0.5F, -0.5F)
WEIGHT(FOREIGN, -2.0F, -2.0F)
WEIGHT(TOPIC, -1.6F, -2.0F)
WEIGHT(SHORT, -2.5F, -2.5F)
WEIGHT(WEAK, -1.2F, -1.2F)
WEIGHT(NAV, -2.3F, -2.5F)
WEIGHT(MENU, -1.3F, -1.3F)
WEIGHT(HEADER, -2.0F, -2.0F)
WEIGHT(FOOTER, -1.9F, -2.2F)
WEIGHT(FOOT, -1.3F, -1.5F)
WEIGHT(AD, -1.8F, -2.2F)
WEIGHT(MISC, -0.8F, -1.0F)
WEIGHT(COMMENT, -0.6F, -0.6F)
WEIGHT(BEFORE, -1.0F, -0.6F)
WEIGHT(NEGATIVE, -2.5F, -2.5F)
