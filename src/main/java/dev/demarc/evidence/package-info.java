/** What a report holds as files: who may see what, downloads, and what is held back. */
@NullMarked
package dev.demarc.evidence;

import org.jspecify.annotations.NullMarked;
