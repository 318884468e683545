/** The pages of outgoing mail and of reports that are stuck. */
@NullMarked
package dev.demarc.console.outbox;

import org.jspecify.annotations.NullMarked;
