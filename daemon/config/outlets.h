/*
 * outlets.h - the outlets of a configuration: a folder of files, one an outlet.
 */
#ifndef NEWSWIRED_CONFIG_OUTLETS_H
#define NEWSWIRED_CONFIG_OUTLETS_H

#include "config/config.h"

/*
 * Reads all outlets in config->outlets_path into config->outlets, in the byte order of their files'
 * names; names that do not end in ".json" or begin with a dot are passed over. Files with mistakes
 * go to config->unusable. False, with `err`, where the folder cannot be read.
 */
bool outlets_read(struct config *config, struct config_mistakes *mistakes, struct err *err);

#endif
