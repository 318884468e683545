/** What AWS writes: findings, events, notices by mail, messages of topics. */
@NullMarked
package dev.demarc.formats.aws;

import org.jspecify.annotations.NullMarked;
