/** The page of the rules for how cases end and come back. */
package dev.demarc.console.rules;
