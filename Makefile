# SPDX-License-Identifier: MIT
# convreel. The sources stand in the order of the data's path: reading this is reading the pipeline.

# How the cli tells scenes: in sentences, and in other programs' words.
texts      := describe describe_numbers describe_layer describe_windows describe_sizes \
              describe_values describe_steps dialects dialect_onnx

base       := memory buffer error limits text marked number decimal rational characters oklab
scene      := unicode syntax node scalar reader other_keys other_values other_layers \
              undrawn_layers map_hints hints key_words map find_field fields plain quantize steps \
              cues sound embedded catalogue show notes signatures pytorch_types pytorch_text \
              pytorch model_blocks model_parameters model_passes model lines keras_rows \
              keras_links keras onnx_file onnx_keys onnx_windows onnx_quantize onnx_activations \
              onnx_sizes onnx_moves onnx_input onnx_nodes onnx model_file layer network tensor \
              file npy csv picture file_kinds values weights color theme_fields theme_keys \
              theme_sizes theme timeline output override panels tree shots load libraries
simulation := layer_type conv conv_transpose max_pool max_unpool avg_pool lp_pool adaptive_pool \
              quantize sparse deform_conv linear channel_shuffle slice phrases/lists activation \
              phrases/activations upsample pixel_shuffle unfold fold relu pad join parameters \
              kernel_shape shapes axes cells values limits named_kernels reads sources assumed \
              steps output reach intervals reach_box paths reach_size way_back sight_walk sight \
              equation other_ways entries gradient turn_back transpose turned turned_units \
              relationship builds words phrases/phrases phrases/pytorch_blocks \
              phrases/pytorch_pools phrases/pytorch phrases/keras phrases/onnx fill simulation
timeline   := parts units shots entries still placing pauses cut beats spans pictures timeline
drawing    := list/display_list list/share list/hatch list/pen list/plane list/arrow list/runs \
              map/digits map/cell_text map/colormap map/subject map/texts map/map map/marks \
              map/lights map/lit map/telling map/colors map/rest map/build map/factors map/taps \
              map/repeats map/step map/matrix map/levels map/field map/field_box map/field_draw \
              map/tally map/stamps layout/measure layout/join layout/layout layout/panel \
              words/words words/formula words/layer_words words/header words/indices \
              words/ruler_room words/ruler_parts words/ruler words/ruler_draw words/dimensions \
              words/labels words/legend words/flight words/sum_integers words/sum_terms \
              words/sum_told words/sum words/note_line words/notes words/captions \
              words/card words/curve words/scale_bar words/checks views/still views/stacked views/flat \
              views/kernel views/heat views/heat_lens views/heat_lens_draw views/heat_draw \
              views/transpose views/transpose_moment views/transpose_draw views/channels_links \
              views/channels_sums views/channels_step views/channels_rows views/channels_decks \
              views/channels_cards views/channels_filters \
              views/channels_through views/channels views/solid views/cuboids \
              views/volume views/scatter_cut views/scatter_draw views/scatter views/network_arcs \
              views/network_branches views/network_wires views/network_texts views/network_words \
              views/network_fields views/network_draw views/network_nodes views/network_place \
              views/network_levels views/network_trunks views/network_stands views/network views/fold \
              views/stack_words views/stack_sheets views/stack_spacing views/stack_aside \
              views/stack_step views/stack views/positions views/matrices views/unrolled views/product \
              views/matrix views/im2col views/products views/cache views/obstacles \
              views/views guide/texts guide/maps guide/figure guide/stacked guide/flat \
              guide/inline guide/channels guide/equation guide/guide looks page_words line_up prepare \
              fit fit_told fit_shots built laid drawing handed compose sheet film subtitle
painting   := faces shaping fonts outline strokes text subsets bounds tiles items picture painter page_groups document \
              libraries
encoding   := kept paper encoders temporary sink area straight png_rows png_fast png_small png_bands png_file png \
              apng svg_words svg_rules svg_pixels svg_items svg_page svg interned page_elements \
              page_changes page_steps page_json page_fonts page svg_tree svg_keyframes svg_film \
              pdf palette gif film_formats film_loader libraries null hash
cli        := option_readers option_part help commands options themes paths places report amounts \
              progress light families margin recordings subject formats target footprint limits \
              subtitle_cuts subtitles sides parts canvases pages plan planning effects names crew \
              files clips step_notes rights making walk dark made edges deps json table_formats \
              table names_of info alternatives schema completions quiz quiz_questions quiz_sheets \
              quiz_imports start join stale trace_layer trace_steps trace $(texts) render samples weights \
              estimate preview http server changes watch check_text check_json check main
# Loaded at run time, only by runs that make a film: FFmpeg brings 135 libraries with it.
film       := film film_codec film_file film_chapters film_part film_words film_recording film_mix \
              film_track film_sound film_libraries join_parts join yuv webp

PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
LIBDIR  ?= $(PREFIX)/lib
DATADIR ?= $(PREFIX)/share
MANDIR  ?= $(DATADIR)/man
DOCDIR  ?= $(DATADIR)/doc/convreel
CFLAGS  ?= -O2 -g
# One that knows PyTorch; Debian's does with python3-torch. Nothing else here asks for Python.
PYTHON ?= /usr/bin/python3
# release | asan | any name of a folder of its own for other flags
CONFIG ?= release
ifeq ($(origin CC),default)
CC := gcc
endif

stages  := base scene simulation timeline drawing painting encoding cli
library := $(foreach s,$(filter-out cli,$(stages)),$($s:%=src/$s/%.c))
program := $(cli:%=src/cli/%.c)
module  := $(film:%=src/encoding/%.c)
tests   := $(sort $(wildcard tests/test_*.c))
checks  := $(sort $(wildcard tests/test_*.sh))
out     := build$(if $(filter-out release,$(CONFIG)),/$(CONFIG))
guide   := $(sort $(wildcard scenes/guide/*.yaml))
# Files that stand in the program, each folder as a table of its name.
embedded := catalogues themes gallery page watch
embedded_from = $(or $($1_folder),$1)
embedded_in   = $(sort $(wildcard $(embedded_from)/$(if $(filter src/%,$(embedded_from)),*.*,*.yaml)))
gallery_folder := scenes/gallery
page_folder    := src/encoding/page
watch_folder   := src/cli/watch
# What is installed to be read, in folders as here, so that links between pages hold.
documents := README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE packages-run.txt \
             $(sort $(shell find docs scenes themes catalogues integrations -type f \
                 ! -name '*.sh' ! -name '*.1' ! -name '*.pyc' ! -name 'book.*'))

# For each shell, where it looks for a command's completions below DATADIR.
completions := bash:bash-completion/completions/convreel zsh:zsh/site-functions/_convreel \
               fish:fish/vendor_completions.d/convreel.fish

warn := -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wstrict-prototypes -Wmissing-prototypes \
        -Wpointer-arith -Wwrite-strings -Wswitch-enum
ifeq ($(CONFIG),asan)
sanitize := -fsanitize=address,undefined -fno-sanitize-recover=undefined -Wno-format-truncation
endif
ifeq ($(CONFIG),tsan)
sanitize := -fsanitize=thread
endif
# Runs are counted in the build's folder, where a program that gives up its rights still writes.
ifeq ($(CONFIG),coverage)
sanitize := --coverage -fprofile-update=prefer-atomic -DCOUNTS_FOLDER='"$(CURDIR)/$(out)"'
endif
# Against what a mistake of ours could become. Not beside sanitizers, whose checks find more;
# fortified functions need an optimising compiler. Measured: within 1 % of the time without.
ifeq ($(CONFIG),release)
harden      := -fstack-protector-strong -fstack-clash-protection
fortify     := $(if $(findstring -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
harden_link := -Wl,-z,relro,-z,now -Wl,-z,noexecstack
endif
flags := -std=c11 -D_XOPEN_SOURCE=700 -ffp-contract=off $(CPPFLAGS) $(fortify) $(warn) $(harden) \
         -fPIE $(CFLAGS) $(sanitize)
link  := $(harden) $(CFLAGS) $(sanitize) $(harden_link) $(LDFLAGS)

# Asked for once, when the first recipe runs: before the packages are there pkg-config is not either.
uses       = yaml-0.1 libprotobuf-c fontconfig cairo fribidi harfbuzz-subset libpng zlib libisal
uses_film  = libavformat libavcodec libswresample libavutil libwebpmux libwebp
use_flags  = $(eval use_flags := $(shell pkg-config --cflags $(uses) $(uses_film)))$(use_flags)
# First the libraries that most names are from: the dynamic linker asks one after the other.
use_libs   = -lc $(shell pkg-config --libs $(uses)) -lgif -lm -ldl -lpthread
compile    = $(CC) $(flags) -Iinclude -Isrc -I$(out) -MMD -MP $(use_flags)

# The messages of ONNX files, by protobuf-c's compiler.
messages := $(out)/scene/onnx.pb-c
embedded_names := $(embedded:%=$(out)/embedded/%.names)
library_objects := $(library:src/%.c=$(out)/%.o) $(messages).o $(embedded:%=$(out)/embedded/%.o)
program_objects := $(program:src/%.c=$(out)/%.o)
module_objects  := $(module:src/%.c=$(out)/%.o)
test_programs   := $(tests:tests/%.c=$(out)/tests/%)

.DELETE_ON_ERROR:
.PHONY: all deb help films demo test tests test-long test-torch test-browser test-fresh test-slurm test-reliability test-bytes test-recipes test-counts test-pictures bench bench-json golden-update golden-counts packages packages-test \
        packages-ci packages-docs install uninstall docs wheel check-style check-layers check-code asan coverage fuzz clean force

all: build/packages.stamp
	@$(MAKE) --no-print-directory $(out)/convreel

help:
	@echo "make                build the program, build/convreel, or name the packages that are missing"
	@echo "make demo           draw the figures of the guide into output/, as GIF, MP4 and PDF,"
	@echo "                    and the first minute of a film"
	@echo "make test           run all tests;  asan: with sanitizers;  test-long, or LONG=1: each with"
	@echo "                    all of its random cases, of which it else takes a quarter"
	@echo "                    demo and test install missing packages, but not with NO_INSTALL=1"
	@echo "make coverage       run most tests and print which lines and branches they reach"
	@echo "make test-torch     compare random layers with PyTorch (needs python3-torch)"
	@echo "make test-browser   click through pages in Chromium (needs chromium-driver)"
	@echo "make test-fresh     demo, test and install in a bare Debian folder (needs root, debootstrap)"
	@echo "make test-recipes   recipes for LaTeX, pandoc, Sphinx, MkDocs, IPython, pip, and the book"
	@echo "make test-slurm     a film in parts, by GNU Parallel and by Slurm (needs root, slurm-wlm, parallel)"
	@echo "make test-reliability  kill, starve and break what writes files, often (needs strace)"
	@echo "make test-bytes     render everything in every surrounding, and compare bytes"
	@echo "make test-pictures  compare pictures by gcc and clang, -O0 and -O2, with those written down"
	@echo "make bench          print speeds as ratios of CPU time;  OTHER=: another tree to compare"
	@echo "make test-counts    compare the instructions that five runs take with those written down"
	@echo "make fuzz           run libFuzzer on each kind of text and file;  TIME=60: seconds of each"
	@echo "make install        install below PREFIX=/usr/local;  also DESTDIR=, BINDIR=, LIBDIR=,"
	@echo "                    DATADIR=, MANDIR=, DOCDIR=;  uninstall: remove it"
	@echo "make deb            build Debian packages in build/deb (needs debhelper, dpkg-dev)"
	@echo "make films          render scenes/films at 1080p60 into output/"
	@echo "make docs           draw the pictures of the documents, build/gallery/index.html and the book,"
	@echo "                    build/book/index.html (needs pandoc)"
	@echo "make wheel          pack program and Python file into build/wheel/convreel-*.whl"
	@echo "make golden-update  write the expected texts of the tests and the lists of the manual"
	@echo "make check-style    check the format of the code;  check-layers: what the stages include"
	@echo "make check-code     cppcheck, clang-tidy, valgrind, ThreadSanitizer"

# ---- packages: nothing is asked twice ----

packages: build/packages-base.stamp
packages-test: build/packages-test.stamp
packages-ci: build/packages-ci.stamp
packages-docs: build/packages-docs.stamp

# Building installs nothing: it stops and names what is missing.
build/packages.stamp: packages.txt
	@mkdir -p $(@D)
	@NO_INSTALL=1 sh tests/packages.sh $^
	@touch $@

build/packages-base.stamp: packages.txt
build/packages-test.stamp: packages.txt packages-test.txt
build/packages-ci.stamp: packages.txt packages-test.txt packages-ci.txt
build/packages-docs.stamp: packages.txt packages-test.txt packages-docs.txt

build/packages-%.stamp:
	@mkdir -p $(@D)
	@sh tests/packages.sh $^
	@touch $@ build/packages.stamp

# ---- building ----

$(out)/convreel: $(program_objects) $(library_objects) $(out)/convreel-film.so build/layers.stamp
	@echo "  $@"
	@$(CC) $(link) -pie -rdynamic -o $@ $(filter %.o,$^) $(use_libs)

# The program's functions are found when the module is loaded.
$(out)/convreel-film.so: $(module_objects)
	@echo "  $@"
	@$(CC) $(link) -shared -o $@ $^ $(shell pkg-config --libs $(uses_film))

$(module_objects): flags += -fPIC
# Loops over every pixel: at -O2 gcc makes no vectors of them.
$(out)/encoding/yuv.o $(out)/encoding/png_rows.o $(out)/encoding/gif.o: flags += -O3

# Large pages are no part of POSIX.
$(out)/painting/picture.o: flags += -D_DEFAULT_SOURCE

# Other flags make other objects; another LIBDIR makes the one that looks for the module there; a
# file more or less makes another table of those that are built in.
$(out)/flags: now = $(CC) $(flags) $(harden_link) $(LDFLAGS)
$(out)/libdir: now = $(LIBDIR)
$(embedded_names): now = $(call embedded_in,$(basename $(@F)))
$(out)/flags $(out)/libdir $(embedded_names): force
	@mkdir -p $(@D)
	@echo '$(now)' | cmp -s - $@ || echo '$(now)' >$@

$(out)/encoding/film_loader.o: $(out)/libdir
$(out)/encoding/film_loader.o: flags += -DCONVREEL_LIBDIR='"$(LIBDIR)"'

$(out)/%.o: src/%.c Makefile $(out)/flags | build/packages.stamp
	@mkdir -p $(@D)
	@echo "  $@"
	@$(compile) -c -o $@ $<

$(messages).c $(messages).h &: src/scene/onnx.proto | build/packages.stamp
	@mkdir -p $(@D)
	@protoc-c --proto_path=src/scene --c_out=$(out)/scene onnx.proto

$(messages).o: %.o: %.c Makefile $(out)/flags
	@echo "  $@"
	@$(compile) -c -o $@ $<

$(out)/scene/onnx.o $(out)/scene/onnx_file.o $(out)/scene/onnx_keys.o \
    $(out)/scene/onnx_windows.o $(out)/scene/onnx_quantize.o $(out)/scene/onnx_nodes.o: | $(messages).h

.SECONDEXPANSION:
$(embedded:%=$(out)/embedded/%.c): $(out)/embedded/%.c: build-aux/embed.sh \
        $$(call embedded_in,$$*) $(out)/embedded/%.names $(out)/flags
	@mkdir -p $(@D)
	@sh $< embedded_$* $(call embedded_in,$*) >$@

$(embedded:%=$(out)/embedded/%.o): %.o: %.c Makefile | build/packages.stamp
	@echo "  $@"
	@$(compile) -c -o $@ $<

$(out)/tests/%: tests/%.c $(library_objects) $(out)/convreel-film.so Makefile
	@mkdir -p $(@D)
	@echo "  $@"
	@$(compile) $(harden_link) $(LDFLAGS) -pie -rdynamic -o $@ $< $(library_objects) $(use_libs) -lcmocka
	@ln -sf ../convreel-film.so $(@D)/

# Stand before a program's own allocations, and before what makes threads.
before := $(out)/tests/failing_calls.so $(out)/tests/failing_memory.so $(out)/tests/few_threads.so $(out)/tests/grabbing.so
$(before): $(out)/tests/%.so: tests/%.c tests/own_code.h
	@mkdir -p $(@D)
	@echo "  $@"
	@$(CC) -O2 -fno-builtin -shared -fPIC -o $@ $<

# ---- the two commands ----

demo: packages
	@$(MAKE) --no-print-directory -j$$(nproc) build/demo.stamp
	@echo "Done: see output/*.gif, output/*.mp4 and output/*.pdf, drawn from scenes/guide,"
	@echo "and output/first_minute.mp4, how scenes/films/arithmetic.yaml begins; make films: the whole."

# The film's first minute is its first two chapters.
build/demo.stamp: build/convreel $(guide) scenes/films/arithmetic.yaml
	@echo "  output/: $(words $(guide)) scenes of scenes/guide, each as GIF, MP4 and PDF"
	@build/convreel render $(guide) --format gif,mp4,pdf
	@build/convreel render scenes/films/arithmetic.yaml --steps 0..23 --size 720p \
		-o output/first_minute.mp4
	@touch $@

test: packages-test
	@$(MAKE) --no-print-directory -j$$(nproc) tests

tests: $(out)/convreel $(test_programs) $(before)
	@sh tests/run.sh $(out) $(test_programs) $(checks)

# All random cases, where make test takes a quarter (tests/rounds.h).
test-long: packages-test
	@LONG=1 $(MAKE) --no-print-directory -j$$(nproc) tests
	$(out)/tests/test_simulation 100000

test-torch: all
	@$(PYTHON) -c "import torch" || \
	    { echo "make test-torch needs PyTorch: apt install python3-torch, or PYTHON="; exit 1; }
	$(PYTHON) tests/torch_check.py build/convreel

# Debian's Python, with its own library alone.
test-browser: all
	@CONVREEL=build/convreel /usr/bin/python3 tests/test_browser.py

# Scripts whose runs of the program are those of other scripts again, or that ask for no memory of
# its own: headers, installing, the manual, the pictures of the documents, equal bytes, refusals,
# blank exercises, types of layers, lists, areas; and calls that fail, which the sanitizers make for it.
unsanitized := $(addprefix tests/test_,layers.sh install.sh docs.sh man_page.sh jobs.sh packaging.sh \
    reliability.sh safe.sh stale.sh blank.sh layer_types.sh lists.sh areas.sh calls.sh)

asan: packages-test
	@$(MAKE) --no-print-directory -j$$(nproc) CONFIG=asan CFLAGS="-O1 -g1" \
	    checks="$(filter-out $(unsanitized),$(checks))" tests

# Scripts that run nothing of their own, or whose failing allocations gcov does not survive.
uncounted := $(addprefix tests/test_,layers.sh install.sh docs.sh packaging.sh recipes.sh areas.sh \
    reliability.sh)

# Which lines and branches of src the tests run, by gcc's gcov; FILES= names files whose lines that
# are left are printed, too.
coverage: packages-test
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	-@$(MAKE) --no-print-directory -j$$(nproc) CONFIG=coverage CFLAGS="-O0 -g1" \
	    checks="$(filter-out $(uncounted),$(checks))" tests
	@/usr/bin/python3 tests/coverage.py build/coverage $(FILES)

# OTHER= is another tree where make has run, to compare with.
bench bench-json: packages-test
	@$(MAKE) --no-print-directory -j$$(nproc) $(out)/convreel $(out)/tests/bench_png \
	    $(if $(OTHER),$(out)/tests/bench_drawing $(out)/bench_other)
	@$(if $(OTHER),sh tests/bench_other.sh $(out) $(OTHER),\
	    python3 tests/bench.py $(out) $(if $(filter %-json,$@),--json))

test-counts golden-counts: packages-ci all
	@$(if $(filter golden%,$@),GOLDEN_UPDATE=1) CONVREEL=$(CURDIR)/$(out)/convreel \
	    sh tests/instructions.sh

# The same program of the other tree's objects.
$(out)/bench_other: tests/bench_drawing.c force
	@$(CC) $(flags) -I$(OTHER)/include $(use_flags) -rdynamic -o $@ $< \
	    $$(grep -q drawing_init_panels $(OTHER)/include/convreel/drawing.h && \
	        echo -DDRAWING_HAS_INIT_PANELS) \
	    $$(find $(OTHER)/build/*/ -name '*.o' | grep -v -e /cli/ $(film:%=-e /encoding/%.o)) \
	    $(use_libs)

# What docs/recipes.md has for LaTeX, pandoc, Sphinx, MkDocs, IPython and pip; and the book.
test-recipes: packages-docs all
	CONVREEL=$(CURDIR)/$(out)/convreel sh tests/recipes.sh

test-fresh:
	sh tests/fresh.sh

# Attacks on what is written, 50 times each; with Debian's strace also single calls that fail.
test-reliability: all
	@$(MAKE) --no-print-directory $(before)
	CONVREEL=$(CURDIR)/$(out)/convreel LONG=1 TIMES=50 sh tests/test_reliability.sh

# The same bytes in every surrounding, twenty times each.
test-bytes: all
	CONVREEL=$(CURDIR)/$(out)/convreel TIMES=20 sh tests/bytes.sh

# The same pixels by both compilers, with and without optimisation.
builds := gcc-O0 gcc-O2 clang-O0 clang-O2
test-pictures: packages-ci
	@for build in $(builds); do \
	    $(MAKE) --no-print-directory -j$$(nproc) CONFIG=$$build CC=$${build%-*} CFLAGS=-$${build#*-} \
	        build/$$build/convreel >/dev/null || exit 1; done
	@sh tests/pictures.sh $(builds:%=$(CURDIR)/build/%/convreel)

test-slurm: all
	CONVREEL=$(CURDIR)/$(out)/convreel sh tests/slurm.sh

golden-update: all packages-test
	@$(MAKE) --no-print-directory -j$$(nproc) $(test_programs)
	GOLDEN_UPDATE=1 $(out)/tests/test_drawing_goldens
	GOLDEN_UPDATE=1 $(out)/tests/test_broken
	GOLDEN_UPDATE=1 sh tests/test_describe.sh
	GOLDEN_UPDATE=1 $(out)/tests/test_manual
	GOLDEN_UPDATE=1 sh tests/test_man_page.sh
	GOLDEN_UPDATE=1 sh tests/pictures.sh $(CURDIR)/$(out)/convreel
	CONVREEL=$(CURDIR)/$(out)/convreel sh docs/layers.sh >docs/layers.md.new
	mv docs/layers.md.new docs/layers.md

# Seconds of each target; TARGETS: only these, RUNS: so many instead of seconds. What is found is
# kept in build/fuzz/found; once mended its file goes to tests/corpus.
TIME ?= 60
TARGETS ?= scene films path npy csv png cues model layer onnx
fuzz: packages-ci all
	@$(MAKE) --no-print-directory build/fuzz/tests/fuzz \
	    CONFIG=fuzz CC=clang CFLAGS="-O2 -g1 $(fuzzed)"
	@TIME=$(TIME) RUNS=$(RUNS) sh tests/fuzz.sh $(out)/convreel build/fuzz/tests/fuzz $(TARGETS)

build/fuzz/tests/fuzz: LDFLAGS += -fsanitize=fuzzer
# Undefined behaviour ends the program, as else nobody counts it. Watching each comparison as well
# takes more time than it finds: words come from the dictionary, heads of files from the seeds.
fuzzed = -fsanitize=fuzzer-no-link,address,undefined -fsanitize-trap=undefined \
         -fno-sanitize-coverage=trace-cmp,stack-depth,indirect-calls

# ---- checks ----

# What other programs find in our code. The usual program first: its folder has what is generated.
check-code: packages-ci all
	@$(MAKE) --no-print-directory -j$$(nproc) CONFIG=tsan CFLAGS="-O1 -g1" build/tsan/convreel
	@sh tests/code.sh $(out)/convreel build/tsan/convreel

check-style: packages-ci
	clang-format --dry-run -Werror $$(find src include tests -name '*.[ch]')

check-layers: build/layers.stamp

build/layers.stamp: tests/check_layers.sh $(wildcard include/convreel/*.h src/*/*.[ch] src/*/*/*.[ch])
	@mkdir -p $(@D)
	@sh $< .
	@touch $@

# ---- documents, installing, cleaning ----

# Debian packages of what is committed, in build/deb; with debhelper and dpkg-dev.
deb:
	rm -rf build/deb
	mkdir -p build/deb/convreel
	git archive HEAD | tar -x -C build/deb/convreel
	cp -R build/deb/convreel/packaging/debian build/deb/convreel/
	cd build/deb/convreel && dpkg-buildpackage -us -uc

# A wheel of the program, in build/wheel; with Debian's python3-setuptools, python3-wheel and
# python3-build.
wheel: all
	rm -rf build/wheel
	mkdir -p build/wheel/convreel
	cp packaging/python/* build/wheel/
	cp build/convreel build/convreel-film.so build/wheel/convreel/
	cp integrations/convreel.py build/wheel/convreel/__init__.py
	cd build/wheel && /usr/bin/python3 -m build --wheel --no-isolation --outdir . . >build.log || \
	    { cat build.log; exit 1; }
	@ls build/wheel/*.whl

docs: all
	sh docs/make.sh docs
	sh docs/gallery.sh build/gallery
	sh docs/book.sh build/book

films: all
	$(out)/convreel render scenes/films/*.yaml -o output/

# Those of some files that stand in a folder itself.
in_folder = $(foreach file,$2,$(if $(filter $1,$(dir $(file))),$(file)))

install: all
	@install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/convreel $(DESTDIR)$(MANDIR)/man1
	install -m 755 $(out)/convreel $(DESTDIR)$(BINDIR)/convreel
	install -m 755 $(out)/convreel-film.so $(DESTDIR)$(LIBDIR)/convreel/convreel-film.so
	install -m 644 docs/convreel.1 $(DESTDIR)$(MANDIR)/man1/convreel.1
	@for place in $(completions); do \
	    install -d $(DESTDIR)$(DATADIR)/$$(dirname $${place#*:}) && \
	    $(out)/convreel completions $${place%%:*} >$(DESTDIR)$(DATADIR)/$${place#*:} || exit 1; done
	@echo "install -m 644 README.md, docs, scenes, themes and catalogues in $(DESTDIR)$(DOCDIR)"
	@$(foreach folder,$(sort $(dir $(documents))),install -d $(DESTDIR)$(DOCDIR)/$(folder) && \
	    install -m 644 $(call in_folder,$(folder),$(documents)) $(DESTDIR)$(DOCDIR)/$(folder) &&) :

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/convreel $(DESTDIR)$(MANDIR)/man1/convreel.1 \
	    $(foreach place,$(completions),$(DESTDIR)$(DATADIR)/$(lastword $(subst :, ,$(place))))
	rm -rf $(DESTDIR)$(LIBDIR)/convreel $(DESTDIR)$(DOCDIR)
	@sh build-aux/remove_empty.sh "$(DESTDIR)" "$(PREFIX)" $(BINDIR) $(LIBDIR) $(MANDIR)/man1 \
	    $(dir $(DOCDIR)) \
	    $(foreach place,$(completions),$(DATADIR)/$(dir $(lastword $(subst :, ,$(place)))))

clean:
	rm -rf build

-include $(wildcard $(out)/*/*.d $(out)/*/*/*.d)
