/** The list of cases: filter, groups, actions on many. */
@NullMarked
package dev.demarc.console.queue;

import org.jspecify.annotations.NullMarked;
