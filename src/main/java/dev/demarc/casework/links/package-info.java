/** How cases belong together. */
@NullMarked
package dev.demarc.casework.links;

import org.jspecify.annotations.NullMarked;
