/** Hands mails to the relay over SMTP, and what its answers mean. */
@NullMarked
package dev.demarc.notification.relay;

import org.jspecify.annotations.NullMarked;
