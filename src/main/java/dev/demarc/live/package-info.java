/** Tells open pages that cases changed, on whichever node they changed. */
@org.jspecify.annotations.NullMarked
package dev.demarc.live;
