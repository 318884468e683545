/** What a report holds as files: who may see what, downloads, and what is held back. */
package dev.demarc.evidence;
