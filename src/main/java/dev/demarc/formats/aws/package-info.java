/** What AWS writes: findings, events, notices by mail, messages of topics. */
package dev.demarc.formats.aws;
