/** The pages of the responsibility matrix and its drafts. */
package dev.demarc.console.responsibility;
