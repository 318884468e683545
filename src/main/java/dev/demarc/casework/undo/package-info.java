/** Takes back what people changed on cases. */
@NullMarked
package dev.demarc.casework.undo;

import org.jspecify.annotations.NullMarked;
