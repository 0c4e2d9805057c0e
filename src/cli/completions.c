/* SPDX-License-Identifier: MIT */
/* completions: what a shell needs to complete the program's words, from the table of options. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "names_of.h"
#include "report.h"

/* ---- what an option may be followed by ---- */

/* Words with a space behind each: "steps all ". Empty: anything, such as a file. */
static const char *words_of(const struct option_words *option, enum command command,
                            struct arena *arena)
{
    bool makes_files =
        command == COMMAND_RENDER || command == COMMAND_CHECK || command == COMMAND_WATCH;
    bool is_format = makes_files && strcmp(option->name, "--format") == 0;
    const struct name_list *names =
        option->path || is_format ? names_of_key(is_format ? "output.format" : option->path) : NULL;
    const char *words = "";
    for (size_t n = 0; names && names->name(n); n++)
        words = arena_format(arena, "%s%s ", words, names->name(n));
    if (names || !option->argument || !strchr(option->argument, '|'))
        return words;
    char *parts = arena_copy_text(arena, option->argument, strlen(option->argument));
    for (char *at = strchr(parts, '|'); at; at = strchr(at, '|'))
        *at = ' ';
    return arena_format(arena, "%s ", parts);
}

/* The words that a command takes in place of files; NULL: it takes files. */
static const char *arguments_of(enum command command, struct arena *arena)
{
    const char *words = "";
    if (command == COMMAND_COMPLETIONS)
        return "bash zsh fish ";
    if (command == COMMAND_INFO || command == COMMAND_SCHEMA)
        return words;
    if (command != COMMAND_LIST && command != COMMAND_NEW)
        return NULL;
    for (size_t i = 0; command == COMMAND_LIST && names_list_at(i); i++)
        words = arena_format(arena, "%s%s ", words, names_list_at(i)->what);
    for (size_t n = 0; command == COMMAND_NEW && scene_example_name(n); n++)
        words = arena_format(arena, "%s%s ", words, scene_example_name(n));
    return words;
}

/* ---- shells ---- */

/* A text within single quotes, and a backslash before each of some characters. */
static void put_quoted(const char *text, const char *marked)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            printf(strchr(marked, *text) ? "\\%c" : "%c", *text);
    }
}

static void put_bash(struct arena *arena)
{
    struct option_words option;
    puts("_convreel() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
         "    case $COMP_CWORD:${COMP_WORDS[1]}:$before in");
    fputs("    1:*) words='", stdout);
    for (int c = 0; c < COMMANDS; c++)
        printf("%s ", command_rows[c].name);
    puts("--help --version' ;;");
    for (int c = 0; c < COMMANDS; c++)
        for (size_t n = 0; options_at((enum command)c, n, &option); n++)
            if (option.argument)
                printf("    *:%s:%s%s%s) words='%s' ;;\n", command_rows[c].name, option.name,
                       option.letter ? "|" : "", option.letter ? option.letter : "",
                       words_of(&option, (enum command)c, arena));
    for (int c = 0; c < COMMANDS; c++) {
        const char *arguments = arguments_of((enum command)c, arena);
        printf("    *:%s:*) words='%s", command_rows[c].name, arguments ? arguments : "");
        for (size_t n = 0; options_at((enum command)c, n, &option); n++)
            printf("%s ", option.name);
        puts("' ;;");
    }
    puts("    esac\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "}\n"
         "complete -o default -F _convreel convreel");
}

static void put_zsh_option(const struct option_words *option, const char *words)
{
    fputs("        '", stdout);
    if (option->letter)
        printf("(%s %s)'{%s,%s}'", option->letter, option->name, option->letter, option->name);
    else
        fputs(option->name, stdout);
    putchar('[');
    put_quoted(option->about, "[]:\\");
    putchar(']');
    if (option->argument)
        printf(*words ? ":%s:(%s)" : ":%s:_files", option->argument, words);
    puts("' \\");
}

static void put_zsh(struct arena *arena)
{
    struct option_words option;
    puts("#compdef convreel\n"
         "local -a commands=(");
    for (int c = 0; c < COMMANDS; c++) {
        printf("    '%s:", command_rows[c].name);
        put_quoted(command_rows[c].about, ":\\");
        puts("'");
    }
    puts(")\n"
         "if (( CURRENT == 2 )); then\n"
         "    _describe command commands\n"
         "    return\n"
         "fi\n"
         "local command=$words[2]\n"
         "shift words\n"
         "(( CURRENT-- ))\n"
         "case $command in");
    for (int c = 0; c < COMMANDS; c++) {
        const char *arguments = arguments_of((enum command)c, arena);
        printf("%s)\n    _arguments \\\n", command_rows[c].name);
        for (size_t n = 0; options_at((enum command)c, n, &option); n++)
            put_zsh_option(&option, words_of(&option, (enum command)c, arena));
        if (arguments)
            printf("        '*:word:(%s)' ;;\n", arguments);
        else if (c == COMMAND_JOIN)
            puts("        '*:part:_files -g \"*.(mp4|mov|webm)\"' ;;");
        else
            puts("        '*:scene:_files -g \"*.(yaml|json)\"' ;;");
    }
    puts("esac");
}

static void put_fish_option(enum command command, const struct option_words *option,
                            const char *words)
{
    printf("complete -c convreel -n '__fish_seen_subcommand_from %s' -l %s",
           command_rows[command].name, option->name + 2);
    if (option->letter)
        printf(" -s %s", option->letter + 1);
    if (option->argument)
        printf(*words ? " -x -a '%s'" : " -r", words);
    fputs(" -d '", stdout);
    for (const char *at = option->about; *at; at++)
        printf(*at == '\'' || *at == '\\' ? "\\%c" : "%c", *at);
    puts("'");
}

static void put_fish(struct arena *arena)
{
    struct option_words option;
    for (int c = 0; c < COMMANDS; c++) {
        const char *name = command_rows[c].name;
        const char *arguments = arguments_of((enum command)c, arena);
        printf("complete -c convreel -f -n '__fish_use_subcommand' -a %s -d '", name);
        put_quoted(command_rows[c].about, "");
        puts("'");
        if (arguments && *arguments)
            printf("complete -c convreel -f -n '__fish_seen_subcommand_from %s' -a '%s'\n", name,
                   arguments);
        for (size_t n = 0; options_at((enum command)c, n, &option); n++)
            put_fish_option((enum command)c, &option, words_of(&option, (enum command)c, arena));
    }
}

static const struct {
    const char *name;
    void (*put)(struct arena *arena);
} shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};

enum { SHELLS = sizeof shells / sizeof *shells };

enum status command_completions(const struct options *options)
{
    const char *names[SHELLS];
    struct arena arena = {0};
    for (size_t i = 0; i < SHELLS; i++) {
        names[i] = shells[i].name;
        if (strcmp(options->scenes[0], names[i]) != 0)
            continue;
        shells[i].put(&arena);
        arena_finish(&arena);
        return STATUS_DONE;
    }
    return tell_unknown_name("shell", options->scenes[0], names, SHELLS);
}
