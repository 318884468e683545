/** Correlation: which reports join which case, by what rules, and what is a sender's own. */
@NullMarked
package dev.demarc.casework.correlation;

import org.jspecify.annotations.NullMarked;
