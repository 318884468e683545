/**
 * Text for people out of bytes: charsets, HTML, lines, tables, dates, and facts stated in words.
 */
@NullMarked
package dev.demarc.formats.text;

import org.jspecify.annotations.NullMarked;
