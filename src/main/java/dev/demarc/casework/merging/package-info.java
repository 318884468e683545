/** Makes one case of several, takes reports out of cases, and takes both back. */
@NullMarked
package dev.demarc.casework.merging;

import org.jspecify.annotations.NullMarked;
