/** The pages of settings: people, keys, one's own account, the audit log. */
package dev.demarc.console.settings;
