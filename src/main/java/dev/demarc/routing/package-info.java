/** Which queue gets a piece of work: queues and rules. */
@NullMarked
package dev.demarc.routing;

import org.jspecify.annotations.NullMarked;
