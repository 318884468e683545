/** Threat intelligence that is shared as STIX or MISP, read for whom it accuses. */
@NullMarked
package dev.demarc.formats.intel;

import org.jspecify.annotations.NullMarked;
