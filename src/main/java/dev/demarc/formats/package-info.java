/**
 * Reads a report, whatever it is written in: the submission opened once, the format's contract, the
 * draft and the parsed report. Pure.
 */
@NullMarked
package dev.demarc.formats;

import org.jspecify.annotations.NullMarked;
