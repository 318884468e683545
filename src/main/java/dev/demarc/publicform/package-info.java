/** A form by which strangers report, and the page that tells them what became of it. */
@NullMarked
package dev.demarc.publicform;

import org.jspecify.annotations.NullMarked;
