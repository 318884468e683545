/** Signing in and out. */
@NullMarked
package dev.demarc.console.signin;

import org.jspecify.annotations.NullMarked;
