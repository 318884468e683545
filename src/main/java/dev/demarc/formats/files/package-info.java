/** Files inside a report: what they are by their bytes, and what is in an archive. */
package dev.demarc.formats.files;
