/* SPDX-License-Identifier: MIT */
/* The words of view network: below each deck its name and its size, between two decks the layer. */
#include <math.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

/* ---- how they look ---- */

static struct words words_in(const struct panel *panel, size_t node, int line)
{
    static const enum theme_color inks[NODE_LINES] = {COLOR_OUTPUT_INK, COLOR_OUTPUT_INK,
                                                      COLOR_WINDOW_INK, COLOR_ZERO_INK,
                                                      COLOR_ZERO_INK,   COLOR_ZERO_INK};
    struct words words =
        words_of(&panel->subject, node == 0 && line < LINE_LAYER ? COLOR_INPUT_INK : inks[line],
                 sizes->lines[line]);
    words.lettering.font.is_bold = line == LINE_NAME;
    return words;
}

/* Whether a line takes room: one that no node has does not, nor a name beside its size, and neither
 * on the line of the layers. */
static bool has_line(const struct network *network, int line)
{
    if (network->has_names_beside &&
        (line == LINE_NAME || (line == LINE_SIZE && network->is_in_line)))
        return false;
    for (size_t i = 0; i < network->count; i++)
        if (network->nodes[i].line[line] ||
            (line == LINE_SIZE && network->has_names_beside && network->nodes[i].line[LINE_NAME]))
            return true;
    return false;
}

static double line_height(const struct panel *panel, int line)
{
    return (line == LINE_LAYER ? sizes->chip_line : theme_sizes.words.line) *
           words_pt(&panel->subject);
}

static double width_of(const struct network *network, size_t node, int line,
                       const struct panel *panel)
{
    const char *text = network->nodes[node].line[line];
    struct words words = words_in(panel, node, line);
    return text ? words_width(&words, text) : 0;
}

double network_chip_width(const struct network *network, size_t node, const struct panel *panel)
{
    double pad = 2 * sizes->chip_pad * words_pt(&panel->subject);
    double chip = width_of(network, node, LINE_LAYER, panel);
    double width = chip > 0 ? chip + pad : 0;
    for (int line = LINE_PARAMETERS; line < NODE_LINES; line++)
        width = fmax(width, width_of(network, node, line, panel));
    return width;
}

/* Of a map's name and its size. */
static double title_width(const struct network *network, size_t node, const struct panel *panel)
{
    double name = width_of(network, node, LINE_NAME, panel);
    double size = width_of(network, node, LINE_SIZE, panel);
    double gap = name > 0 && size > 0 ? theme_sizes.label.size_gap * words_pt(&panel->subject) : 0;
    return network->has_names_beside ? name + gap + size : fmax(name, size);
}

struct point network_words_size(const struct network *network, size_t node,
                                const struct panel *panel)
{
    struct point size = {0, 0};
    size.x = title_width(network, node, panel);
    if (network->nodes[node].lead == NO_BOX || !network->nodes[node].line[LINE_LAYER])
        size.x = fmax(size.x, network_chip_width(network, node, panel));
    if (node + 1 < network->count && network->nodes[node + 1].lead == NO_BOX)
        size.x = fmax(size.x, network_chip_width(network, node + 1, panel));
    size.x += words_pt(&panel->subject); /* between neighbours */
    for (int line = 0; line < NODE_LINES; line++)
        size.y += has_line(network, line) ? line_height(panel, line) : 0;
    return size;
}

/* ---- writing ---- */

/* The middle of a node's words across the page. */
static double middle_of(const struct network *network, size_t node, const struct panel *panel)
{
    struct rectangle core = layout_core(panel->layout, network->nodes[node].box);
    return core.x + core.width / 2;
}

/* Where an arrow at the words of a layer ends before a node, side -1, or begins behind it, 1. */
static double title_edge(const struct network *network, size_t node, int side,
                         const struct panel *panel)
{
    double half = network->is_in_line ? title_width(network, node, panel) / 2 : 0;
    double gap = sizes->chip_head * words_pt(&panel->subject);
    return middle_of(network, node, panel) + side * (half + gap);
}

/* Half way from the deck before; before a row in the room that is kept there. */
static double chip_middle(const struct network *network, size_t node, const struct panel *panel)
{
    const struct node *at = &network->nodes[node];
    if (at->lead == NO_BOX)
        return (middle_of(network, node - 1, panel) + middle_of(network, node, panel)) / 2;
    struct rectangle lead = layout_core(panel->layout, at->lead);
    return lead.x + lead.width - network_chip_width(network, node, panel) / 2;
}

/* Where the words of a layer stand, up and down. */
static double chip_height(const struct network *network, size_t node, const struct panel *panel)
{
    const struct node *at = &network->nodes[node];
    double y = layout_beside(panel->layout, at->box, at->below).y;
    for (int line = 0; line < LINE_LAYER; line++)
        y += has_line(network, line) ? line_height(panel, line) : 0;
    return y + line_height(panel, LINE_LAYER) / 2;
}

struct point network_port(const struct network *network, size_t node, double x,
                          const struct panel *panel)
{
    struct rectangle core = layout_core(panel->layout, network->nodes[node].box);
    bool is_left = core.x < x;
    if (!has_line(network, LINE_LAYER))
        return (struct point){is_left ? core.x + core.width : core.x, core.y + core.height / 2};
    return (struct point){is_left ? title_edge(network, node, 1, panel)
                                  : chip_middle(network, node, panel),
                          chip_height(network, node, panel)};
}

static void trace_pill(struct pen *pen, struct rectangle at)
{
    double r = at.height / 2, k = 0.5523 * r; /* of a quarter circle as a cubic curve */
    double left = at.x + r, right = at.x + at.width - r, bottom = at.y + at.height;
    pen_move_to(pen, (struct point){left, at.y});
    pen_line_to(pen, (struct point){right, at.y});
    pen_curve_to(pen, (struct point){right + k, at.y}, (struct point){right + r, at.y + r - k},
                 (struct point){right + r, at.y + r});
    pen_curve_to(pen, (struct point){right + r, at.y + r + k}, (struct point){right + k, bottom},
                 (struct point){right, bottom});
    pen_line_to(pen, (struct point){left, bottom});
    pen_curve_to(pen, (struct point){left - k, bottom}, (struct point){left - r, at.y + r + k},
                 (struct point){left - r, at.y + r});
    pen_curve_to(pen, (struct point){left - r, at.y + r - k}, (struct point){left - k, at.y},
                 (struct point){left, at.y});
    pen_close(pen);
}

static void write_line(const struct network *network, size_t node, int line, double x, double y,
                       const struct panel *panel, struct pen *pen)
{
    static const char *const parts[] = {"node.name",        "node.size",     "layer.name",
                                        "layer.parameters", "layer.weights", "layer.products"};
    const char *text = network->nodes[node].line[line];
    struct words words = words_in(panel, node, line);
    if (text)
        pen_write(pen, (struct item_key){parts[line], (int)node, -1, -1, NULL}, text,
                  (struct point){x, y}, &words.lettering);
}

/* Behind the node before where the layer reads that; else at the words of the layer. */
static double arrow_start(const struct network *network, size_t node, const struct panel *panel)
{
    const struct node *at = &network->nodes[node];
    if (!at->has_trunk && at[-1].page_row == at->page_row && network_reads(network, node, node - 1))
        return title_edge(network, node - 1, 1, panel);
    return chip_middle(network, node, panel);
}

/* An arrow from deck to deck at the height of the words, and the layer on it. */
static void draw_chip(const struct network *network, size_t node, double y,
                      const struct panel *panel, struct pen *pen)
{
    const struct theme *theme = &panel->subject.looks.theme;
    const struct node *at = &network->nodes[node];
    double size = words_pt(&panel->subject), x = chip_middle(network, node, panel);
    double width = width_of(network, node, LINE_LAYER, panel) + 2 * sizes->chip_pad * size;
    double height = (sizes->chip_line - sizes->chip_gap) * size,
           end = title_edge(network, node, -1, panel);
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt);
    double head = sizes->chip_head * size, start = arrow_start(network, node, panel);
    if (start < end) {
        pen_move_to(pen, (struct point){start, y});
        pen_line_to(pen, (struct point){end, y});
        arrow_trace_head(pen, (struct point){end, y}, (struct point){head, 0});
        pen_paint(pen, key_of("layer.arrow", node), color_none, line);
    }
    trace_pill(pen, (struct rectangle){x - width / 2, y - height / 2, width, height});
    pen_paint(pen, key_of("layer.chip", node),
              theme->color[at->layer->has_kernel ? COLOR_KERNEL : COLOR_BACKGROUND], line);
    write_line(network, node, LINE_LAYER, x, y, panel, pen);
}

static void write_title(const struct network *network, size_t node, double y,
                        const struct panel *panel, struct pen *pen)
{
    double middle = middle_of(network, node, panel);
    double left = middle - title_width(network, node, panel) / 2, right = 2 * middle - left;
    write_line(network, node, LINE_NAME, left + width_of(network, node, LINE_NAME, panel) / 2, y,
               panel, pen);
    write_line(network, node, LINE_SIZE, right - width_of(network, node, LINE_SIZE, panel) / 2, y,
               panel, pen);
}

void network_write(const struct network *network, const struct panel *panel, struct pen *pen)
{
    for (size_t i = 0; i < network->count; i++) {
        const struct node *node = &network->nodes[i];
        if (node->below < 0)
            continue;
        struct rectangle at = layout_beside(panel->layout, node->box, node->below);
        double y = at.y, x = middle_of(network, i, panel);
        for (int line = 0; line < NODE_LINES; line++) {
            double height = line_height(panel, line), middle = y + height / 2;
            if (!has_line(network, line))
                continue;
            if (network->has_names_beside && line == (network->is_in_line ? LINE_LAYER : LINE_SIZE))
                write_title(network, i, middle, panel, pen);
            if (line == LINE_LAYER && node->line[LINE_LAYER])
                draw_chip(network, i, middle, panel, pen);
            else if (line != LINE_LAYER && !(line == LINE_SIZE && network->has_names_beside))
                write_line(network, i, line,
                           line >= LINE_PARAMETERS && node->line[LINE_LAYER]
                               ? chip_middle(network, i, panel)
                               : x,
                           middle, panel, pen);
            y += height;
        }
    }
}
