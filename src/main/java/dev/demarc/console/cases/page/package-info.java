/**
 * What the page of one case shows: the line, the readings, the report, the phases of its timeline.
 */
@NullMarked
package dev.demarc.console.cases.page;

import org.jspecify.annotations.NullMarked;
