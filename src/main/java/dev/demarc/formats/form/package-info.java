/** Demarc's own form: JSON, multipart, CSV. */
package dev.demarc.formats.form;
