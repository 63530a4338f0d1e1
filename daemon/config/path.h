/*
 * path.h - paths as people read them, in the log and in messages.
 */
#ifndef NEWSWIRED_CONFIG_PATH_H
#define NEWSWIRED_CONFIG_PATH_H

#include "base/arena.h"

/*
 * A path without what goes down and up again, in the arena: "var/wire.db" for
 * "etc/../var/wire.db", unless etc is no folder but a link, whose ".." is elsewhere. Looks at the
 * file system for that.
 */
const char *path_shortest(struct arena *arena, const char *path);

#endif
