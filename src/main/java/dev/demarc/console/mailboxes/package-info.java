/** The pages of the mailboxes that are read. */
@NullMarked
package dev.demarc.console.mailboxes;

import org.jspecify.annotations.NullMarked;
