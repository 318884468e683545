/** One-time passwords as a second factor (RFC 6238) and recovery codes. */
@NullMarked
package dev.demarc.access.totp;

import org.jspecify.annotations.NullMarked;
