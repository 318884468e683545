/** Demarc's own form: JSON, multipart, CSV. */
@NullMarked
package dev.demarc.formats.form;

import org.jspecify.annotations.NullMarked;
