/** Who outside of the desk takes part in a case, and what is written to them. */
@NullMarked
package dev.demarc.casework.participants;

import org.jspecify.annotations.NullMarked;
