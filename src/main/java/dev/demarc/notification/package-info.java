/** Outgoing mail: the outbox, its templates, delivery with retries, bounces. */
package dev.demarc.notification;
