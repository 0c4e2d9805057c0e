/* SPDX-License-Identifier: MIT */
/* Between the server's sockets and its answers. */
#include "http.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct piece {
    const char *text;
    size_t length;
};

static bool is_word(struct piece piece, const char *word)
{
    return piece.length == strlen(word) && strncasecmp(piece.text, word, piece.length) == 0;
}

/* Up to a byte, which is passed over; false: it is not there. */
static bool take(struct piece *from, char end, struct piece *out)
{
    const char *at = memchr(from->text, end, from->length);
    if (!at)
        return false;
    *out = (struct piece){from->text, (size_t)(at - from->text)};
    from->length -= out->length + 1;
    from->text = at + 1;
    return true;
}

static struct piece trim(struct piece piece)
{
    while (piece.length > 0 && strchr(" \t\r", piece.text[piece.length - 1]))
        piece.length--;
    while (piece.length > 0 && strchr(" \t", *piece.text)) {
        piece.text++;
        piece.length--;
    }
    return piece;
}

static bool is_own_name(struct piece host, unsigned port, const char *scheme)
{
    char name[64];
    snprintf(name, sizeof name, "%s127.0.0.1:%u", scheme, port);
    if (is_word(host, name))
        return true;
    snprintf(name, sizeof name, "%slocalhost:%u", scheme, port);
    return is_word(host, name);
}

/* "GET /page.html HTTP/1.1" */
static enum http_status read_line(struct piece line, char path[HTTP_MOST_PATH])
{
    struct piece method, target;
    if (!take(&line, ' ', &method) || !take(&line, ' ', &target) || line.length < 8 ||
        memcmp(line.text, "HTTP/1.", 7) != 0 || target.length == 0 || *target.text != '/')
        return HTTP_BAD;
    if (method.length != 3 || memcmp(method.text, "GET", 3) != 0)
        return HTTP_NOT_GET;
    size_t length = 0;
    while (length < target.length && target.text[length] != '?')
        length++;
    if (length >= HTTP_MOST_PATH)
        return HTTP_NOT_FOUND;
    memcpy(path, target.text, length);
    path[length] = '\0';
    return HTTP_GOOD;
}

/* One Host, which is ours, and no Origin but ours. */
static enum http_status read_headers(struct piece rest, unsigned port)
{
    struct piece line, name;
    size_t hosts = 0;
    bool is_ours = true;
    while (take(&rest, '\n', &line) && trim(line).length > 0) {
        if (!take(&line, ':', &name) || name.length == 0 || strchr(" \t", *name.text))
            return HTTP_BAD;
        if (is_word(name, "Host")) {
            hosts++;
            is_ours &= is_own_name(trim(line), port, "");
        } else if (is_word(name, "Origin"))
            is_ours &= is_own_name(trim(line), port, "http://");
    }
    return hosts == 1 && is_ours ? HTTP_GOOD : HTTP_FORBIDDEN;
}

static size_t head_length(const char *bytes, size_t length)
{
    for (size_t i = 3; i < length; i++)
        if (memcmp(bytes + i - 3, "\r\n\r\n", 4) == 0)
            return i + 1;
    return 0;
}

enum http_status http_read(const char *bytes, size_t length, unsigned port,
                           char path[HTTP_MOST_PATH])
{
    struct piece rest = {bytes, head_length(bytes, length)}, line;
    if (memchr(bytes, '\0', length))
        return HTTP_BAD;
    if (rest.length == 0)
        return length < HTTP_MOST_REQUEST ? HTTP_NEEDS_MORE : HTTP_TOO_LARGE;
    take(&rest, '\n', &line);
    enum http_status asked = read_line(trim(line), path);
    enum http_status allowed = read_headers(rest, port);
    return asked == HTTP_BAD || allowed == HTTP_GOOD ? asked : allowed;
}

const char *http_reason(enum http_status status)
{
    switch (status) {
    case HTTP_NEEDS_MORE:
    case HTTP_BAD:
        return "400 Bad Request";
    case HTTP_GOOD:
        return "200 OK";
    case HTTP_FORBIDDEN:
        return "403 Forbidden";
    case HTTP_NOT_FOUND:
        return "404 Not Found";
    case HTTP_NOT_GET:
        return "405 Method Not Allowed";
    case HTTP_TOO_LARGE:
        return "431 Request Header Fields Too Large";
    case HTTP_BUSY:
        return "503 Service Unavailable";
    }
    return "";
}
