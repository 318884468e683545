/** Bodies that hold many reports, taken apart: JSON lists, NDJSON, CSV. */
@NullMarked
package dev.demarc.formats.bulk;

import org.jspecify.annotations.NullMarked;
