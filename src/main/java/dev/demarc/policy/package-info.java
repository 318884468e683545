/** Drafts of what decides (matrix, threshold, text model): replayed, put in force, undone. */
@NullMarked
package dev.demarc.policy;

import org.jspecify.annotations.NullMarked;
