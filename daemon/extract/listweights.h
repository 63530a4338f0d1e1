/*
 * The weights of listscore.h: name, weight, and the rule that a fit draws it to (bench CORPUS --fit,
 * which reads the fixtures of tests/lists and tests/sections besides).
 *
 * They are set by hand, by people who saw the pages that they are measured on, after what fits
 * hinted at; the rules are these weights. `bench CORPUS` says F1 .967 of them (`lists`, mean of 60
 * pages), and .958 of fits without the outlet they are measured on (`lists out`). On 181 pages of
 * other labels fit and hand are .003 apart, once this way and once that; so these stand.
 */
WEIGHT(BIAS, -1.5F, -1.5F)
WEIGHT(WORDS_SOME, 0.4F, 0.4F)
WEIGHT(WORDS_MANY, 1.0F, 1.0F)
WEIGHT(STORY, 1.0F, 1.0F)
WEIGHT(STRONG, 1.2F, 1.2F)
WEIGHT(NO_SIGN, -3.0F, -3.0F)
WEIGHT(SHAPE, 1.2F, 1.2F)
WEIGHT(ITEMS, 0.4F, 0.4F)
WEIGHT(ALONE, -0.9F, -0.9F)
WEIGHT(ALONE_WEAK, -0.5F, -0.5F)
WEIGHT(ALONE_BODY, 0.3F, 0.3F)
WEIGHT(ALONE_BARE, -2.5F, -2.5F)
WEIGHT(ALONE_FEW, -0.5F, -0.5F)
WEIGHT(PREFIX, 2.0F, 2.0F)
WEIGHT(LABEL, 1.6F, 1.6F)
WEIGHT(LABEL_TAG, 0.4F, 0.4F)
WEIGHT(TOKEN, 1.0F, 1.0F)
WEIGHT(SISTER, -0.5F, -0.5F)
WEIGHT(FOREIGN, -2.0F, -2.0F)
WEIGHT(TOPIC, -1.6F, -1.6F)
WEIGHT(SHORT, -2.5F, -2.5F)
WEIGHT(WEAK, -1.2F, -1.2F)
WEIGHT(NAV, -2.3F, -2.3F)
WEIGHT(MENU, -1.3F, -1.3F)
WEIGHT(HEADER, -2.0F, -2.0F)
WEIGHT(FOOTER, -1.9F, -1.9F)
WEIGHT(FOOT, -1.3F, -1.3F)
WEIGHT(AD, -1.8F, -1.8F)
WEIGHT(MISC, -0.8F, -0.8F)
WEIGHT(COMMENT, -0.6F, -0.6F)
WEIGHT(BEFORE, -1.0F, -1.0F)
WEIGHT(NEGATIVE, -2.5F, -2.5F)
