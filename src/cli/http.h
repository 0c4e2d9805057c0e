/* SPDX-License-Identifier: MIT */
/* What a browser asks for: a line and headers, of which little is taken. */
#ifndef CLI_HTTP_H
#define CLI_HTTP_H

#include <stddef.h>

enum {
    HTTP_MOST_REQUEST = 8192, /* bytes of its head; there is nothing else */
    HTTP_MOST_PATH = 64       /* with NUL; no path of ours is as long */
};

/* Numbers as the protocol has them. */
enum http_status {
    HTTP_NEEDS_MORE = 0,
    HTTP_GOOD = 200,
    HTTP_BAD = 400,
    HTTP_FORBIDDEN = 403,
    HTTP_NOT_FOUND = 404,
    HTTP_NOT_GET = 405,
    HTTP_TOO_LARGE = 431,
    HTTP_BUSY = 503
};

/* Looks at the first bytes of a request to a server on that port of this machine. Good: its path
 * goes to `path`, without what stands behind a question mark. A request that names another machine
 * is forbidden: a page of somebody else's may have sent it. */
enum http_status http_read(const char *bytes, size_t length, unsigned port,
                           char path[HTTP_MOST_PATH]);
/* "404 Not Found". */
const char *http_reason(enum http_status status);

#endif
