/** Whose work a report is by the shared-responsibility model, and why. Pure. */
package dev.demarc.responsibility;
