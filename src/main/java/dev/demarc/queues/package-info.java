/** Queues as people see them: who works them, who is on call or away, and how much waits. */
@NullMarked
package dev.demarc.queues;

import org.jspecify.annotations.NullMarked;
