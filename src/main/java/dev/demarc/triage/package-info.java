/** Filing: the one place that names the whole path of a report. */
package dev.demarc.triage;
