/**
 * Finds cases: one filter language for API and console, indicators in any spelling, full text, kept
 * counts, saved views, export, and the history of whatever a case names.
 */
@NullMarked
package dev.demarc.finding;

import org.jspecify.annotations.NullMarked;
