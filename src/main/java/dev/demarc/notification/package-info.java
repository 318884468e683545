/** Outgoing mail: the outbox, its templates, delivery with retries, bounces. */
@NullMarked
package dev.demarc.notification;

import org.jspecify.annotations.NullMarked;
