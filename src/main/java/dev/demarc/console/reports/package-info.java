/** The page of a report and its attachments, and the form to write one. */
@NullMarked
package dev.demarc.console.reports;

import org.jspecify.annotations.NullMarked;
