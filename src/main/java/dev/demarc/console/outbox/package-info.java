/** The pages of outgoing mail and of reports that are stuck. */
package dev.demarc.console.outbox;
