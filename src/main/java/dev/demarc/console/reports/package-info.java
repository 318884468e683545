/** The page of a report and its attachments, and the form to write one. */
package dev.demarc.console.reports;
