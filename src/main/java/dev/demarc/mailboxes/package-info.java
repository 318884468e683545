/** Mailboxes that are read by IMAP (RFC 9051): their settings, their jobs, their tokens. */
@NullMarked
package dev.demarc.mailboxes;

import org.jspecify.annotations.NullMarked;
