/** What the header of a mail tells: who sent it, in answer to what, and whether a program did. */
@NullMarked
package dev.demarc.formats.mailfacts;

import org.jspecify.annotations.NullMarked;
