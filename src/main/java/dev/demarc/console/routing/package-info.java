/** The pages of routing rules, queues and who works them. */
@NullMarked
package dev.demarc.console.routing;

import org.jspecify.annotations.NullMarked;
