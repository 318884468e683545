/** Finds the format of a submission and reads it with that. */
@NullMarked
package dev.demarc.formats.reader;

import org.jspecify.annotations.NullMarked;
