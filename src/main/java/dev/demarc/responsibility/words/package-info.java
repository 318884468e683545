/** A report as words: what is quoted, what is politeness, what is denied. */
@NullMarked
package dev.demarc.responsibility.words;

import org.jspecify.annotations.NullMarked;
