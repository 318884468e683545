/** The pages of settings: people, keys, one's own account, the audit log. */
@NullMarked
package dev.demarc.console.settings;

import org.jspecify.annotations.NullMarked;
