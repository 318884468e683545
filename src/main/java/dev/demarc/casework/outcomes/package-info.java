/** Outcomes: how cases end, with the reasons for it and what those who reported read. */
package dev.demarc.casework.outcomes;
