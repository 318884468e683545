/** The sheet of a case to print. */
@NullMarked
package dev.demarc.console.sheet;

import org.jspecify.annotations.NullMarked;
