/* SPDX-License-Identifier: MIT */
/* The commands of the program: one row each, for reading their names and for their help. */
#include "commands.h"

#include <string.h>

const struct command_row command_rows[COMMANDS] = {
    [COMMAND_RENDER] = {"render", "render SCENE... [-o PATH] [OPTION...]",
                        "draws scenes as pictures, pages and films",
                        "  convreel render scene.yaml -o film.mp4 --size 1080p\n"
                        "  convreel render *.yaml --format svg,pdf -o figures/\n"
                        "  convreel render scene.yaml -o figure.png --steps middle\n"
                        "  convreel render scene.yaml -o frame_%02d.png\n"
                        "  convreel render - <scene.yaml >figure.svg\n",
                        1, SIZE_MAX, NULL},
    [COMMAND_CHECK] = {"check", "check SCENE... [OPTION...]",
                       "finds every problem of scenes, or tells what render would make",
                       "  convreel check *.yaml\n"
                       "  convreel check scene.yaml --format mp4 --size 1080p\n"
                       "  convreel check scene.yaml --json\n",
                       1, SIZE_MAX, NULL},
    [COMMAND_TRACE] = {"trace", "trace SCENE [OPTION...]", "prints the numbers of a scene as JSON",
                       "  convreel trace scene.yaml --steps 0\n"
                       "  convreel trace scene.yaml --as pytorch\n",
                       1, 1, "one scene"},
    [COMMAND_DESCRIBE] = {"describe", "describe SCENE... [OPTION...]",
                          "prints what scenes show, in sentences",
                          "  convreel describe scene.yaml\n", 1, SIZE_MAX, NULL},
    [COMMAND_TABLE] = {"table", "table SCENE... [OPTION...]",
                       "prints a row a layer: sizes, receptive field, parameters, products",
                       "  convreel table network.yaml\n"
                       "  convreel table network.yaml --format latex\n",
                       1, SIZE_MAX, NULL},
    [COMMAND_QUIZ] = {"quiz", "quiz SCENE [OPTION...]",
                      "makes exercises: each sheet with numbers of its own, and its solution",
                      "  convreel quiz scene.yaml --seeds 1..30 -o sheets/\n"
                      "  convreel quiz scene.yaml --as moodle -o questions.xml\n",
                      1, 1, "one scene"},
    [COMMAND_WATCH] = {"watch", "watch SCENE [OPTION...]",
                       "shows a scene in the browser, anew at each change of its files",
                       "  convreel watch scene.yaml --open\n"
                       "  convreel watch scene.yaml --no-serve -o figure.pdf\n",
                       1, 1, "one scene"},
    [COMMAND_JOIN] = {"join", "join PART... -o FILE",
                      "copies the parts of a film together, without encoding them again",
                      "  convreel join film_part*.mp4 -o film.mp4\n", 1, SIZE_MAX,
                      "the parts of a film"},
    [COMMAND_NEW] = {"new", "new [NAME]", "prints a scene to start from, or one of the gallery",
                     "  convreel new >scene.yaml\n"
                     "  convreel new checkerboard >scene.yaml\n",
                     0, 1, "one name"},
    [COMMAND_LIST] = {"list", "list [WHAT]", "prints the names that scenes and options know",
                      "  convreel list\n"
                      "  convreel list layers\n",
                      0, 1, "one word"},
    [COMMAND_INFO] = {"info", "info",
                      "prints versions, and which film encoders and fonts are there",
                      "  convreel info\n", 0, 0, "nothing"},
    [COMMAND_SCHEMA] = {"schema", "schema", "prints the scene language as JSON Schema, for editors",
                        "  convreel schema >convreel.schema.json\n", 0, 0, "nothing"},
    [COMMAND_COMPLETIONS] = {"completions", "completions bash|zsh|fish",
                             "prints what a shell needs to complete convreel's words",
                             "  convreel completions bash >~/.local/share/bash-completion/"
                             "completions/convreel\n",
                             1, 1, "one shell"},
};

void commands_usage(FILE *out)
{
    fputs("convreel draws convolutions: a scene file in, the picture or the film out.\n\n"
          "Usage:\n",
          out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  convreel %s\n      %s\n", command_rows[i].synopsis, command_rows[i].about);
    fputs("  convreel COMMAND --help | --help | --version\n\n"
          "The smallest scene, scene.yaml:\n"
          "  input: 5\n"
          "  layer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n\n"
          "Examples:\n"
          "  convreel render scene.yaml                 makes output/scene.gif\n"
          "  convreel render scene.yaml -o figure.pdf   makes a page for each step\n"
          "  convreel check scene.yaml                  tells what render would make\n",
          out);
}

enum command commands_find(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(command_rows[i].name, name) == 0)
            return (enum command)i;
    return COMMANDS;
}

const char *commands_nearest(const char *name)
{
    const char *names[COMMANDS];
    for (size_t i = 0; i < COMMANDS; i++)
        names[i] = command_rows[i].name;
    return text_nearest(name, names, COMMANDS);
}
