/** Reports in the shape of AWS's Abuse Signal API. */
@NullMarked
package dev.demarc.abusesignal;

import org.jspecify.annotations.NullMarked;
