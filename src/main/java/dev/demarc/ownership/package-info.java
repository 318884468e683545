/** What nobody is known to hold, and how much hangs on it. */
@NullMarked
package dev.demarc.ownership;

import org.jspecify.annotations.NullMarked;
