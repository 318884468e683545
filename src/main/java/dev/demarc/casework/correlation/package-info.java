/** Correlation: which reports join which case, by what rules, and what is a sender's own. */
package dev.demarc.casework.correlation;
