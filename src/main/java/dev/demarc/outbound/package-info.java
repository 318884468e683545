/** The one way out to hosts that people name. */
@NullMarked
package dev.demarc.outbound;

import org.jspecify.annotations.NullMarked;
