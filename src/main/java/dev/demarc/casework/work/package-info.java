/**
 * The parts of a case: who does them, how far they are, on whom they wait, and whose they are by
 * decision.
 */
@NullMarked
package dev.demarc.casework.work;

import org.jspecify.annotations.NullMarked;
