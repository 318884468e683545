/** The page of a case and its parts. */
@NullMarked
package dev.demarc.console.cases;

import org.jspecify.annotations.NullMarked;
