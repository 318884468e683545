/** Mails that answer on a case, and whether they are from whom they name. */
@NullMarked
package dev.demarc.casework.correspondence;

import org.jspecify.annotations.NullMarked;
