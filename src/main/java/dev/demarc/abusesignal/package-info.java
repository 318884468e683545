/** Reports in the shape of AWS's Abuse Signal API. */
package dev.demarc.abusesignal;
