/**
 * Rules that a desk sets for when a case ends by itself, and what becomes of one that is closed.
 */
package dev.demarc.casework.rules;
