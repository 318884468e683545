/** Addresses, domains, URLs and their kin, found in text, and the role that each has there. */
@NullMarked
package dev.demarc.formats.indicators;

import org.jspecify.annotations.NullMarked;
