/** Files a report: finds the case that it belongs to, or opens one. */
@NullMarked
package dev.demarc.casework.filing;

import org.jspecify.annotations.NullMarked;
