/** The pages of the mailboxes that are read. */
package dev.demarc.console.mailboxes;
