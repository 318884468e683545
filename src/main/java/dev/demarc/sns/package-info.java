/** Messages of Amazon SNS: topics, subscriptions, signatures. */
@NullMarked
package dev.demarc.sns;

import org.jspecify.annotations.NullMarked;
