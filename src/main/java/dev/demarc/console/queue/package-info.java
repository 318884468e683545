/** The list of cases: filter, groups, actions on many. */
package dev.demarc.console.queue;
