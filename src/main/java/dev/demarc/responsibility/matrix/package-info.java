/** The responsibility matrix: services, layers, and whose each cell is. */
@NullMarked
package dev.demarc.responsibility.matrix;

import org.jspecify.annotations.NullMarked;
