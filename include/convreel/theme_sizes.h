/* SPDX-License-Identifier: MIT */
/* theme_sizes: the looks that all themes have alike, for the drawing stage. */
#ifndef CONVREEL_THEME_SIZES_H
#define CONVREEL_THEME_SIZES_H

#include "convreel/base.h"

/* Lengths of words, per size of the font of words where nothing else is said; above and below: free
 * room, or the gap to what words belong to. */

struct caption_sizes {
    double above;
    double below;
    double above_credit;
};

struct dimension_sizes {
    double distance;    /* of an arrow from its map */
    double level;       /* from an arrow to one further out */
    double text_gap;    /* from an arrow to its words */
    double half_height; /* of words */
    double shortest_pt; /* of an arrow with heads at its inside */
};

/* The size of the output, told below the input; per size of its words. */
struct ruler_sizes {
    double scale;       /* of its words, to the font of words */
    double distance;    /* of the first window from the map */
    double lane;        /* from a window to one further out, */
    double lane_beside; /* and of those beside a map, where numbers stand side by side */
    double tick;        /* half of the height of a line's ends */
    double gap;         /* around a text on its line */
    double below;       /* from the line to the middle of its words */
    double after;       /* below the middle of those words */
    double tap;         /* thickness of what is a tap or a unit, to that of a line, */
    double most_line;   /* which has at most so much, to the size of its words */
    double least_px;    /* of cells */
};

/* Arrows from units to the padded cells that repeat them; per side of a cell. */
struct repeat_sizes {
    double aside;    /* of the middles of cells, where digits are */
    double inset;    /* of its ends from the middles */
    double least_px; /* of cells */
};

/* Per size of the formula. */
struct formula_sizes {
    double operator_gap;                /* on both sides of + and - */
    double equals_gap;                  /* and of = */
    double prime_gap;                   /* a slanted letter leans over to it */
    double index;                       /* size of an index, */
    double index_drop;                  /* and how far it is below the baseline */
    double lit_up, lit_down, lit_aside; /* around the letter of what is being built */
};

struct header_sizes {
    double title;
    double own;      /* of what a panel does not share with the others */
    double formula;  /* Latin Modern is small for its size */
    double squeezed; /* the least that a formula is made smaller to stand on one line */
    double below;
};

/* Numbers of rows and columns; per size of the small font. */
struct number_sizes {
    double distance;    /* from a map's edge to the middle of its row's or column's number */
    double room;        /* that numbers take up */
    double least_pitch; /* closer cells have none */
    double ground;      /* around a number, of what it covers */
    double most;        /* of its font, to the font of words */
};

struct label_sizes {
    double above;    /* from a map to the line of its name */
    double below;    /* likewise, of one below it */
    double beside;   /* from an oblique map's corner to its name */
    double size_gap; /* between a name and its size */
    double space;
    double raised; /* size of a T, to the letter beside it, */
    double rise;   /* and how far it is above the baseline */
};

struct legend_sizes {
    double swatch;   /* side of a cell */
    double text_gap; /* from a cell to its words */
    double gap;      /* to the next cell */
    double above;
    double row; /* from one row to the next */
};

/* Words over a picture: shares of the page, and of the size of their font. */
struct subtitle_sizes {
    double side;   /* size of the font, of the shorter side, */
    double below;  /* from the last line to the end of the page, of its height, */
    double widest; /* the longest line, of the width */
    double margin; /* of the plate around them */
    double plate;  /* how opaque it is */
};

struct note_sizes {
    double below;                 /* from the drawing to the middle of the first line */
    double between;               /* two notes */
    double widest;                /* then it wraps */
    double turn;                  /* of its line, above the middle of the first line of words, */
    double end;                   /* and its end */
    double after;                 /* below the last line */
    double ring_pt;               /* around the cell */
    double halo_pt;               /* on both sides of its line */
    double beside;                /* a map that its line goes round */
    double clear;                 /* of texts that its line goes round */
    double near;                  /* to the side of a map: it counts as on it */
    double text_cost, aside_cost; /* of a text that it passes, in cells; of its length aside */
    double clear_of_grid;         /* in a cell, from its edges, beside what stands in it, cells */
    double on_grid, on_text;      /* nearer to the grid's lines, further from them: it disturbs, */
    double disturbing;            /* and costs so many times its length */
};

struct sum_sizes {
    double scale;
    double gap; /* around signs, per size of the sum */
    double above;
    double raised;               /* size of an exponent, */
    double rise;                 /* and how far it is above the baseline */
    double tile_half, tile_room; /* of a tile behind a factor: half its height, more in width */
};

/* Marks of cells, as shares of them: where lines cross the upper and the left edge (beyond 1 the
 * others), from where to where diagonals go. Under digits marks keep to the corners. */
struct mark_sizes {
    double corner_hatch[4];
    double cross[2], corner_cross[2];
    double dot, corner_dot; /* the side of a dot; the middle of one in a corner */
    double tap, tap_ring;   /* radii of the dots of taps */
    double tap_digit;       /* round a digit, */
    double tap_near;        /* of taps that are nearer to it than this */
    double tap_free;        /* from the middle of a digit to the line of a move */
    double kernel_corner;   /* sides of the triangle where the first weight is */
};

/* Digits and symbols; per side of a cell. */
struct digit_sizes {
    double most_width, most_height; /* of texts in cells, */
    double usual_width;             /* and roughly */
    double most_corner,
        largest_corner;            /* width and size of those in a cell's corner, which are left */
    double least_corner;           /* out where they are smaller than so much of the small font */
    double corner_row, corner_end; /* where those are centred, and where the longest ends */
    double read_rise, below, most_below; /* of what the window reads; of its weight below it, of
                                          * which the last is the width */
    double largest_zero;                 /* size of a zero's font */
    double index, index_drop;            /* an index, per size of its letter */
    double fraction_rise, fraction_bar;  /* from the bar of 1/9 to its numbers; its length */
    double divisor_gap;                  /* from that to the kernel */
    double sign;                         /* between maps, to the font of values, no larger than a
                                          * cell; */
    double least_sign;                   /* at least, per size of words */
    double line_gap;                     /* what a line leaves free around a digit, per its size */
    double arrow, arrow_head;
};

/* View network; in cells, of which the side of the largest map has `side`. */
struct network_sizes {
    double side, least; /* sides of the largest and of the smallest card */
    double linear;      /* sides are in proportion where the largest is at most so many times
                         * the smallest, else their roots are */
    double pitch;       /* from one channel's card to the next, */
    double rod, growth; /* of many channels: depth of 16, and more for each doubling */
    double spare;       /* how much more, to that, where words keep decks apart */
    double gap, row_gap, branch_gap; /* between decks, between rows of them, of branches */
    double arc, arc_more, arcs; /* height of the lowest arc over the decks, of each next, of all
                                 * next ones at most */
    double beam, field;         /* how much of a beam and of a field on a card is seen */
    double chip_pad, chip_line; /* around a layer's words; its line; per size of the words */
    double least_cell_px;       /* of cells with lines between them */
    double arc_head, arc_line;  /* an arc's arrow; its line, of thick lines */
    double wires, wire_fall;    /* how much of a band between channels is seen; its least slope */
    double wires_apart;         /* of bands that are all drawn, per their lines */
    double pale;                /* how strong a card is that nothing is seen on */
    double lines[6];            /* sizes of the lines of a layer's words */
    double chip_gap, chip_head; /* between chips; of the arrows between them */
    struct point card_row, card_column; /* of a card's axes, per side: seen from the front left */
};

/* Of decks of maps one behind the other and of filters, in cells. */
struct deck_sizes {
    double most_cards;        /* that are all drawn */
    double pitch, most_depth; /* from one to the next; of all */
    double cut_steps[4];      /* where the first two, the current and the last one of more are, in
                               * pitches */
    double gap, filter_gap;   /* between decks; between filters */
    double bias_room, bias_side;   /* before a filter's bias, for a plus; its cell */
    double padded, pale;           /* how strong a sheet with padding is, one that is not read */
    double prism, prism_on_digits; /* how much of the window's sides is seen */
    double dot;                    /* of those for cards that are left out, its radius */
};

/* How much of a colour is there. */
struct strengths {
    double repeated;  /* of a unit under a copy of it */
    double uncovered; /* of the background over a unit that no window reads, */
    double stamped;   /* over outputs under a stamp */
    double read_zero; /* of the window over a zero, which keeps its look */
    double unit, kernel, window, output, now; /* of cells of glass, */
    double repeated_unit, zero;               /* to that: of copies, of taps that read zeros */
    double wall;                              /* behind the output */
    double shade[3];                          /* of its lines' colour, on a front, a top, a side */
};

/* The ends of scales of colours, between which steps look equal. */
struct scale_colors {
    /* Of values of one sign, on a light and on a dark page: half of the way to the middle. */
    struct oklab low[2], middle, high[2];
    struct oklab paper_low;  /* of greys that black digits can be read on */
    struct oklab neutral[2]; /* of signed values: 0 on either page, */
    struct oklab ends[2][2]; /* likewise the lowest and the highest */
};

/* A card; per size of the font of words. */
struct card_sizes {
    double heading, subheading, text, code;
    double indent;  /* between a bullet and its words, per size of theirs */
    double between; /* below a heading, a picture, and where a line is empty */
    double image;   /* height of a picture */
    double widest;  /* where the page sets no bounds */
};

/* Of words, per size of their font. */
struct word_sizes {
    double line;   /* from one to the next */
    double middle; /* from the baseline to the middle of small letters and digits */
    double small;  /* words of less weight, per size of the others */
};

enum { MEANT_PANELS = 6 };

/* What a page is filled with: shares of the canvas, then what is chosen for it. */
struct page_sizes {
    double most_width;                 /* of the drawing */
    double margin_above, margin_below; /* free of it */
    double margin_subtitles;           /* below it where subtitles are shown */
    double above_middle;               /* of what is free, above the drawing, */
    double middle;                     /* likewise where its head is at the left */
    double tallest;                    /* of its width, of paper that is as high as the drawing */
    double wide;                       /* of its height: a head may be at the left */
    /* On a canvas whose shorter side has so many pixels, likewise on others. */
    double usual_side;
    double words_px, narrow_words_px, words_step_px; /* before any words go, in steps */
    double smallest_words_px, no_words_px;           /* on any canvas, if it can be; of none */
    /* Of names that a view keeps: where cells are so many times as large, and the least. */
    double near_words_px, much, kept_words_px;
    /* Of cells, before other words go and before those do. */
    double small_px, least_small_px, speck_px;
    double digits_px, smallest_digits_px;           /* likewise of digits */
    double smaller_words;                           /* each time they are too large still */
    double paper_margin, paper_words, paper_digits; /* on paper, in points */
    /* Cells, to those of the drawing without words; of panels, whose heads tell what differs. */
    double least_share, least_share_of_panels;
    double meant_px[MEANT_PANELS]; /* cells, on a page of so many panels, the last of as many and
                                    * more; */
    double worth;                  /* how much larger they must be for smaller words, each step */
    double enough;                 /* to what they should be, before words become smaller still */
    double together; /* to those of a shot alone, for the same maps in one place in several */
    double kept;     /* to those without some words: these take no room */
    /* Likewise of the ruler, which tells where the size of the output is from; of one in a scene
     * alone whose cells have so many pixels with it. */
    double kept_ruler, kept_large, large_px;
    double legible; /* digits, to the least that they should be: smaller ones are told of */
    /* How much larger cells must be for another arrangement, and for one that looks less well: a
     * head at the left, panels of which one row has fewer than others. */
    double better, better_beside, better_uneven;
    double header_room, sum_room; /* that they may take up at a narrow drawing */
    double row_gap;               /* between rows of panels, per size of words */
    double word_gap;              /* between the names of two maps, likewise */
    double name_apart;            /* that a name may be further from its map to be on one line */
    double head_gap, head_share;  /* from a head at the left to the drawing; of the page's width */
    double most_head;             /* of the height of a page, that such a head may take up */
    double most_stroke;           /* that lines may be thicker, to a cell, than in the theme */
    double alone;                 /* of their thickness, round cells too small for lines */
    double expected;              /* cells, to those that words were arranged for: near enough */
    double surely;                /* likewise, of cells that names are kept apart for */
};

/* Straight arrows: TeX points are 72 / 72.27 of ours. */
struct arrow_sizes {
    double base_pt, rise; /* of the tip's unit, and so much per width of the line */
    double line;          /* width of the tip's curve, of the line's */
};

/* Of views with several channels, in cells. */
struct channels_sizes {
    double map_gap;             /* between maps of a group, one above the other, */
    double group_gap;           /* between groups of several, with room for their sums */
    double sign_gap;            /* between maps side by side: room for a sign */
    double divisor_room;        /* of 1/16 before the kernel */
    double sum_pitch;           /* of sums of the same row */
    double bias_drop;           /* of its cell, from the last partial sum's */
    double least_fan, most_fan; /* width of the lines that come together, */
    double fan_share;           /* more for a high group */
    double node, node_plus;     /* radius; half of a stroke of its sign */
    double node_pitch;          /* of those of a group */
    double arrow, arrow_half;   /* to the output map, */
    double arrow_gap;           /* before it */
    double link;                /* of thick lines */
    double veiled, waiting;     /* opacity of groups, of filters that are not current */
    double pillar;              /* of a 1 x 1 window's pillar, to the window's colour */
    double bias_letter;         /* its middle, left of the cell's middle */
    double equals;              /* left of the partial sums */
};

/* Of view volume, in cells of a slice. */
struct volume_sizes {
    double gap, slice_gap, line_gap, block_gap; /* between maps, slices, lines of them, blocks */
    double largest, smallest;                   /* a cuboid's cell */
    struct point along_depth;                   /* to the next slice of a cuboid */
    struct point number;                        /* of its depth, from a corner */
};

struct heat_sizes {
    double map_pt;                  /* longer side of the largest map at its own size, roughly, */
    double least_cell_pt, pixel_pt; /* a cell: whole pixels at 150 dpi */
    double map_gap;                 /* in the theme's cells */
    double bar_gap_pt;              /* from the maps to the scale */
    double around_pt;               /* of the background, around frames */
};

/* The scale beside coloured maps. */
struct bar_sizes {
    double width_pt, tick_gap_pt; /* from it to its numbers */
    double least_height;          /* of its width */
    double overlap;               /* of its steps, so that no seam is seen: of a step */
};

/* A layer's function beside its maps. */
struct curve_sizes {
    double side;      /* of its square, in cells */
    double least_end; /* of the input's axis */
    double free_pt;   /* from the square to its numbers */
    double dot;       /* radius of the unit, in cells */
};

/* Of views with columns of windows, in cells. */
struct im2col_sizes {
    double gap;           /* between the matrices */
    double most_places;   /* columns without texts, all of them, */
    double most_terms;    /* rows of the windows, */
    double most_channels; /* of the weights, */
    double largest_place; /* and a column of each */
};

/* Of matrices, in cells. */
struct matrix_sizes {
    double cell_height, tint;          /* of a cell; of the colour of its weight's row */
    double text_scale;                 /* a cell for texts, to the usual */
    double symbol_rise;                /* of a letter with an index, per its own size */
    double least_band_pt;              /* the width of lit cells */
    double gap;                        /* round a sign */
    double maps_gap;                   /* between the small maps and the matrix */
    double most_dotted, largest_pitch; /* longer side of a pattern of dots; from one to the next */
    double strip;                      /* width of the unrolled maps beside dots */
    double dot;                        /* to the pitch of dots */
    double zero_dot_pt;                /* where the matrix has no weight */
    double least_dot_px;               /* smaller dots are the pixels of an image, */
    double least_dot_ink;              /* which are so strong at least where weights are */
};

struct position_sizes {
    double arrow_apart;   /* an arrow begins so far from the one before it, in cells */
    double most_line;     /* that it is thick, likewise */
    double gap, wide_gap; /* between maps, between the two ways */
};

/* Of stamps, in cells. */
struct scatter_sizes {
    double resting;                 /* opacity of kernel cells that are not stamped now */
    double corner_width, sum_width; /* of small digits: alone, and with the sum before; */
    double least_sum;               /* sums, to small digits: else there is no room */
    double cell_width;
    double tight;                  /* digits of "6 + 4" in place of a sum, to its own */
    double corner_row, corner_end; /* of small digits: middle, right end */
    double room;                   /* that a cell's own digits go up to make for small ones */
    double darkest;                /* share of the line's colour where most stamps are */
    double many_stamps;            /* opacity, shared by all stamps that are lit together, */
    double most_opaque;            /* and of each of them at most */
    double cut_gap;                /* from the output to the bars of a cut, */
    double cut_bar, cut_width;     /* of the longest one, */
    double cut_number;             /* and room for its number */
};

enum { STACK_ASIDES = 3 };

/* Of layers one above the other, in cells. */
struct stack_sizes {
    double level_gap; /* between rows of cells: room for links */
    double kernel_gap;
    double widest_words; /* of a layer's lines, per size of words; */
    double most_words;   /* height of all words, to that of the maps */
    double elevation;    /* of a plane over the one below */
    double sheet;        /* from one channel's sheet to the next */
    /* Of planes side by side: how far each lies in front of the one before, per row of that. */
    double aside[STACK_ASIDES], aside_gap;
    double widest_aside; /* as widest_words */
    double link_pt;      /* at the usual size of a cell */
};

struct stacked_sizes {
    double elevation;    /* of the output's plane, beyond the input's height */
    double output_shift; /* so that links do not lie on its edge */
    /* Of an output at the upper right: over which share of the input's far edge its front corner
     * is. */
    double aside[2], aside_elevation;
    double kernel_gap; /* from the planes and their names */
    double name_gap;   /* more than a line of words, above a name in two lines */
};

struct transpose_sizes {
    double elevation;          /* of the small plane over the large one */
    double column_gap;         /* from a plane to the kernel */
    double thinnest, thickest; /* links, to the theme's thick lines, */
    double usual;              /* and where no weights are known */
    double foot;               /* of a link, from the far edge of its cell: its digit is free */
    double dot;                /* its end there: the radius, per the line's width */
    double arrow_aside, arrow_above, arrow; /* from the large plane's corner, and its length; */
    double most_line;                       /* how thick it and links are at most */
};

/* Of maps as rows of their cells, in their own cells. */
struct unrolled_sizes {
    double map_gap; /* between channels */
    double least_scale, most_scale;
    double most_width, most_wide; /* what all take up, below or beside each other */
};

/* Cells as colours, and receptive fields on them. */
struct field_sizes {
    double least_lined_pt; /* a smaller cell has no lines around it */
    double under_pt;       /* how far a piece reaches under its neighbours */
    double least_strength; /* of the colour of a cell with few paths */
    double edge_scale;     /* how much thinner than an outline the edge of a cell is */
    double box_strength;   /* of the colour of a field without cells */
    /* Of numbers of paths: their most width in a cell, and their size to the font of values. */
    struct path_sizes {
        double width, size;
    } upright_paths, oblique_paths;
};

/* How a step moves: shares of what it takes. */
struct motion_sizes {
    double returning, longest_return; /* the window's way to the next row; at most, seconds */
    double letting_go;                /* of its way, until it has let go of what it chose */
    double appearing, gathering;      /* so many terms appear at once, are on their way at once */
    double ink_from, ink;             /* of a ground's turn: when its ink turns, how long that is */
    double turning;                   /* of a term's way, into what the sum has of it */
    double turned;                    /* when a kernel has turned, of its second */
    double landing;                   /* when a kernel is on the input, of its second */
    double hang, hung;                /* one without a map hangs so many cells over it, and is seen
                                       * from so much of its way on */
    double arrived;                   /* when the total is at its cell, of the time of the result */
    double near_words;                /* what flies fades so far before words, of their size */
};

/* How many figures numbers have, of which all do not fit. */
struct figure_counts {
    int exact_places;   /* behind the point, of a number that is not rounded */
    int exact_figures;  /* of such a number; */
    int common_figures; /* of numbers that have all as many places as the longest */
    int rounded;        /* of a rounded number, its point among them */
    int significant;    /* of numbers that differ too much for common decimals */
    int plain_figures;  /* before the point of a rounded number: longer ones take an exponent */
    int least_exponent; /* of a number without one */
    double most_apart;  /* values may differ so much and still lose figures to common decimals */
};

/* To the next column and to the next row of an oblique map, in cells. */
struct oblique_sizes {
    struct point column, row;
};

struct theme_sizes {
    struct card_sizes card;
    struct caption_sizes caption;
    struct dimension_sizes dimension;
    struct ruler_sizes ruler;
    struct repeat_sizes repeat;
    struct formula_sizes formula;
    struct header_sizes header;
    struct number_sizes number;
    struct label_sizes label;
    struct legend_sizes legend;
    struct note_sizes note;
    struct subtitle_sizes subtitle;
    struct sum_sizes sum;
    struct digit_sizes digit;
    struct figure_counts figures;
    struct mark_sizes mark;
    struct network_sizes network;
    struct deck_sizes deck;
    struct strengths strength;
    struct scale_colors scale;
    struct word_sizes words;
    struct page_sizes page;
    struct arrow_sizes arrow;
    struct oblique_sizes oblique;
    struct motion_sizes motion;
    struct field_sizes field;
    struct bar_sizes bar;
    struct curve_sizes curve;
    struct channels_sizes channels;
    struct heat_sizes heat;
    struct im2col_sizes im2col;
    struct matrix_sizes matrix;
    struct position_sizes positions;
    struct scatter_sizes scatter;
    struct stack_sizes stack;
    struct stacked_sizes stacked;
    struct transpose_sizes transpose;
    struct unrolled_sizes unrolled;
    struct volume_sizes volume;
};

extern const struct theme_sizes theme_sizes;

#endif
