/** Changes to people, and the first of them. */
@NullMarked
package dev.demarc.access.administration;

import org.jspecify.annotations.NullMarked;
