/** How long data is kept that may be erased. */
@NullMarked
package dev.demarc.retention;

import org.jspecify.annotations.NullMarked;
