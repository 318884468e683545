/** Finds the format of a submission and reads it with that. */
package dev.demarc.formats.reader;
