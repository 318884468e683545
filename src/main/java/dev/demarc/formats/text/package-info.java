/**
 * Text for people out of bytes: charsets, HTML, lines, tables, dates, and facts stated in words.
 */
package dev.demarc.formats.text;
