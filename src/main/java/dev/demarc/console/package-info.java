/** What all pages of the web console share: frame, words, form tokens, error pages. */
@NullMarked
package dev.demarc.console;

import org.jspecify.annotations.NullMarked;
