/** Saved views, exports, suggestions for the filter, and histories, as pages. */
@NullMarked
package dev.demarc.console.finding;

import org.jspecify.annotations.NullMarked;
