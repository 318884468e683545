/** Outcomes: how cases end, with the reasons for it and what those who reported read. */
@NullMarked
package dev.demarc.casework.outcomes;

import org.jspecify.annotations.NullMarked;
