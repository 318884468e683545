/** The page of the rules by which reports join cases. */
package dev.demarc.console.correlation;
