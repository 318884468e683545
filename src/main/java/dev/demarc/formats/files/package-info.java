/** Files inside a report: what they are by their bytes, and what is in an archive. */
@NullMarked
package dev.demarc.formats.files;

import org.jspecify.annotations.NullMarked;
