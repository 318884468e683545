/** Signing in and out. */
package dev.demarc.console.signin;
