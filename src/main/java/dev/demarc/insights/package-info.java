/** Figures over cases and work for those who lead, as far as whoever asks sees the cases. */
package dev.demarc.insights;
