/** Messages of Amazon SNS: topics, subscriptions, signatures. */
package dev.demarc.sns;
