/** Whose work a report is by the shared-responsibility model, and why. Pure. */
@NullMarked
package dev.demarc.responsibility;

import org.jspecify.annotations.NullMarked;
