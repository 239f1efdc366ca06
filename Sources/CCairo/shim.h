#pragma once
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pango.h>
#include <pango/pangocairo.h>
#include <glib-object.h>
