/**
 * What mail programs wrap the words of a mail in, besides MIME: S/MIME, OpenPGP, TNEF, Outlook's
 * own files. Nothing is decrypted and no signature is checked; what is only wrapped is unwrapped.
 */
@NullMarked
package dev.demarc.formats.containers;

import org.jspecify.annotations.NullMarked;
