/** Small values and tools that every feature may use, and that use none of them. */
@NullMarked
package dev.demarc.shared;

import org.jspecify.annotations.NullMarked;
