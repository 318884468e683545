/** Figures over cases and work for those who lead, as far as whoever asks sees the cases. */
@NullMarked
package dev.demarc.insights;

import org.jspecify.annotations.NullMarked;
