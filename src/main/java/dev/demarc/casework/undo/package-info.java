/** Undo: what people changed on a case, field by field, and how that is taken back. */
package dev.demarc.casework.undo;
