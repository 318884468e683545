/**
 * Rules that a desk sets for when a case ends by itself, and what becomes of one that is closed.
 */
@NullMarked
package dev.demarc.casework.rules;

import org.jspecify.annotations.NullMarked;
