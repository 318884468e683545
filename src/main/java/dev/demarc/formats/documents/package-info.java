/** JSON and XML of no format with a reader of its own, read by the names of their fields. */
@NullMarked
package dev.demarc.formats.documents;

import org.jspecify.annotations.NullMarked;
