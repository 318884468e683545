/** Filing: the one place that names the whole path of a report. */
@NullMarked
package dev.demarc.triage;

import org.jspecify.annotations.NullMarked;
