/* SPDX-License-Identifier: MIT */
/* A small HTTP server for this machine's browsers: GET alone, a few connections, nothing of a
 * request is a file's path. It never waits: who calls it polls. */
#ifndef CLI_SERVER_H
#define CLI_SERVER_H

#include <poll.h>

#include "convreel/base.h"

enum { SERVER_MOST_CLIENTS = 32, SERVER_MOST_POLLED = 1 + SERVER_MOST_CLIENTS };

/* Bytes that several connections send. */
struct server_body {
    char *bytes; /* owned */
    size_t length, users;
};

/* The caller is the first user; bytes are free()d with the last one. */
struct server_body *server_body_create(char *bytes, size_t length);
void server_body_leave(struct server_body *body); /* NULL: nothing */

struct server_answer {
    const char *type;         /* "text/html; charset=utf-8"; NULL: a stream of events */
    const char *policy;       /* Content-Security-Policy; NULL: none */
    struct server_body *body; /* the server leaves it; NULL for events */
};

/* Who answers. */
struct server_site {
    void *context;
    /* False: there is nothing of that path. */
    bool (*answer)(void *context, const char *path, struct server_answer *out);
    /* Adds the events that who begins to listen must know. */
    void (*greet)(void *context, struct buffer *out);
};

struct server;

/* Listens on 127.0.0.1, on the first free port from first to last; NULL: none is. */
struct server *server_open(unsigned first, unsigned last, const struct server_site *site,
                           struct error *error);
unsigned server_port(const struct server *server);
/* What it waits for: SERVER_MOST_POLLED at most. timeout: milliseconds until something is due all
 * the same, if that is sooner. */
size_t server_list(const struct server *server, struct pollfd *polled, int *timeout);
/* Does what can be done now; polled: as listed and polled. */
void server_serve(struct server *server, const struct pollfd *polled);
/* An event as listeners get it; each line of the data is one of the event's, but for an empty last
 * one. */
void server_put_event(const char *name, const char *data, struct buffer *out);
/* Sends events to all who listen. */
void server_send(struct server *server, const struct buffer *events);
void server_close(struct server *server); /* NULL: nothing */
/* Milliseconds of a clock that only goes on. */
int64_t server_clock(void);

#endif
