/** Mailboxes that are read by IMAP (RFC 9051): their settings, their jobs, their tokens. */
package dev.demarc.mailboxes;
