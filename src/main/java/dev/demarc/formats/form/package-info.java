/** Demarc's own form (JSON, multipart, CSV), and what others' JSON says in fields of its own. */
@NullMarked
package dev.demarc.formats.form;

import org.jspecify.annotations.NullMarked;
