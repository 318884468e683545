/** Presence: who looks at a case just now, and who types in it. */
@NullMarked
package dev.demarc.casework.presence;

import org.jspecify.annotations.NullMarked;
