/** The page of the rules for how cases end and come back. */
@NullMarked
package dev.demarc.console.rules;

import org.jspecify.annotations.NullMarked;
