/** TODO filter. */
@NullMarked
package dev.demarc.finding.filter;

import org.jspecify.annotations.NullMarked;
