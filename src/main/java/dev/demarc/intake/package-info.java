/** Takes reports in and stores them before they are acknowledged: the one way in, SMTP, blobs. */
@NullMarked
package dev.demarc.intake;

import org.jspecify.annotations.NullMarked;
