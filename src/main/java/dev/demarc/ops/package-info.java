/** Operation: health, metrics, retention, sample data. */
package dev.demarc.ops;
