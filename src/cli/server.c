/* SPDX-License-Identifier: MIT */
/* Between the pictures of watch and a browser on this machine. */
#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "http.h"

enum {
    MOST_LISTENERS = 16,  /* of the connections; the others are for short answers */
    MOST_WAITING = 65536, /* bytes of events that a listener has not taken: it is gone */
    PATIENCE_MS = 10000,  /* with who sends or takes nothing */
    FAREWELL_MS = 1000    /* what comes after an answer is passed over so long */
};

enum client_state { CLIENT_NONE, CLIENT_ASKS, CLIENT_TAKES, CLIENT_LISTENS, CLIENT_LEAVES };

struct client {
    enum client_state state;
    int socket;
    char request[HTTP_MOST_REQUEST];
    size_t read;
    struct buffer head; /* of an answer, or events */
    struct server_body *body;
    size_t sent; /* of both */
    int64_t deadline;
};

struct server {
    struct server_site site;
    int socket;
    unsigned port;
    struct client clients[SERVER_MOST_CLIENTS];
};

int64_t server_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- bodies ---- */

struct server_body *server_body_create(char *bytes, size_t length)
{
    struct server_body *body = memory_allocate(1, sizeof *body);
    *body = (struct server_body){bytes, length, 1};
    return body;
}

void server_body_leave(struct server_body *body)
{
    if (!body || --body->users > 0)
        return;
    free(body->bytes);
    free(body);
}

/* ---- opening ---- */

static bool set_flags(int socket)
{
    return fcntl(socket, F_SETFL, O_NONBLOCK) == 0 && fcntl(socket, F_SETFD, FD_CLOEXEC) == 0;
}

/* -1: it is taken, or errno says what else. */
static int listen_on(unsigned port)
{
    const int yes = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int made = socket(AF_INET, SOCK_STREAM, 0);
    if (made < 0)
        return -1;
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (set_flags(made) && bind(made, (const struct sockaddr *)&address, sizeof address) == 0 &&
        listen(made, SERVER_MOST_CLIENTS) == 0)
        return made;
    int reason = errno;
    close(made);
    errno = reason;
    return -1;
}

struct server *server_open(unsigned first, unsigned last, const struct server_site *site,
                           struct error *error)
{
    int made = -1;
    unsigned port = first;
    for (; port <= last && made < 0; port++) {
        made = listen_on(port);
        if (made < 0 && errno != EADDRINUSE)
            break;
    }
    if (made < 0) {
        error_set(error, STATUS_FILE, "cannot serve on port %u of 127.0.0.1: %s", first,
                  strerror(errno));
        return NULL;
    }
    struct server *server = memory_allocate(1, sizeof *server);
    server->site = *site;
    server->socket = made;
    server->port = port - 1;
    return server;
}

unsigned server_port(const struct server *server)
{
    return server->port;
}

/* ---- clients ---- */

static void dismiss(struct client *client)
{
    close(client->socket);
    buffer_finish(&client->head);
    server_body_leave(client->body);
    *client = (struct client){.state = CLIENT_NONE};
}

static void accept_client(struct server *server)
{
    const int yes = 1;
    struct client *client = server->clients;
    while (client->state != CLIENT_NONE)
        client++; /* one is free, or nobody would have been let in */
    int made = accept(server->socket, NULL, NULL);
    if (made < 0)
        return;
    *client = (struct client){
        .state = CLIENT_ASKS, .socket = made, .deadline = server_clock() + PATIENCE_MS};
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (!set_flags(made))
        dismiss(client);
}

static size_t count_clients(const struct server *server, enum client_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < SERVER_MOST_CLIENTS; i++)
        count += server->clients[i].state == state;
    return count;
}

/* The next bytes that are to be sent, of the head and then of the body. */
static const char *next_bytes(const struct client *client, size_t *length)
{
    bool is_head = client->sent < client->head.length;
    size_t at = is_head ? client->sent : client->sent - client->head.length;
    size_t end = is_head ? client->head.length : client->body ? client->body->length : 0;
    *length = end - at;
    return *length == 0 ? NULL : (is_head ? client->head.bytes : client->body->bytes) + at;
}

/* All that was meant for it is with it. */
static void settle(struct client *client)
{
    if (client->state == CLIENT_LISTENS) {
        buffer_finish(&client->head);
        client->sent = 0;
        return;
    }
    shutdown(client->socket, SHUT_WR);
    client->state = CLIENT_LEAVES;
    client->deadline = server_clock() + FAREWELL_MS;
}

static void send_next(struct client *client)
{
    size_t length;
    const char *bytes;
    while ((bytes = next_bytes(client, &length)) != NULL) {
        ssize_t sent = send(client->socket, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
            return;
        if (sent < 0) {
            dismiss(client);
            return;
        }
        client->sent += (size_t)sent;
        client->deadline = server_clock() + PATIENCE_MS;
    }
    settle(client);
}

static void put_head(struct client *client, enum http_status status, const char *type,
                     const char *policy)
{
    struct buffer *head = &client->head;
    buffer_format(head, "HTTP/1.1 %s\r\nContent-Type: %s\r\n", http_reason(status), type);
    buffer_add_text(head, "Cache-Control: no-store\r\nConnection: close\r\n"
                          "Cross-Origin-Resource-Policy: same-origin\r\n"
                          "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n");
    if (policy)
        buffer_format(head, "Content-Security-Policy: %s\r\n", policy);
    if (status == HTTP_NOT_GET)
        buffer_add_text(head, "Allow: GET\r\n");
    if (client->body)
        buffer_format(head, "Content-Length: %zu\r\n", client->body->length);
    buffer_add_text(head, "\r\n");
}

static void refuse(struct client *client, enum http_status status)
{
    put_head(client, status, "text/plain", NULL);
    buffer_format(&client->head, "%s\n", http_reason(status));
    client->state = CLIENT_TAKES;
}

static void answer(struct server *server, struct client *client, const char *path)
{
    struct server_answer found = {0};
    if (!server->site.answer(server->site.context, path, &found)) {
        refuse(client, HTTP_NOT_FOUND);
        return;
    }
    bool is_stream = !found.type;
    if (is_stream && count_clients(server, CLIENT_LISTENS) >= MOST_LISTENERS) {
        refuse(client, HTTP_BUSY);
        return;
    }
    client->body = found.body;
    put_head(client, HTTP_GOOD, is_stream ? "text/event-stream" : found.type, found.policy);
    if (is_stream)
        server->site.greet(server->site.context, &client->head);
    client->state = is_stream ? CLIENT_LISTENS : CLIENT_TAKES;
}

/* What it says beyond its request is passed over. False: it says no more. */
static bool hear(struct client *client)
{
    char ignored[4096];
    bool is_asking = client->state == CLIENT_ASKS;
    ssize_t count = is_asking ? recv(client->socket, client->request + client->read,
                                     sizeof client->request - client->read, 0)
                              : recv(client->socket, ignored, sizeof ignored, 0);
    if (count < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    if (is_asking)
        client->read += (size_t)count;
    return count > 0;
}

static void hear_request(struct server *server, struct client *client)
{
    char path[HTTP_MOST_PATH];
    enum http_status status = http_read(client->request, client->read, server->port, path);
    if (status == HTTP_NEEDS_MORE)
        return;
    client->deadline = server_clock() + PATIENCE_MS;
    if (status == HTTP_GOOD)
        answer(server, client, path);
    else
        refuse(client, status);
    send_next(client);
}

static void attend(struct server *server, struct client *client, short events)
{
    if (events & (POLLIN | POLLHUP | POLLERR) && !hear(client)) {
        dismiss(client);
        return;
    }
    if (client->state == CLIENT_ASKS)
        hear_request(server, client);
    else if (events & POLLOUT)
        send_next(client);
}

/* ---- the loop's share ---- */

static bool has_deadline(const struct client *client)
{
    return client->state == CLIENT_ASKS || client->state == CLIENT_TAKES ||
           client->state == CLIENT_LEAVES;
}

static short wanted_events(const struct client *client)
{
    if (client->state == CLIENT_TAKES)
        return POLLOUT;
    return client->head.length > client->sent ? POLLIN | POLLOUT : POLLIN;
}

/* A free one is not polled, nor the door while there is no room. */
size_t server_list(const struct server *server, struct pollfd *polled, int *timeout)
{
    int64_t now = server_clock();
    polled[0] = (struct pollfd){.fd = -1, .events = POLLIN};
    for (size_t i = 0; i < SERVER_MOST_CLIENTS; i++) {
        const struct client *client = &server->clients[i];
        bool is_there = client->state != CLIENT_NONE;
        polled[1 + i] =
            (struct pollfd){.fd = is_there ? client->socket : -1, .events = wanted_events(client)};
        if (!is_there)
            polled[0].fd = server->socket;
        int64_t left = client->deadline > now ? client->deadline - now : 0;
        if (has_deadline(client) && (*timeout < 0 || left < *timeout))
            *timeout = (int)left;
    }
    return SERVER_MOST_POLLED;
}

void server_serve(struct server *server, const struct pollfd *polled)
{
    for (size_t i = 0; i < SERVER_MOST_CLIENTS; i++) {
        struct client *client = &server->clients[i];
        if (client->state != CLIENT_NONE && polled[1 + i].revents)
            attend(server, client, polled[1 + i].revents);
        if (has_deadline(client) && client->deadline <= server_clock())
            dismiss(client);
    }
    if (polled[0].revents)
        accept_client(server);
}

/* ---- events ---- */

void server_put_event(const char *name, const char *data, struct buffer *out)
{
    buffer_format(out, "event: %s\ndata: ", name);
    for (const char *at = data; *at; at++)
        if (*at == '\n' && at[1] == '\0')
            break;
        else if (*at == '\n')
            buffer_add_text(out, "\ndata: ");
        else
            buffer_add(out, at, 1);
    buffer_add_text(out, "\n\n");
}

void server_send(struct server *server, const struct buffer *events)
{
    for (size_t i = 0; i < SERVER_MOST_CLIENTS; i++) {
        struct client *client = &server->clients[i];
        if (client->state != CLIENT_LISTENS)
            continue;
        buffer_add(&client->head, events->bytes, events->length);
        if (client->head.length - client->sent > MOST_WAITING)
            dismiss(client);
        else
            send_next(client);
    }
}

void server_close(struct server *server)
{
    if (!server)
        return;
    for (size_t i = 0; i < SERVER_MOST_CLIENTS; i++)
        if (server->clients[i].state != CLIENT_NONE)
            dismiss(&server->clients[i]);
    close(server->socket);
    free(server);
}
