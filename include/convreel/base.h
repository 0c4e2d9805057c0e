/* SPDX-License-Identifier: MIT */
/*
 * base: what every stage needs and none owns. Errors with a source position, checked allocation
 * and arenas, growing text, small geometry, exact rationals.
 *
 * Booleans: true is success. A function that can fail through the user or the environment returns
 * bool and fills its struct error or adds to its struct report; everything else is an assert.
 */
#ifndef CONVREEL_BASE_H
#define CONVREEL_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- memory: out of memory ends the program with one clear line ---- */

/* Zeroed room for count things of size bytes each; the product is checked. Free with free(). */
void *memory_allocate(size_t count, size_t size);
/* As realloc, checked; the new part is not zeroed. */
void *memory_resize(void *old, size_t count, size_t size);

/* Memory that goes away all at once. A zeroed struct is an empty arena. */
struct arena {
    struct arena_block *blocks; /* owned, newest first */
};

void *arena_allocate(struct arena *arena, size_t count, size_t size); /* zeroed, aligned for all */
/* The same with whatever it holds: for what is written whole. */
void *arena_take(struct arena *arena, size_t count, size_t size);
/* Things with room for one more behind the first `count`, which is to be written whole: as they
 * are, or copied into twice the room; what is outgrown stays in the arena unused. */
void *arena_grow(struct arena *arena, void *things, size_t count, size_t *room, size_t size);
char *arena_copy_text(struct arena *arena, const char *text, size_t length); /* ends in NUL */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *arena);  /* forgets all, keeps one block for what comes next */
void arena_finish(struct arena *arena); /* frees all; the arena is empty again */

/* Growing bytes. A zeroed struct is an empty buffer; bytes end in NUL once anything was added. */
struct buffer {
    char *bytes; /* owned */
    size_t length, capacity;
};

void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_finish(struct buffer *buffer);

/* ---- errors ---- */

/* How the program ends; the numbers are its exit statuses. */
enum status {
    STATUS_DONE = 0,
    STATUS_SCENE = 1,
    STATUS_USAGE = 2,
    STATUS_FILE = 3,
    STATUS_LIMIT = 4,
    STATUS_NO_ENCODER = 5,
    STATUS_INTERRUPTED = 130,
    STATUS_TERMINATED = 143
};

/* What went wrong outside a scene's text: one line, no full stop, no newline. */
struct error {
    enum status status;
    char text[1024];
};

/* Fills error and returns false, so that a function can `return error_set(...)`. */
bool error_set(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A file that a scene names and that has places of its own: such as a theme. */
struct source {
    const char *name; /* as it was looked for */
    const char *text; /* for the quoted lines */
    size_t length;
};

/* A place in a scene's text; both from 1, columns count characters. line 0: no place. */
struct position {
    size_t line, column;
    const struct source *file; /* of the report's arena; NULL: the scene itself, or what is read */
};

enum problem_kind { PROBLEM_ERROR, PROBLEM_WARNING };

struct problem {
    enum problem_kind kind;
    enum status status; /* of an error: STATUS_SCENE, _FILE, _LIMIT, or _USAGE (an option) */
    struct position at;
    const char *text;          /* owned by the report's arena */
    const char *hint;          /* likewise; NULL: none */
    const struct source *file; /* likewise: where `at` is; NULL: in the scene itself */
};

struct limits; /* convreel/limits.h */

/* Every problem of one scene, in the order found; the reader of a report sorts by position. */
struct report {
    struct arena arena;
    const char *name;   /* the file's name as the user gave it; "standard input" for - */
    const char *source; /* the scene's text, in the arena, for the quoted lines; NULL: none */
    size_t source_length;
    const struct source *file; /* in the arena: what is being read now; NULL: the scene itself */
    struct problem *problems;  /* owned */
    size_t count, capacity, error_count;
    bool is_strict;              /* warnings are errors */
    const struct limits *limits; /* borrowed: what holds for this run; NULL: the usual */
};

void report_init(struct report *report, const char *name);
void report_finish(struct report *report);
/* Adds an error of status STATUS_SCENE (report_error) or a warning. hint may be NULL; it is
 * copied. The same text at the same place is added once. */
void report_error(struct report *report, struct position at, const char *hint, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));
void report_warning(struct report *report, struct position at, const char *hint, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));
void report_add(struct report *report, enum problem_kind kind, enum status status,
                struct position at, const char *hint, const char *format, va_list arguments);
/* An error of another status: STATUS_LIMIT, STATUS_USAGE. */
void report_status(struct report *report, enum status status, struct position at, const char *hint,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));

/* ---- words and numbers ---- */

static inline size_t count_smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Behind the name of what is counted: "", or "s" unless there is one. */
const char *text_plural(size_t count);
/* The known word nearest to word (edit distance with swaps, at most a third of its length, at
 * least 1), or NULL. */
const char *text_nearest(const char *word, const char *const *known, size_t count);
/* Copies text into the arena with control characters and broken UTF-8 made visible (\x1b), cut
 * with "..." after limit characters. */
const char *text_printable(struct arena *arena, const char *text, size_t length, size_t limit);
/* A user's words as they are set: *emphasis* stands between two MARK_EMPHASIS, the inside of a
 * $formula$ between two MARK_FORMULA. A mark opens before a character that is no blank and not
 * behind a letter or a digit, and closes the other way round; one without a partner stands for
 * itself, and so do \* and \$. */
enum { MARK_EMPHASIS = '\x01', MARK_FORMULA = '\x02' };
const char *text_marked(struct arena *arena, const char *text);
/* The same without marks, for where words have one look. */
const char *text_unmarked(struct arena *arena, const char *text);
/* Longest room that number_shortest needs. */
enum { NUMBER_ROOM = 32 };
/* Shortest decimal form that reads back equal: 3, 0.1, 1e+300, -12.5. Finite numbers only. */
const char *number_shortest(char room[NUMBER_ROOM], double number);

/* ---- exact decimals ---- */

/* units * 10^exponent, without zeros at the end of units. !is_exact marks a result that did not
 * fit, which spreads through every operation: compute freely, look once at the end. */
struct decimal {
    __extension__ __int128 units;
    int exponent;
    bool is_exact;
};

struct decimal decimal_of(double number); /* by its shortest form; !is_exact: not finite */
/* Reads all of text: "3", "-0.35", "1e-3", "1.5×10⁶", also with U+2212. !is_exact: it is none. */
struct decimal decimal_read(const char *text);
/* A factor's text and a power of ten behind it, its exponent raised; in the arena. */
const char *decimal_times_ten(const char *factor, int exponent, struct arena *arena);
struct decimal decimal_add(struct decimal a, struct decimal b);
struct decimal decimal_multiply(struct decimal a, struct decimal b);
bool decimal_equal(struct decimal a, struct decimal b); /* false where one is not exact */
/* The nearest number with so many decimal places (negative: tens, ...), halves away from zero. */
struct decimal decimal_round(struct decimal a, int places);
/* The power of ten of its first digit: 2 of 123, -1 of 0.5; 0 of 0. */
int decimal_magnitude(struct decimal a);
/* Rounded so, with all its decimal places, 0 or more; in the arena. */
const char *decimal_text(struct decimal a, int places, struct arena *arena);

/* ---- exact rationals ---- */

/* den > 0 and in lowest terms; den == 0 marks a result that did not fit, which spreads through
 * every operation as a NaN does: compute freely, look once at the end. */
struct rational {
    int64_t num, den;
};

struct rational rational_make(int64_t num, int64_t den);
bool rational_is_exact(struct rational a); /* den != 0 */
struct rational rational_add(struct rational a, struct rational b);
struct rational rational_subtract(struct rational a, struct rational b);
struct rational rational_multiply(struct rational a, struct rational b);
struct rational rational_divide(struct rational a, struct rational b);
int rational_compare(struct rational a, struct rational b); /* <0, 0, >0; both exact */
int64_t rational_floor(struct rational a);
int64_t rational_ceil(struct rational a);
int64_t rational_round(struct rational a); /* halves up */
double rational_to_double(struct rational a);
/* Reads all of text: "2", "-0.35", "1e-3", "30000/1001". False where it is none or does not fit. */
bool rational_read(const char *text, struct rational *out);

/* ---- geometry, in points (1/72 in), y down ---- */

struct point {
    double x, y;
};

struct rectangle {
    double x, y, width, height;
};

/* Lines over a fill, for eyes or paper that do not tell colours. */
enum pattern { PATTERN_NONE, PATTERN_HATCH, PATTERN_BACK_HATCH, PATTERN_CROSS_HATCH };

struct color {
    double red, green, blue, alpha; /* 0..1, not premultiplied */
    enum pattern pattern;           /* of a fill: the pen draws it, a display list has none */
};

/* Whether two colours look alike, patterns aside. */
static inline bool color_is_same(struct color a, struct color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

/* FNV-1a: a hash of bytes, which goes on from that of those before; the first begins with
 * hash_start. */
static const uint32_t hash_start = 2166136261u;
uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t length);

/* Characters; but for the first of these, of UTF-8 that was checked when it was read. */
/* Bytes of the character at text, which has so many bytes or ends in NUL; 0: it is not UTF-8. */
size_t character_valid_length(const char *text, size_t length);
unsigned character_code(const char *text);
bool character_starts(char byte);                        /* whether a byte is a character's first */
size_t character_count(const char *text, size_t length); /* of so many bytes */
size_t character_length(const char *text);               /* bytes; text is not at its end */
/* Chinese, Japanese or Korean, with the punctuation that goes with them. */
bool character_is_east_asian(unsigned code);
/* C0, DEL, C1, and the marks that reorder or hide text on a terminal. */
bool character_is_control(unsigned code);
/* Bytes up to where a line may break next: before a blank or a line's end, and between characters
 * of scripts that write no blanks, but not before a full stop nor after an opening bracket. */
size_t characters_unbroken(const char *text);
/* Whether a line may break so before byte `at` of a text, between two characters. */
bool characters_break_at(const char *text, size_t at);
/* Whether the character belongs to what follows it, as an opening bracket, or to what it follows,
 * as a closing one. */
bool character_opens(unsigned code);
bool character_closes(unsigned code);

/* A colour in OKLab, where equal distances look equal. */
struct oklab {
    double lightness, a, b; /* lightness: 0..1; a: green to red, b: blue to yellow */
};

struct oklab oklab_of_color(struct color color); /* its alpha does not count */
struct color oklab_to_color(struct oklab oklab); /* opaque, cut to sRGB */

#endif
