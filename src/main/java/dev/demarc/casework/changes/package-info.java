/** Undo: what people changed on a case, field by field, and how that is taken back. */
@NullMarked
package dev.demarc.casework.changes;

import org.jspecify.annotations.NullMarked;
