/**
 * The pages of clock policies and calendars, and the part of a case's page that shows its clocks.
 */
@NullMarked
package dev.demarc.console.clocks;

import org.jspecify.annotations.NullMarked;
