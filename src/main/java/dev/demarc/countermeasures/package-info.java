/** Countermeasures: what holds against a matter until it is taken back. */
@NullMarked
package dev.demarc.countermeasures;

import org.jspecify.annotations.NullMarked;
