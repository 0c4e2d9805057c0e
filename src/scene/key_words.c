/* SPDX-License-Identifier: MIT */
/* Which key an unknown one was meant to be: a word of another tool, a key of another map, or one
 * that is mistyped. Only messages depend on it. */
#include "key_words.h"

#include <ctype.h>
#include <string.h>

enum { LONGEST = 64, MOST_PLACES = 4, MOST_KEYS = 300 };

/* Words of other tools and common ones, without marks and capitals, for a row of the table. Of
 * several rows the one of the map at hand counts, else the first. */
static const struct {
    const char *word, *path;
} words[] = {
    {"kernel", "layer.kernel_size"},
    {"kernelshape", "layer.kernel_size"},
    {"kernels", "layer.kernel_size"},
    {"ksize", "layer.kernel_size"},
    {"k", "layer.kernel_size"},
    {"kh", "layer.kernel_size"},
    {"kw", "layer.kernel_size"},
    {"filtersize", "layer.kernel_size"},
    {"filtershape", "layer.kernel_size"},
    {"poolsize", "layer.kernel_size"},
    {"pool", "layer.kernel_size"},
    {"window", "layer.kernel_size"},
    {"windowsize", "layer.kernel_size"},
    {"windowshape", "layer.kernel_size"},
    {"receptivefield", "layer.kernel_size"},
    {"s", "layer.stride"},
    {"step", "layer.stride"},
    {"steps", "layer.stride"},
    {"stepsize", "layer.stride"},
    {"hop", "layer.stride"},
    {"subsample", "layer.stride"},
    {"subsampling", "layer.stride"},
    {"downsample", "layer.stride"},
    {"windowstrides", "layer.stride"},
    {"p", "layer.padding"},
    {"pad", "layer.padding"},
    {"pads", "layer.padding"},
    {"autopad", "layer.padding"},
    {"zeropadding", "layer.padding"},
    {"border", "layer.padding"},
    {"bordermode", "layer.padding"},
    {"margin", "layer.padding"},
    {"d", "layer.dilation"},
    {"rate", "layer.dilation"},
    {"dilationrate", "layer.dilation"},
    {"dilationfactor", "layer.dilation"},
    {"atrous", "layer.dilation"},
    {"atrousrate", "layer.dilation"},
    {"holes", "layer.dilation"},
    {"rhsdilation", "layer.dilation"},
    {"group", "layer.groups"},
    {"numgroups", "layer.groups"},
    {"numgroup", "layer.groups"},
    {"featuregroupcount", "layer.groups"},
    {"cardinality", "layer.groups"},
    {"filters", "layer.out_channels"},
    {"filter", "layer.out_channels"},
    {"nfilters", "layer.out_channels"},
    {"numfilters", "layer.out_channels"},
    {"nbfilter", "layer.out_channels"},
    {"features", "layer.out_channels"},
    {"outfeatures", "layer.out_channels"},
    {"numoutput", "layer.out_channels"},
    {"outputchannels", "layer.out_channels"},
    {"channelsout", "layer.out_channels"},
    {"outc", "layer.out_channels"},
    {"cout", "layer.out_channels"},
    {"channels", "layer.out_channels"},
    {"outplanes", "layer.out_channels"},
    {"planes", "layer.out_channels"},
    {"maps", "layer.out_channels"},
    {"units", "layer.out_channels"},
    {"infeatures", "layer.in_channels"},
    {"inputchannels", "layer.in_channels"},
    {"channelsin", "layer.in_channels"},
    {"inc", "layer.in_channels"},
    {"cin", "layer.in_channels"},
    {"inplanes", "layer.in_channels"},
    {"mode", "layer.padding_mode"},
    {"padmode", "layer.padding_mode"},
    {"padtype", "layer.padding_mode"},
    {"boundary", "layer.padding_mode"},
    {"paddingvalue", "layer.padding_mode"},
    {"outpad", "layer.output_padding"},
    {"outputpad", "layer.output_padding"},
    {"adj", "layer.output_padding"},
    {"outshape", "layer.output_size"},
    {"outputshape", "layer.output_size"},
    {"outsize", "layer.output_size"},
    {"outputdim", "layer.output_size"},
    {"target", "layer.output_size"},
    {"targetsize", "layer.output_size"},
    {"ceil", "layer.ceil_mode"},
    {"countincludepadding", "layer.count_include_pad"},
    {"includepad", "layer.count_include_pad"},
    {"norm", "layer.norm_type"},
    {"power", "layer.norm_type"},
    {"scale", "layer.scale_factor"},
    {"scales", "layer.scale_factor"},
    {"scalefactors", "layer.scale_factor"},
    {"factor", "layer.scale_factor"},
    {"upsample", "layer.scale_factor"},
    {"blocksize", "layer.upscale_factor"},
    {"upscale", "layer.upscale_factor"},
    {"r", "layer.upscale_factor"},
    {"downscale", "layer.downscale_factor"},
    {"flipped", "layer.flip"},
    {"flipkernel", "layer.flip"},
    {"rotate", "layer.flip"},
    {"layertype", "layer.type"},
    {"kind", "layer.type"},
    {"class", "layer.type"},
    {"op", "layer.type"},
    {"optype", "layer.type"},
    {"operation", "layer.type"},
    {"id", "layers.name"},
    {"label", "layers.name"},
    {"conv", "layer"},
    {"convolution", "layer"},
    {"module", "layer"},
    {"node", "layer"},
    {"block", "layer"},
    {"network", "layers"},
    {"net", "layers"},
    {"model", "layers"},
    {"stack", "layers"},
    {"modules", "layers"},
    {"sequential", "layers"},
    {"architecture", "layers"},
    {"image", "input"},
    {"img", "input"},
    {"in", "input"},
    {"i", "input"},
    {"x", "input"},
    {"data", "input"},
    {"inputsize", "input"},
    {"inputshape", "input"},
    {"inputdim", "input"},
    {"inshape", "input"},
    {"insize", "input"},
    {"featuremap", "input"},
    {"inputvalues", "input"},
    {"inputs", "input"},
    {"weights", "kernel"},
    {"weight", "kernel"},
    {"w", "kernel"},
    {"filter", "kernel"},
    {"filters", "kernel"},
    {"mask", "kernel"},
    {"kernelvalues", "kernel"},
    {"biases", "bias"},
    {"b", "bias"},
    {"offset", "bias"},
    {"path", "input.file"},
    {"filename", "input.file"},
    {"filepath", "input.file"},
    {"src", "input.file"},
    {"source", "input.file"},
    {"url", "input.file"},
    {"image", "input.file"},
    {"picture", "input.file"},
    {"load", "input.file"},
    {"from", "input.file"},
    {"npy", "input.file"},
    {"csv", "input.file"},
    {"png", "input.file"},
    {"data", "input.values"},
    {"array", "input.values"},
    {"numbers", "input.values"},
    {"matrix", "input.values"},
    {"tensor", "input.values"},
    {"val", "input.values"},
    {"shape", "input.size"},
    {"dims", "input.size"},
    {"dim", "input.size"},
    {"dimensions", "input.size"},
    {"resize", "input.size"},
    {"height", "input.size"},
    {"width", "input.size"},
    {"h", "input.size"},
    {"w", "input.size"},
    {"c", "input.channels"},
    {"depth", "input.channels"},
    {"constant", "input.fill"},
    {"value", "input.fill"},
    {"full", "input.fill"},
    {"rand", "input.random"},
    {"randint", "input.random"},
    {"randn", "input.random"},
    {"min", "input.random.low"},
    {"max", "input.random.high"},
    {"from", "input.random.low"},
    {"to", "input.random.high"},
    {"lo", "input.random.low"},
    {"hi", "input.random.high"},
    {"scale", "kernel.divide"},
    {"divisor", "kernel.divide"},
    {"normalize", "kernel.divide"},
    {"precision", "show.digits"},
    {"decimals", "show.digits"},
    {"numbers", "show.values"},
    {"text", "show.values"},
    {"names", "show.labels"},
    {"label", "show.labels"},
    {"header", "show.title"},
    {"equation", "show.formula"},
    {"equations", "show.formula"},
    {"arrows", "show.dimensions"},
    {"coordinates", "show.indices"},
    {"axes", "show.indices"},
    {"ticks", "show.indices"},
    {"colorbar", "show.scale"},
    {"weights", "show.kernel"},
    {"filter", "show.kernel"},
    {"zeros", "show.padding"},
    {"maximum", "show.argmax"},
    {"calculation", "show.sum"},
    {"computation", "show.sum"},
    {"legends", "show.legend"},
    {"annotations", "notes"},
    {"annotation", "notes"},
    {"callouts", "notes"},
    {"note", "notes"},
    {"comments", "notes"},
    {"text", "notes.text"},
    {"label", "notes.text"},
    {"note", "notes.text"},
    {"where", "notes.at"},
    {"cell", "notes.at"},
    {"position", "notes.at"},
    {"step", "notes.steps"},
    {"when", "notes.steps"},
    {"description", "caption"},
    {"subtitle", "caption"},
    {"footer", "credit"},
    {"author", "credit"},
    {"copyright", "credit"},
    {"license", "credit"},
    {"source", "credit"},
    {"name", "title"},
    {"heading", "title"},
    {"header", "title"},
    {"style", "theme"},
    {"colors", "theme"},
    {"colours", "theme"},
    {"palette", "theme"},
    {"look", "theme"},
    {"mode", "view"},
    {"display", "view"},
    {"layout", "view"},
    {"draw", "view"},
    {"lang", "language"},
    {"locale", "language"},
    {"highlight", "focus"},
    {"select", "focus"},
    {"compare", "panels"},
    {"scenes", "panels"},
    {"subplots", "panels"},
    {"columns", "panels"},
    {"time", "timeline"},
    {"timing", "timeline"},
    {"animation", "timeline"},
    {"duration", "timeline.step"},
    {"steptime", "timeline.step"},
    {"speed", "timeline.step"},
    {"delay", "timeline.step"},
    {"seconds", "timeline.step"},
    {"slide", "timeline.move"},
    {"transition", "timeline.move"},
    {"easing", "timeline.ease"},
    {"interpolation", "timeline.ease"},
    {"start", "timeline.hold_first"},
    {"begin", "timeline.hold_first"},
    {"holdstart", "timeline.hold_first"},
    {"end", "timeline.hold_last"},
    {"holdend", "timeline.hold_last"},
    {"pause", "timeline.hold_last"},
    {"hold", "timeline.hold_last"},
    {"export", "output"},
    {"render", "output"},
    {"formats", "output.format"},
    {"filetype", "output.format"},
    {"type", "output.format"},
    {"ext", "output.format"},
    {"extension", "output.format"},
    {"file", "output.format"},
    {"resolution", "output.size"},
    {"width", "output.size"},
    {"height", "output.size"},
    {"canvas", "output.size"},
    {"quality", "output.dpi"},
    {"ppi", "output.dpi"},
    {"density", "output.dpi"},
    {"framerate", "output.fps"},
    {"frames", "output.steps"},
    {"range", "output.steps"},
    {"pages", "output.steps"},
    {"grid", "output.sheet"},
    {"contactsheet", "output.sheet"},
    {"bg", "output.background"},
    {"backgroundcolor", "output.background"},
    {"backgroundcolour", "output.background"},
    {"color", "output.background"},
    {"colour", "output.background"},
    {"transparent", "output.background"},
    {"repeat", "output.loop"},
    {"loops", "output.loop"},
    {"base", "theme.from"},
    {"extends", "theme.from"},
    {"parent", "theme.from"},
    {"name", "theme.from"},
};

/* Arguments of other tools that need no key here. */
static const struct {
    const char *word, *hint;
} needless[] = {
    {"activation", "leave it out, or add {type: ReLU} to layers"},
    {"relu", "leave it out, or add {type: ReLU} to layers"},
    {"nonlinearity", "leave it out, or add {type: ReLU} to layers"},
    {"usebias", "leave it out: a bias is given by 'bias'"},
    {"biasterm", "leave it out: a bias is given by 'bias'"},
    {"kernelinitializer", "leave it out: weights are given by 'kernel'"},
    {"weightfiller", "leave it out: weights are given by 'kernel'"},
    {"dataformat", "leave it out: channels come first"},
    {"batch", "leave it out: a scene shows one example"},
    {"batchsize", "leave it out: a scene shows one example"},
    {"n", "leave it out: a scene shows one example"},
    {"inplace", "leave it out: it changes no number"},
    {"device", "leave it out: it changes no number"},
    {"dtype", "leave it out: it changes no number"},
    {"returnindices", "leave it out: a MaxUnpool finds its pool's indices"},
    {"aligncorners", "leave it out: an Upsample repeats the nearest unit"},
    {"version", "leave it out"},
};

/* ---- comparing ---- */

static void make_bare(const char *text, char bare[LONGEST])
{
    size_t length = 0;
    for (; *text && length + 1 < LONGEST; text++)
        if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
            bare[length++] = (char)tolower((unsigned char)*text);
    bare[length] = '\0';
}

static bool is_same(const char *bare, const char *key)
{
    char other[LONGEST];
    make_bare(key, other);
    return *bare && strcmp(bare, other) == 0;
}

/* The same but for an s at the end. */
static bool is_plural(const char *bare, const char *key)
{
    char other[LONGEST];
    make_bare(key, other);
    size_t length = strlen(bare), due = strlen(other);
    const char *longer = length > due ? bare : other;
    size_t shorter = length > due ? due : length;
    return length + due == 2 * shorter + 1 && longer[shorter] == 's' &&
           strncmp(bare, other, shorter) == 0;
}

static const char *last_part(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

/* Whether a row stands directly below a map; a stack's layer is a layer. */
static bool is_below(const char *row, const char *map)
{
    size_t length = strlen(map);
    if (length == 0)
        return !strchr(row, '.');
    return strncmp(row, map, length) == 0 && row[length] == '.' && !strchr(row + length + 1, '.');
}

/* The row of a path under the map at hand: of `layers` for one of `layer`, of `bias` for one of
 * `input`, if there is such a key. */
static const struct field *row_in(const char *map, const char *path)
{
    if (is_below(path, map))
        return fields_find(path);
    char moved[LONGEST + LONGEST];
    const char *key = last_part(path);
    size_t length = strlen(map);
    bool is_source = strncmp(path, "input.", 6) == 0 || strncmp(path, "kernel.", 7) == 0;
    bool is_layer = strncmp(path, "layer.", 6) == 0;
    bool is_like = (is_layer && strcmp(map, "layers") == 0) ||
                   (is_source && (strstr(map, "kernel") || strcmp(map, "input") == 0 ||
                                  strstr(map, "bias") || strstr(map, "random")));
    if (!is_like || length + 1 + strlen(key) >= sizeof moved)
        return NULL;
    memcpy(moved, map, length);
    moved[length] = '.';
    memcpy(moved + length + 1, key, strlen(key) + 1);
    return fields_find(moved);
}

/* ---- the ways to a key ---- */

/* A size where a kernel's numbers are due: 3, [3, 3]. */
static bool is_size(const struct node *value)
{
    const struct node *first = value->kind == NODE_LIST ? value->first : value;
    return first && first->kind == NODE_SCALAR && *first->text &&
           strchr("0123456789(", first->text[0]);
}

static const struct field *same_here(const char *map, const char *bare)
{
    for (size_t i = 0; i < fields_count(); i++) {
        const char *key = last_part(fields_at(i)->path);
        if (is_below(fields_at(i)->path, map) && fields_at(i)->read &&
            (is_same(bare, key) || is_plural(bare, key)))
            return fields_at(i);
    }
    return NULL;
}

static const struct field *word_here(const char *map, const char *bare)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct field *row =
            strcmp(words[i].word, bare) == 0 ? row_in(map, words[i].path) : NULL;
        if (row && row->read)
            return row;
    }
    return NULL;
}

static const struct field *word_elsewhere(const char *bare)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, bare) == 0)
            return fields_find(words[i].path);
    return NULL;
}

/* The nearest key of a map; map NULL: of any. */
static const struct field *nearest_key(const char *map, const char *key)
{
    const char *keys[MOST_KEYS];
    const struct field *rows[MOST_KEYS];
    size_t count = 0;
    for (size_t i = 0; i < fields_count() && count < MOST_KEYS; i++) {
        const struct field *row = fields_at(i);
        if (!row->read || (map && !is_below(row->path, map)))
            continue;
        rows[count] = row;
        keys[count++] = last_part(row->path);
    }
    const char *nearest = text_nearest(key, keys, count);
    for (size_t i = 0; nearest && i < count; i++)
        if (keys[i] == nearest)
            return rows[i];
    return NULL;
}

/* Rows of other maps with this key: those at the top alone if there are any; of a source's keys and
 * a stack's the first. */
static size_t same_elsewhere(const char *bare, const struct field *found[MOST_PLACES])
{
    size_t count = 0;
    for (size_t i = 0; i < fields_count() && count < MOST_PLACES; i++) {
        const struct field *row = fields_at(i);
        if (!row->read || !is_same(bare, last_part(row->path)))
            continue;
        if (!strchr(row->path, '.')) {
            found[0] = row;
            return 1;
        }
        bool is_more = strncmp(row->path, "layers.", 7) == 0 ||
                       strncmp(row->path, "bias.", 5) == 0 || strncmp(row->path, "theme.", 6) == 0;
        if (count == 0 || !is_more)
            found[count++] = row;
    }
    return count;
}

static const char *needless_hint(const char *bare)
{
    for (size_t i = 0; i < sizeof needless / sizeof *needless; i++)
        if (strcmp(needless[i].word, bare) == 0)
            return needless[i].hint;
    return NULL;
}

/* For keys whose value says what they are. */
static const char *value_hint(const char *bare, const struct node *value)
{
    static const char *const sampling[] = {"nearest", "bilinear", "bicubic", "linear", "trilinear"};
    bool is_text = value->kind == NODE_SCALAR;
    for (size_t i = 0; is_text && i < sizeof sampling / sizeof *sampling; i++)
        if (strcmp(value->text, sampling[i]) == 0 &&
            (strcmp(bare, "mode") == 0 || strcmp(bare, "interpolation") == 0))
            return "leave it out: an Upsample repeats the nearest unit";
    if (strcmp(bare, "bias") == 0 && scalar_kind_of(value) == SCALAR_FLAG)
        return scalar_flag(value) ? "give numbers, for example bias: 0 at the top of the scene"
                                  : "leave it out: without 'bias' there is none";
    return NULL;
}

void key_find_meant(const char *map, const struct node *value, struct meant_key *meant)
{
    char bare[LONGEST];
    const char *key = value->key->text;
    make_bare(key, bare);
    *meant = (struct meant_key){.count = 1};
    meant->hint = value_hint(bare, value);
    if (meant->hint) {
        meant->count = 0;
        return;
    }
    bool is_kernel = strcmp(bare, "kernel") == 0 && !is_size(value);
    if ((meant->row[0] = same_here(map, bare)) ||
        (!is_kernel && (meant->row[0] = word_here(map, bare)))) {
        meant->is_here = true;
        return;
    }
    meant->hint = needless_hint(bare);
    if (meant->hint) {
        meant->count = 0;
        return;
    }
    meant->count = same_elsewhere(bare, meant->row);
    meant->is_same = meant->count > 0;
    if (meant->is_same)
        return;
    meant->row[0] = nearest_key(map, key);
    meant->is_here = meant->row[0] != NULL;
    if (!meant->is_here)
        meant->row[0] = word_elsewhere(bare);
    if (!meant->row[0])
        meant->row[0] = nearest_key(NULL, key);
    meant->count = meant->row[0] != NULL;
}

/* ---- what to say ---- */

static const char *place_of(const struct field *row, struct arena *arena)
{
    int length = (int)(last_part(row->path) - row->path);
    return length ? arena_format(arena, "in '%.*s'", length - 1, row->path)
                  : "at the top of the scene";
}

const char *key_meant_hint(const struct meant_key *meant, struct arena *arena)
{
    if (meant->count == 0)
        return meant->hint;
    const char *key = last_part(meant->row[0]->path);
    if (meant->is_here)
        return arena_format(arena, "did you mean '%s'?", key);
    if (!meant->is_same)
        return arena_format(arena, "did you mean '%s' %s?", key, place_of(meant->row[0], arena));
    const char *places = "";
    for (size_t i = 0; i < meant->count; i++)
        places = arena_format(arena, "%s%s%s", places,
                              i == 0                  ? ""
                              : i + 1 == meant->count ? " or "
                                                      : ", ",
                              place_of(meant->row[i], arena));
    return arena_format(arena, "'%s' belongs %s", key, places);
}

/* ---- is it there ---- */

static bool is_at(const char *row, const char *path)
{
    size_t length = strlen(path);
    return strncmp(row, path, length) == 0 && (row[length] == '\0' || row[length] == '.');
}

static const struct field *find_row(const char *map, const char *key)
{
    for (size_t i = 0; i < fields_count(); i++)
        if (is_below(fields_at(i)->path, map) && strcmp(last_part(fields_at(i)->path), key) == 0)
            return fields_at(i);
    return NULL;
}

static bool is_meant_at(const char *map, const struct node *value, const char *path)
{
    struct meant_key meant;
    key_find_meant(map, value, &meant);
    for (size_t i = 0; i < meant.count; i++)
        if (is_at(meant.row[i]->path, path))
            return true;
    return false;
}

bool key_is_there(const char *map, const struct node *tree, const char *path)
{
    enum { MOST_UNKNOWN = 100 }; /* more are no slips */
    size_t unknown = 0;
    for (const struct node *value = tree->first; value; value = value->next) {
        if (value->key->kind != NODE_SCALAR)
            continue;
        const struct field *row = find_row(map, value->key->text);
        if (row && strcmp(row->path, path) == 0)
            return true;
        bool is_inside = row && !*map && value->kind == NODE_MAP;
        if (is_inside && key_is_there(row->path, value, path))
            return true;
        if (!row && unknown++ < MOST_UNKNOWN && is_meant_at(map, value, path))
            return true;
    }
    return false;
}
