/** One-time passwords as a second factor (RFC 6238) and recovery codes. */
package dev.demarc.access.totp;
