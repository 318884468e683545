/** The structure of a mail: header fields, parts, attachments, its text (RFC 5322, RFC 2045). */
package dev.demarc.formats.mime;
