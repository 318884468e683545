/** Queues as people see them: who works them, who is on call or away, and how much waits. */
package dev.demarc.queues;
