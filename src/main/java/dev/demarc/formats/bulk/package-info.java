/** Bodies that hold many reports, taken apart: JSON lists, NDJSON, CSV. */
package dev.demarc.formats.bulk;
