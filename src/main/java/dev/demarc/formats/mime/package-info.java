/** The structure of a mail: header fields, parts, attachments, its text (RFC 5322, RFC 2045). */
@NullMarked
package dev.demarc.formats.mime;

import org.jspecify.annotations.NullMarked;
