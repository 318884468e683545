/**
 * Signing in: passwords, second factors, identity providers, sessions, and what slows guessing
 * down.
 */
@NullMarked
package dev.demarc.access.signin;

import org.jspecify.annotations.NullMarked;
