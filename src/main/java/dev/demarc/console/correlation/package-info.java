/** The page of the rules by which reports join cases. */
@NullMarked
package dev.demarc.console.correlation;

import org.jspecify.annotations.NullMarked;
