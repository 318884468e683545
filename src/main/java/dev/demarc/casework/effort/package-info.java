/** Effort: how long people worked on a case, where a desk notes it. */
@NullMarked
package dev.demarc.casework.effort;

import org.jspecify.annotations.NullMarked;
