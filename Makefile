# SPDX-License-Identifier: MIT
# convreel. The sources stand in the order of the data's path: reading this is reading the pipeline.

base       := memory buffer error text number rational
scene      := unicode node scalar reader map fields plain layer tensor values color theme timeline output load
simulation := layer_type conv conv_transpose max_pool avg_pool lp_pool shapes axes values steps \
              output relationship simulation
timeline   := timeline
drawing    := display_list dump pen plane maps digits stacked flat views
painting   := text items painter document
encoding   := encoders sink png svg pdf palette gif film_loader
cli        := options paths report progress subject plan walk trace render check main
# Loaded at run time, only by runs that make a film: FFmpeg brings 135 libraries with it.
film       := film yuv

stages  := base scene simulation timeline drawing painting encoding cli
library := $(foreach s,$(filter-out cli,$(stages)),$(addprefix src/$s/,$(addsuffix .c,$($s))))
program := $(addprefix src/cli/,$(addsuffix .c,$(cli)))
module  := $(addprefix src/encoding/,$(addsuffix .c,$(film)))
tests   := $(sort $(wildcard tests/test_*.c))

CONFIG  ?= release
out     := build$(if $(filter-out release,$(CONFIG)),/$(CONFIG))

CC      ?= gcc
CFLAGS  ?= -O2 -g
std     := -std=c11 -D_XOPEN_SOURCE=700 -ffp-contract=off
warn    := -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wstrict-prototypes \
           -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wswitch-enum
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib

uses      := yaml-0.1 cairo pangocairo libpng libisal zlib
uses_film := libavformat libavcodec libavutil
use_flags = $(shell pkg-config --cflags $(uses) $(uses_film))
use_libs  = $(shell pkg-config --libs $(uses)) -lgif -lm -ldl -lpthread
flags     = $(std) $(warn) $(CFLAGS) -Iinclude -Isrc -MMD -MP -DCONVREEL_LIBDIR='"$(LIBDIR)"'

library_objects := $(library:src/%.c=$(out)/%.o)
program_objects := $(program:src/%.c=$(out)/%.o)
module_objects  := $(module:src/%.c=$(out)/%.o)

all: $(out)/convreel

$(out)/convreel: $(program_objects) $(library_objects) | $(out)/convreel-film.so
	$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(use_libs)

$(out)/convreel-film.so: $(module_objects)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(shell pkg-config --libs $(uses_film))

$(module_objects): CFLAGS += -fPIC

$(out)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(flags) $(use_flags) -c -o $@ $<

$(out)/tests/%: tests/%.c $(library_objects)
	@mkdir -p $(@D)
	$(CC) $(flags) $(use_flags) $(LDFLAGS) -rdynamic -o $@ $^ $(use_libs) -lcmocka

clean:
	rm -rf build

.PHONY: all clean
-include $(wildcard $(out)/*/*.d $(out)/*/*/*.d)
