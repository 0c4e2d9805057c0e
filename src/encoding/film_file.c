/* SPDX-License-Identifier: MIT */
/* Bytes between libavformat and the sink's file. Each write names its place, so no seek can fail;
 * the index is moved to the front by reading the same file back. */
#include "encoding/film_file.h"

#include <errno.h>
#include <unistd.h>

enum { BUFFER_BYTES = 1 << 16 };

/* The first failure is the one to tell; after it nothing is done. */
static int fail(struct film_file *file, int reason)
{
    if (file->reason == 0)
        file->reason = reason ? reason : EIO;
    return AVERROR(file->reason);
}

#if LIBAVFORMAT_VERSION_MAJOR < 61
static int write_bytes(void *opaque, uint8_t *bytes, int size)
#else
static int write_bytes(void *opaque, const uint8_t *bytes, int size)
#endif
{
    struct film_file *file = opaque;
    for (int done = 0; file->reason == 0 && done < size;) {
        ssize_t count = pwrite(file->number, bytes + done, (size_t)(size - done), file->at);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return fail(file, count < 0 ? errno : EIO);
        done += (int)count;
        file->at += count;
        file->end = file->at > file->end ? file->at : file->end;
    }
    return file->reason ? AVERROR(file->reason) : size;
}

static int read_bytes(void *opaque, uint8_t *bytes, int size)
{
    struct film_file *file = opaque;
    ssize_t count;
    do
        count = pread(file->number, bytes, (size_t)size, file->read_at);
    while (count < 0 && errno == EINTR);
    if (count < 0 || (count == 0 && file->read_at < file->end))
        return fail(file, count < 0 ? errno : EIO);
    file->read_at += count;
    return count > 0 ? (int)count : AVERROR_EOF;
}

static int64_t seek(struct film_file *file, int64_t *at, int64_t offset, int whence)
{
    if (whence & AVSEEK_SIZE)
        return file->end;
    whence &= ~AVSEEK_FORCE;
    int64_t start = whence == SEEK_CUR ? *at : whence == SEEK_END ? file->end : 0;
    if (start + offset < 0)
        return fail(file, EINVAL);
    return *at = start + offset;
}

static int64_t seek_written(void *opaque, int64_t offset, int whence)
{
    struct film_file *file = opaque;
    return seek(file, &file->at, offset, whence);
}

static int64_t seek_read(void *opaque, int64_t offset, int whence)
{
    struct film_file *file = opaque;
    return seek(file, &file->read_at, offset, whence);
}

static AVIOContext *create_context(struct film_file *file, bool is_written)
{
    unsigned char *buffer = av_malloc(BUFFER_BYTES);
    AVIOContext *context =
        buffer ? avio_alloc_context(buffer, BUFFER_BYTES, is_written, file,
                                    is_written ? NULL : read_bytes, is_written ? write_bytes : NULL,
                                    is_written ? seek_written : seek_read)
               : NULL;
    if (!context)
        av_free(buffer);
    return context;
}

static void destroy_context(AVIOContext **context)
{
    if (*context)
        av_freep(&(*context)->buffer);
    avio_context_free(context);
}

/* The muxer opens its own file once more, to read it. */
static int open_again(AVFormatContext *format, AVIOContext **out, const char *url, int flags,
                      AVDictionary **options)
{
    (void)url;
    (void)options;
    struct film_file *file = format->opaque;
    if (flags & AVIO_FLAG_WRITE)
        return fail(file, EPERM);
    file->read_at = 0;
    *out = create_context(file, false);
    return *out ? 0 : fail(file, ENOMEM);
}

static int close_again(AVFormatContext *format, AVIOContext *context)
{
    (void)format;
    destroy_context(&context);
    return 0;
}

bool film_file_open(struct film_file *file, const struct sink *sink, AVFormatContext *format)
{
    *file = (struct film_file){.number = fileno(sink->stream)};
    format->opaque = file;
    format->io_open = open_again;
    format->io_close2 = close_again;
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    format->pb = create_context(file, true);
    return format->pb != NULL;
}

void film_file_close(AVFormatContext *format)
{
    if (format)
        destroy_context(&format->pb);
}
