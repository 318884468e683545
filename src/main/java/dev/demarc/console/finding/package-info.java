/** Saved views, exports, suggestions for the filter, and histories, as pages. */
package dev.demarc.console.finding;
