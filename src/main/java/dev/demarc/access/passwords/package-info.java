/** Passwords: what is allowed, and how they are kept. */
@NullMarked
package dev.demarc.access.passwords;

import org.jspecify.annotations.NullMarked;
