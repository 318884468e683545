package dev.demarc.intake.smtp;

import java.time.Duration;

/**
 * How many SMTP connections there may be, and for how long.
 *
 * @param connectionsOfOneAddress of IPv6, of one /64
 * @param idle without a mail that was stored
 * @param content from DATA or the first BDAT to the end of that mail
 * @param longest whatever is done with it
 */
record SmtpLimits(
    int connections,
    int connectionsOfOneAddress,
    Duration idle,
    Duration content,
    Duration longest) {}
