/**
 * Reports written as mails for people and by the programs of abuse desks: ARF, feedback loops,
 * bans, copyright notices, aggregate reports, and mail in somebody's own words.
 */
@NullMarked
package dev.demarc.formats.mail;

import org.jspecify.annotations.NullMarked;
