/** The one place where stored reports are read. */
@NullMarked
package dev.demarc.reading;

import org.jspecify.annotations.NullMarked;
