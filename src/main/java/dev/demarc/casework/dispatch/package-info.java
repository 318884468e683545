/** Puts a decision into effect: each side that has work gets its part in the queue that owns it. */
@NullMarked
package dev.demarc.casework.dispatch;

import org.jspecify.annotations.NullMarked;
