/** Which queue gets a piece of work: queues and rules. */
package dev.demarc.routing;
