/** The pages of the responsibility matrix and its drafts. */
@NullMarked
package dev.demarc.console.responsibility;

import org.jspecify.annotations.NullMarked;
