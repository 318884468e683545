/** Pure: counting time that passes, around the clock or in business hours. */
@NullMarked
package dev.demarc.clocks.calendar;

import org.jspecify.annotations.NullMarked;
