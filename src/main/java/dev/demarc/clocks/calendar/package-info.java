/** Pure: counting time that passes, around the clock or in business hours. */
package dev.demarc.clocks.calendar;
