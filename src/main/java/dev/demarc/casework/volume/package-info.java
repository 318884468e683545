/** How many reports came on a case, when and from whom. */
@NullMarked
package dev.demarc.casework.volume;

import org.jspecify.annotations.NullMarked;
