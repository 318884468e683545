/** How cases end, rest and are shared. */
@NullMarked
package dev.demarc.casework.lifecycle;

import org.jspecify.annotations.NullMarked;
