/** Takes mail over SMTP: connections, their limits, and what becomes of a message. */
@NullMarked
package dev.demarc.intake.smtp;

import org.jspecify.annotations.NullMarked;
