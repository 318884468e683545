/** Operation: health, metrics, retention, sample data. */
@NullMarked
package dev.demarc.ops;

import org.jspecify.annotations.NullMarked;
