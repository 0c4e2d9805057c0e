/* SPDX-License-Identifier: MIT */
/* Landlock bounds where files are written, seccomp refuses calls that no command needs. Both last
 * until the process ends. Reading stays: fonts and libraries are read when they are first used. */
#define _GNU_SOURCE 1 /* syscall, O_PATH */
#include "rights.h"

#include <stdlib.h>
#include <string.h>

/* Leaks are looked for by a process that traces this one. */
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && \
    (defined(__x86_64__) || defined(__aarch64__))

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef LANDLOCK_ACCESS_FS_TRUNCATE /* Linux 6.2 */
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

/* ---- where files are written ---- */

enum { FIRST_WITH_TRUNCATE = 3 }; /* version of Landlock */

/* What the first version of Landlock knows, but for reading. */
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
static const uint64_t in_folders =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;

static long landlock_version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static void allow(int rules, const char *path, uint64_t access)
{
    int file = open(path, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = file};
    if (file < 0)
        return;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(file);
}

/* That of the file which a path leads to, over links. */
static void allow_folder_of(int rules, const char *path)
{
    char *target = path && strcmp(path, "-") != 0 ? sink_target(path) : NULL;
    char *slash = target ? strrchr(target, '/') : NULL;
    if (!target)
        return;
    if (slash)
        slash[1] = '\0';
    allow(rules, slash ? target : ".", in_folders);
    free(target);
}

/* Files of one output stand in one folder, unless words of the pattern say which, or they are
 * links. */
static void allow_output(int rules, const struct output *output, const struct subject *subject)
{
    struct arena arena = {0};
    char link[2];
    const char *slash = strrchr(output->pattern, '/');
    bool has_folders = slash && memchr(output->pattern, '%', (size_t)(slash - output->pattern));
    for (size_t i = 0; i < plan_file_count(output); i++) {
        const char *path = plan_path(output, subject, i, &arena);
        if (i == 0 || has_folders || readlink(path, link, sizeof link) > 0)
            allow_folder_of(rules, path);
        arena_reset(&arena);
    }
    arena_finish(&arena);
}

/* Of what is compared, measured, or goes to standard output. */
static void allow_temporary(int rules)
{
    const char *folder = getenv("TMPDIR");
    allow(rules, folder && *folder ? folder : "/tmp", in_folders);
}

static void bound_writing(const struct plan *const *plans, size_t count,
                          const struct options *options)
{
    struct landlock_ruleset_attr handled = {.handled_access_fs =
                                                writing | LANDLOCK_ACCESS_FS_EXECUTE};
    if (landlock_version() >= FIRST_WITH_TRUNCATE)
        handled.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    /* each folder takes a descriptor; without any, none could be written to */
    int spare = rules < 0 ? -1 : dup(rules);
    if (rules >= 0 && spare < 0)
        close(rules);
    if (spare < 0)
        return;
    close(spare);
    allow(rules, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE); /* where nothing is written to */
#ifdef COUNTS_FOLDER
    allow(rules, COUNTS_FOLDER, handled.handled_access_fs);
#endif
    allow_folder_of(rules, options->deps);
    if (options->command == COMMAND_JOIN)
        allow_folder_of(rules, options->output);
    if (options->is_compared || options->command == COMMAND_CHECK)
        allow_temporary(rules);
    for (size_t i = 0; i < count; i++) {
        for (size_t o = 0; o < plans[i]->count; o++)
            if (plans[i]->outputs[o].pattern)
                allow_output(rules, &plans[i]->outputs[o], plans[i]->subject);
            else
                allow_temporary(rules);
        for (size_t s = 0; s < plans[i]->side_count; s++)
            allow_folder_of(rules, plans[i]->sides[s].path);
    }
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

/* ---- calls ---- */

#ifdef __x86_64__
/* From first_other on calls are those of programs whose addresses have 32 bits. */
static const uint32_t own_system = AUDIT_ARCH_X86_64, first_other = 0x40000000;
#else
/* It has no others. */
static const uint32_t own_system = AUDIT_ARCH_AARCH64, first_other = 0x7fffffff;
#endif

/* Those that run programs, talk to others, reach into them or change files that they do not open,
 * and the parts of the kernel where most mistakes were found. */
/* clang-format off */
static const int refused[] = {
    SYS_execve, SYS_execveat,
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
    SYS_kill, SYS_pidfd_send_signal, SYS_pidfd_getfd,
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_truncate, SYS_fchmodat, SYS_fchownat, SYS_setxattr, SYS_lsetxattr,
    SYS_mount, SYS_umount2, SYS_chroot, SYS_pivot_root, SYS_unshare, SYS_setns,
    SYS_open_by_handle_at, SYS_io_uring_setup, SYS_userfaultfd,
    SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key, SYS_request_key,
    SYS_init_module, SYS_finit_module, SYS_reboot, SYS_setuid, SYS_setgid,
#ifdef __x86_64__ /* older names of the same */
    SYS_chmod, SYS_chown, SYS_lchown,
#endif
};
/* clang-format on */

enum { REFUSED = sizeof refused / sizeof *refused };

static bool has_seccomp(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

/* Of all threads: what is no call of this system or one of the refused ones has the error EPERM. */
static void refuse_calls(void)
{
    enum { BEFORE = 4 };
    struct sock_filter program[BEFORE + REFUSED + 2] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, own_system, 0, 2 + REFUSED + 1),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first_other, REFUSED + 1, 0)};
    for (size_t i = 0; i < REFUSED; i++)
        program[BEFORE + i] = (struct sock_filter)BPF_JUMP(
            BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)refused[i], (uint8_t)(REFUSED - i), 0);
    program[BEFORE + REFUSED] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    program[BEFORE + REFUSED + 1] =
        (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    const struct sock_fprog filter = {sizeof program / sizeof *program, program};
    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
}

void rights_begin(const struct options *options)
{
    bool writes_later = options->command == COMMAND_RENDER || options->command == COMMAND_QUIZ;
    if (options->keeps_rights || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    if (!writes_later)
        bound_writing(NULL, 0, options);
    refuse_calls();
}

void rights_bound_writing(const struct plan *const *plans, size_t count,
                          const struct options *options)
{
    if (!options->keeps_rights)
        bound_writing(plans, count, options);
}

const char *rights_names(void)
{
    static const char *const names[] = {"none", "Landlock", "seccomp", "Landlock and seccomp"};
    return names[(landlock_version() > 0) + 2 * has_seccomp()];
}

#else

void rights_begin(const struct options *options)
{
    (void)options;
}

void rights_bound_writing(const struct plan *const *plans, size_t count,
                          const struct options *options)
{
    (void)plans;
    (void)count;
    (void)options;
}

const char *rights_names(void)
{
    return "none";
}

#endif
