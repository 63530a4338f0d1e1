/* version.h - the program's version, as --version and the User-Agent tell it. */
#ifndef NEWSWIRED_BASE_VERSION_H
#define NEWSWIRED_BASE_VERSION_H

#define NEWSWIRED_VERSION "1.0.0"

#endif
